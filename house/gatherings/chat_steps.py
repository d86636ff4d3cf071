"""What one of the two says to a chat: a time, yes, another time, that it is let go, that it happened."""

from collections.abc import Callable
from datetime import datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.gatherings import chat_acts
from house.gatherings.blueprint import bp
from house.gatherings.chat_access import asked_by, is_one_of_them, may_offer_time, may_see
from house.gatherings.chat_acts import AnotherTimeStands, Over, SomebodyWas
from house.gatherings.chat_forms import FURTHEST, TimeForm
from house.gatherings.chat_free import HasAnother, OutsideShift
from house.gatherings.chat_models import Chat
from house.gatherings.chat_reading import get_seen
from house.gatherings.chat_words import span_words, title
from house.guard import members
from house.people.holding import hold_house
from house.rosters.awake import awake_hours
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import Span, to_local

FEW = 3  # shifts that are named
ONE = ".chat"  # the page of the chat itself


@bp.route("/chats/<id:chat_id>/time", methods=["GET", "POST"])
@members
def offer_time(chat_id: int) -> ResponseReturnValue:
    """Say when it would suit me."""
    viewer, now = get_viewer(), clock.now()
    if request.method == "POST":
        hold_house(viewer.house_id)  # before the chat, as whatever ends chats does
    chat = fetch(Chat, chat_id, may_offer_time if request.method == "POST" else may_see)
    form, ok = TimeForm.sent(day=to_local(now, viewer.zone).date())
    try:
        if ok and form.is_ahead(now, viewer.zone) and _is_offered(chat, form, viewer, now):
            flash(_("Offered. It is agreed when the other person says yes."))
            return redirect(url_for(".chat", chat_id=chat.id), 303)
    except (Over, SomebodyWas) as trouble:
        flash(_too_late(trouble))
        return redirect(url_for(".chats"), 303)
    return form_page("gatherings/time.html", form, chat_id=chat.id, title=title(get_seen(chat.id), viewer.person_id))


def _is_offered(chat: Chat, form: TimeForm, viewer: Viewer, now: datetime) -> bool:
    """Whether it was kept; what stands in its way stands beside the time. Raises `Over` and `SomebodyWas`."""
    try:
        sent = (form.wall_time, form.link.data or "")
        chat_acts.offer_time(chat, viewer.person_id, *sent, viewer.zone, now, viewer.private_from(now))
    except (OutsideShift, HasAnother) as trouble:
        form.at.errors = [_does_not_fit(trouble, viewer)]
    return not form.errors


def _does_not_fit(trouble: Exception, viewer: Viewer) -> str:
    if isinstance(trouble, HasAnother):
        return _("You have another chat then. Choose a time beside it.")
    if viewer.is_worker:
        return f"{_('That is outside your shift.')} {_when_here(viewer, clock.now())}"
    return _("By the roster they are not here then. Choose a time within their shift.")


def _when_here(viewer: Viewer, now: datetime) -> str:
    hours = awake_hours(viewer.house_id, viewer.person_id, Span(now, now + FURTHEST))[:FEW]
    if not hours:
        return _("You have no shift in the next two weeks.")
    return _(
        "You are here and awake: %(times)s.", times="; ".join(span_words(each, now, viewer.zone) for each in hours)
    )


def _too_late(trouble: Exception) -> str:
    if isinstance(trouble, SomebodyWas):
        return _("Somebody else was there first. Thanks for offering.")
    return _("This one is over. A new chat can be asked for any time.")


@bp.post("/chats/<id:chat_id>/yes")
@members
def agree(chat_id: int) -> ResponseReturnValue:
    """Yes to the time that was offered."""
    viewer, now = get_viewer(), clock.now()
    hold_house(viewer.house_id)  # before the chat, as whatever ends chats does
    chat = fetch(Chat, chat_id, is_one_of_them)
    try:
        chat_acts.agree(chat, viewer.person_id, _asked_instant(), now, viewer.private_from(now))
        flash(_("Agreed. You both see it in your week."))
    except AnotherTimeStands:
        flash(_("The time has changed meanwhile. Have another look."))
    except (OutsideShift, HasAnother) as trouble:
        flash(_does_not_fit(trouble, viewer))
    except Over as trouble:
        flash(_too_late(trouble))
    return redirect(url_for(".chat", chat_id=chat.id), 303)


def _asked_instant() -> datetime:
    """The time they saw when they said yes; one that is none is not what is offered. Raises `AnotherTimeStands`."""
    try:
        instant = datetime.fromisoformat(request.form.get("to", ""))
    except ValueError:
        raise AnotherTimeStands from None
    if instant.tzinfo is None:
        raise AnotherTimeStands
    return instant


Act = Callable[[Chat, Viewer, datetime], object]


def _answered(
    chat_id: int, may: Callable[[Viewer, Chat], bool], act: Act, said: str, back: str = ".chats"
) -> ResponseReturnValue:
    """One of the two says something to a chat that stands: hold the house, find the chat, act, say so, go back."""
    viewer = get_viewer()
    hold_house(viewer.house_id)  # before the chat, as whatever ends chats does
    chat = fetch(Chat, chat_id, may)
    try:
        act(chat, viewer, clock.now())
        flash(said)
    except Over as trouble:
        flash(_too_late(trouble))
    return redirect(url_for(back, chat_id=chat_id if back == ONE else None), 303)


@bp.post("/chats/<id:chat_id>/keep-time")
@members
def keep_time(chat_id: int) -> ResponseReturnValue:
    """The time that is agreed stays."""

    def keep(chat: Chat, by: Viewer, now: datetime) -> None:
        chat_acts.keep_time(chat, by.person_id, now)

    return _answered(chat_id, is_one_of_them, keep, _("It stays as agreed."), ONE)


@bp.post("/chats/<id:chat_id>/another-time")
@members
def another_time(chat_id: int) -> ResponseReturnValue:
    """Not this time, no reason asked, and it is counted nowhere."""

    def leave(chat: Chat, by: Viewer, now: datetime) -> None:
        chat_acts.another_time(chat, by.person_id, by.zone, now)

    return _answered(chat_id, is_one_of_them, leave, _("Another time, then. That is fine."))


@bp.post("/chats/<id:chat_id>/let-go")
@members
def let_go(chat_id: int) -> ResponseReturnValue:
    """I don't need it any more."""
    said = _("Let go. You can ask again whenever you like.")
    return _answered(chat_id, asked_by, lambda chat, _by, now: chat_acts.let_go(chat, now), said)


@bp.post("/chats/<id:chat_id>/happened")
@members
def happened(chat_id: int) -> ResponseReturnValue:
    """We talked. What was written with it is gone then."""
    said = _("Thanks. Anything you wrote with it is deleted.")
    return _answered(chat_id, is_one_of_them, lambda chat, _by, now: chat_acts.say_it_happened(chat, now), said)


@bp.post("/chats/<id:chat_id>/take-words-away")
@members
def take_words_away(chat_id: int) -> ResponseReturnValue:
    """What I wrote with it is gone; the chat stands."""
    said = _("Gone. The chat stands as it was.")
    return _answered(chat_id, asked_by, lambda chat, _by, now: chat_acts.forget_words(chat, now), said, ONE)
