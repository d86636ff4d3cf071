"""The pages of doing things together: invite, join in, call it off."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _g
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, Form, TimeField
from wtforms.validators import StopValidation

from house import clock
from house.chores import joining
from house.chores.between import Together
from house.chores.blueprint import bp
from house.chores.choices import MODES
from house.chores.joining import Invitation, Over, may_call_off_together, may_see_together
from house.chores.kinds import Mode
from house.forms import BaseForm, cards, line, menu
from house.guard import members
from house.viewer import get_viewer
from house.web import fetch, form_page
from house.when.span import to_instant

LENGTHS = [("20", _("20 minutes")), ("40", _("40 minutes")), ("60", _("An hour")), ("90", _("An hour and a half"))]
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]
FURTHEST = timedelta(days=60)


def _filled(sentence: Any) -> Callable[[Form, Field], None]:
    """A validator: the sentence where nothing stands that can be read."""

    def check(_form: Form, field: Field) -> None:
        if field.data is None:
            field.errors = []
            raise StopValidation(sentence)

    return check


class TogetherForm(BaseForm):
    """What I do, when, and how others can join in."""

    what = line(
        _("What are you doing?"),
        80,
        needed=_("Write what you are doing."),
        hint=_("Such as: dishes, or my own papers."),
    )
    day = DateField(_("Day"), validators=[_filled(_("Choose a day."))])
    at = TimeField(_("From"), format=_CLOCK_TIMES, validators=[_filled(_("Write a time, like 16:00 or 4pm."))])
    minutes = menu(_("How long?"), LENGTHS, _("Choose how long."), start="40")
    mode = cards(_("How can others join in?"), MODES, _("Choose how."), start=Mode.same_room.value)
    for_residents = BooleanField(_("Only people who live here see it"))

    def starts_at(self) -> datetime | None:
        """When it begins; None where that is over or far away, which then stands beside its field."""
        viewer, now = get_viewer(), clock.now()
        assert self.day.data and self.at.data  # noqa: S101  # the validators have seen to it
        starts = to_instant(datetime.combine(self.day.data, self.at.data), viewer.zone)
        if not now - timedelta(minutes=30) <= starts <= now + FURTHEST:
            self.day.errors = [_g("Choose a time from now on, within two months.")]
            return None
        return starts


@bp.route("/together", methods=["GET", "POST"])
@members
def together() -> ResponseReturnValue:
    """What people do together, and one more invitation."""
    viewer, now = get_viewer(), clock.now()
    form, ok = TogetherForm.sent(day=now.astimezone(viewer.zone).date())
    starts = form.starts_at() if ok else None
    if starts:
        length = timedelta(minutes=int(form.minutes.data))
        words = Invitation(form.what.data, Mode(form.mode.data), starts, length, bool(form.for_residents.data))
        joining.invite(viewer.house_id, viewer.person_id, words, now)
        flash(_g("It is on the page of chores. Whoever wants to can join in."))
        return redirect(url_for(".index"), 303)
    return form_page("chores/together.html", form, coming=joining.coming(viewer, now), modes=dict(MODES))


@bp.post("/together/<id:together_id>/join")
@members
def join_in(together_id: int) -> ResponseReturnValue:
    """Join in."""
    found = fetch(Together, together_id, may_see_together)
    try:
        joining.join(found, get_viewer().person_id, clock.now())
        flash(_g("You are in: %(what)s.", what=found.what))
    except Over:
        flash(_g("That one is over, or off."))
    return redirect(url_for(".together"), 303)


@bp.post("/together/<id:together_id>/leave")
@members
def leave_together(together_id: int) -> ResponseReturnValue:
    """Join in no more."""
    found = fetch(Together, together_id, may_see_together)
    joining.leave(found, get_viewer().person_id, clock.now())
    flash(_g("Another time, then."))
    return redirect(url_for(".together"), 303)


@bp.post("/together/<id:together_id>/call-off")
@members
def call_off_together(together_id: int) -> ResponseReturnValue:
    """It is off."""
    found = fetch(Together, together_id, may_call_off_together)
    try:
        joining.call_off(found, clock.now())
        flash(_g("It is off: %(what)s.", what=found.what))
    except Over:
        flash(_g("That one is over, or off."))
    return redirect(url_for(".together"), 303)
