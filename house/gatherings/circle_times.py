"""The page of one time a circle meets, and what I say of coming."""

from datetime import datetime
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.gatherings import circle_coming, circle_reading, circle_words
from house.gatherings.blueprint import bp
from house.gatherings.circle_access import (
    arranges,
    can_be_changed,
    can_be_put_back_on,
    is_on,
    is_over,
    may_see,
    shows_own_place,
)
from house.gatherings.circle_coming import SAID, IsHost, NotOn
from house.gatherings.circle_holding import hold_session, house_held
from house.gatherings.circle_models import CircleSession, Standing
from house.gatherings.circle_plan import Room
from house.guard import members
from house.viewer import get_viewer

NOTHING = "nothing"


def _back(session_id: int) -> ResponseReturnValue:
    return redirect(url_for(".circle_time", session_id=session_id), 303)


@bp.get("/circles/times/<id:session_id>")
@members
def circle_time(session_id: int) -> ResponseReturnValue:
    """One time a circle meets, and what I say of it."""
    viewer, now = get_viewer(), clock.now()
    circle, session = hold_session(session_id, may_see)
    hosts = [host for host in circle_reading.hosts_of(circle) if not host.is_asked]
    hosting = frozenset(host.person_id for host in hosts)
    is_host = viewer.person_id in hosting
    said = circle_reading.said_of(session, circle.capacity, viewer, is_host, now)
    may_arrange = arranges(viewer, hosting)
    return render_template(
        "gatherings/circle_time.html",
        circle=circle,
        session=session,
        hosts=[host.name for host in hosts],
        is_host=is_host,
        said=said,
        is_on=is_on(session, now),
        is_over=is_over(session, now),
        answers=_answers(said) if is_on(session, now) and not is_host else [],
        may_change=may_arrange and can_be_changed(session, now),
        may_put_back_on=may_arrange and can_be_put_back_on(circle, session, now),
        **_words(session, said, is_host, now),
    )


def _answers(said: circle_reading.Said) -> list[tuple[Standing, str, bool]]:
    """What can be answered, in words, and whether it is the answer that stands."""
    has_place = said.room is not Room.taken or said.own in (Standing.coming, Standing.offered)
    coming = {Standing.offered: _("Yes, I’m coming"), Standing.coming: _("I’m coming")}.get(
        said.own or Standing.might, _("I’m coming") if has_place else _("Wait quietly")
    )
    return [
        (Standing.coming, coming, said.own in (Standing.coming, Standing.waits)),
        (Standing.might, _("I might"), said.own is Standing.might),
        (Standing.not_this_time, _("Not this time"), said.own is Standing.not_this_time),
    ]


def _words(session: CircleSession, said: circle_reading.Said, is_host: bool, now: datetime) -> dict[str, Any]:
    zone = get_viewer().zone
    offered_until = said.offered_until if said.own is Standing.offered else None
    return {
        "when": circle_words.when_words(session.starts_at, session.ends_at, now, zone),
        "soon": circle_words.soon(session, now, zone),
        "moved": circle_words.moved_words(session.moved_from_local, now, zone),
        "clocks": circle_words.clocks_words(session, zone),
        "standing": circle_words.standing_words(said.own),
        "offer": circle_words.offer_words(offered_until, now, zone) if offered_until else "",
        "room": circle_words.room_words(said.room),
        "chairs": circle_words.chairs_words(said.few_chairs) if is_host else "",
        "news": circle_words.news_words(session, now, zone) if said.has_news else "",
    }


@bp.post("/circles/times/<id:session_id>/say")
@members
def say_coming(session_id: int) -> ResponseReturnValue:
    """Say whether I come, might or don't; or say nothing after all."""
    viewer, now = get_viewer(), clock.now()
    house = house_held()
    _circle, session = hold_session(session_id, may_see)
    said = request.form.get("answer", "")
    if said not in (NOTHING, *SAID):
        flash(_("Choose one of the answers."))
        return _back(session.id)
    answer = None if said == NOTHING else Standing(said)
    shows_name = request.form.get("shows_name") == "y"
    try:
        stands = circle_coming.say(house, session, viewer.person_id, answer, shows_name, now)
        flash(circle_words.said_words(stands, is_hidden=not shows_own_place(viewer, session, stands, now)))
    except NotOn:
        flash(_("It is called off.") if session.called_off_at else _("It is over."))
    except IsHost:
        flash(_("You host it, so a place is yours anyway."))
    return _back(session.id)


@bp.post("/circles/times/<id:session_id>/seen")
@members
def saw_news(session_id: int) -> ResponseReturnValue:
    """I have seen that it was moved or called off."""
    _circle, session = hold_session(session_id, may_see)
    circle_coming.see_news(session, get_viewer().person_id)
    flash(_("Noted."))
    return _back(session.id)
