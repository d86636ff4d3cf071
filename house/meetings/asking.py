"""The pages of who does what in a meeting: asking, taking, answering, giving back."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.guard import members, residents
from house.meetings import roles as acts
from house.meetings import words
from house.meetings.access import is_open, may_answer, may_ask, may_see, may_take_back_asking
from house.meetings.blueprint import bp
from house.meetings.holding import hold_meeting, hold_role
from house.meetings.models import Meeting
from house.meetings.role_words import HINTS, NAMES
from house.meetings.rotation import Part
from house.meetings.taking_part import MeetingRole
from house.meetings.taking_part_forms import AskForm, HappyForm
from house.meetings.who_does import RoleLine, happy_to, next_in_turn, who_can_be_asked, who_does_what
from house.people.holding import hold_house
from house.viewer import Viewer, get_viewer
from house.web import form_page, id_in

IN_THE_WAY = (acts.MeetingClosed, acts.RoleTaken, acts.NotBoth, acts.NotThisTime, acts.CannotBeAsked, acts.NotAsked)


@dataclass(frozen=True, slots=True)
class RoleCard:
    """One role of a meeting, ready to be shown."""

    part: Part
    name: str
    hint: str
    line: RoleLine | None
    is_mine: bool


@bp.route("/<id:meeting_id>/roles", methods=["GET", "POST"])
@members
def roles(meeting_id: int) -> ResponseReturnValue:
    """Who does what; a resident asks somebody here, or whoever is next in turn."""
    meeting, viewer, now = hold_meeting(meeting_id, may_see), get_viewer(), clock.now()
    has, people = who_does_what(meeting), who_can_be_asked(meeting, now)
    free = [part for part in Part if part not in {each.part for each in has}]
    form, ok = AskForm.of(free, [(each.id, each.name) for each in people if each.id != viewer.person_id])
    if request.method == "POST" and not may_ask(viewer, meeting):
        abort(404)
    if not ok:
        return _roles_page(meeting, has, form, now)
    try:
        acts.ask(meeting, Part(form.part.data), int(form.person.data), now)
    except IN_THE_WAY as reason:
        form.form_errors.append(_why_not(reason))
        return _roles_page(meeting, has, form, now)
    name = dict((each.id, each.name) for each in people)[int(form.person.data)]
    flash(_("%(name)s is asked. It waits for them on their page Today.", name=name))
    return redirect(url_for(".roles", meeting_id=meeting.id), 303)


def _roles_page(meeting: Meeting, has: list[RoleLine], form: AskForm, now: datetime) -> ResponseReturnValue:
    viewer, open_now = get_viewer(), is_open(meeting, now)
    return form_page(
        "meetings/roles.html",
        form,
        meeting=meeting,
        when=words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone),
        roles=_cards(has, viewer),
        has_free=len(has) < len(Part),
        is_open=open_now,
        may_ask=open_now and may_ask(viewer, meeting),
        is_hosted=any(each.part is Part.host and each.is_accepted for each in has),
    )


def _cards(has: Sequence[RoleLine], viewer: Viewer) -> list[RoleCard]:
    lines = {each.part: each for each in has}
    mine = {each.part for each in has if each.person_id == viewer.person_id}
    return [RoleCard(part, str(NAMES[part]), str(HINTS[part]), lines.get(part), part in mine) for part in Part]


# Which of them is next is said nowhere before they are asked: it would show who is away.
_NOBODY_IS_NEXT = lazy_gettext("Nobody is next right now. You can ask somebody, or do it yourself.")


def _why_not(reason: Exception) -> str:
    """What stands in the way, in words."""
    sentences = {
        acts.MeetingClosed: _("This meeting is over or called off, so its roles stay as they are."),
        acts.RoleTaken: _("Somebody has this or is asked for it by now."),
        acts.NotBoth: _("One person can’t host and take notes at the same time."),
        acts.NotThisTime: _("They were asked before: not this time. You can ask somebody else."),
        acts.CannotBeAsked: _("They can’t answer here. You can ask somebody else."),
        acts.NotAsked: _("It was answered or changed already. This is how it stands now."),
    }
    return sentences[type(reason)]


@bp.post("/<id:meeting_id>/roles/ask-next")
@residents
def ask_next(meeting_id: int) -> ResponseReturnValue:
    """Ask everybody who is next in turn, for what nobody does yet."""
    meeting, now = hold_meeting(meeting_id, may_ask), clock.now()
    following = next_in_turn(meeting, who_does_what(meeting), now)
    try:
        for part, somebody in following.items():
            acts.ask(meeting, part, somebody.id, now)
        flash(_("They are asked. It waits for them on their page Today.") if following else _NOBODY_IS_NEXT)
    except IN_THE_WAY as reason:
        flash(_why_not(reason))
    return redirect(url_for(".roles", meeting_id=meeting.id), 303)


@bp.post("/<id:meeting_id>/roles/take")
@residents
def take_role(meeting_id: int) -> ResponseReturnValue:
    """I do it myself."""
    meeting, now = hold_meeting(meeting_id, may_ask), clock.now()
    part = request.form.get("part", "")
    if part not in list(Part):
        flash(_("Choose what you do."))
        return redirect(url_for(".roles", meeting_id=meeting.id), 303)
    try:
        acts.take(meeting, Part(part), get_viewer().person_id, now)
        flash(_("It is yours. You can give it back."))
    except IN_THE_WAY as reason:
        flash(_why_not(reason))
    back_to = id_in(request.form.get("back", ""))  # the meeting they sit in now
    if back_to:
        return redirect(url_for(".run", meeting_id=back_to), 303)
    return redirect(url_for(".roles", meeting_id=meeting.id), 303)


@bp.post("/roles/<id:role_id>/yes")
@members
def accept_role(role_id: int) -> ResponseReturnValue:
    """Say yes to what I am asked for."""
    return _answer(role_id, may_answer, acts.accept, _("Thanks. It is in your calendar, and you can give it back."))


@bp.post("/roles/<id:role_id>/not-this-time")
@members
def not_this_time(role_id: int) -> ResponseReturnValue:
    """Rather not, no reason asked."""
    return _answer(role_id, may_answer, acts.not_this_time, _("Not this time, then. Nobody asks why."))


@bp.post("/roles/<id:role_id>/give-back")
@members
def give_role_back(role_id: int) -> ResponseReturnValue:
    """A role of mine is free again."""
    return _answer(role_id, may_answer, acts.give_back, _("It is free again. Thanks for saying so."))


@bp.post("/roles/<id:role_id>/ask-no-longer")
@residents
def ask_no_longer(role_id: int) -> ResponseReturnValue:
    """Somebody is asked no longer."""
    return _answer(role_id, may_take_back_asking, acts.take_back_asking, _("They are asked no longer."))


def _answer(
    role_id: int,
    may: Callable[[Viewer, MeetingRole], bool],
    act: Callable[[Meeting, MeetingRole, datetime], None],
    said: str,
) -> ResponseReturnValue:
    meeting, role = hold_role(role_id, may)
    try:
        act(meeting, role, clock.now())
        flash(said)
    except IN_THE_WAY as reason:
        flash(_why_not(reason))
    return redirect(url_for(".meeting", meeting_id=meeting.id), 303)


@bp.route("/happy-to", methods=["GET", "POST"])
@residents
def happy() -> ResponseReturnValue:
    """What I am happy to be asked for; nothing, until I say so."""
    viewer = get_viewer()
    has: dict[str, Any] = {part.name: True for part in happy_to(viewer)}
    form, ok = HappyForm.sent(**has)
    if not ok:
        return form_page("meetings/happy.html", form)
    hold_house(viewer.house_id)
    acts.be_happy_to(viewer.house_id, viewer.person_id, form.parts, clock.now())
    flash(_("Kept. You can change it any time."))
    return redirect(url_for(".index"), 303)
