"""The page on which a worker notes that they were called in the night, and for how long."""

from datetime import datetime, time

import sqlalchemy as sa
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, TimeField
from wtforms.validators import DataRequired

from house import clock
from house.db import db
from house.forms import BaseForm
from house.guard import workers
from house.rosters import called
from house.rosters.access import may_answer
from house.rosters.blueprint import bp
from house.rosters.forms import CLOCK_TIMES
from house.rosters.handing_models import CallOut
from house.rosters.models import Shift
from house.rosters.words import sentence, when_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import DAY, Span, to_instant, to_local


def is_mine(viewer: Viewer, call: CallOut) -> bool:
    """Who was called notes it, and takes it away."""
    return viewer.is_worker and call.person_id == viewer.person_id


class CalledForm(BaseForm):
    """From when to when somebody was called."""

    day = DateField(_("Day"), validators=[DataRequired(_("Choose the day it began."))])
    start = TimeField(_("From"), format=CLOCK_TIMES, validators=[DataRequired(_("Write when it began, like 2:10am."))])
    end = TimeField(_("To"), format=CLOCK_TIMES, validators=[DataRequired(_("Write when it ended, like 2:40am."))])

    def span(self, viewer: Viewer) -> Span | None:
        """The instants; None where no time passes between them. An end before the start is on the next day."""
        day, start, end = self.day.data, self.start.data or time(), self.end.data or time()
        if day is None or start == end:
            return None
        first, last = datetime.combine(day, start), datetime.combine(day if end > start else day + DAY, end)
        begins, ends = to_instant(first, viewer.zone), to_instant(last, viewer.zone)
        return Span(begins, ends) if begins < ends else None


@bp.route("/shifts/<id:shift_id>/called", methods=["GET", "POST"])
@workers
def was_called(shift_id: int) -> ResponseReturnValue:
    """Note that I was called in the night or while on call."""
    viewer, now = get_viewer(), clock.now()
    shift = fetch(Shift, shift_id, may_answer)
    form, ok = CalledForm.sent(day=to_local(min(shift.ends_at, now), viewer.zone).date())
    if ok and _noted(form, shift, viewer, now):
        flash(gettext("Noted. The shift after it is looked at again."))
        return redirect(url_for(".mine"), 303)
    when = sentence(when_words(Span(shift.starts_at, shift.ends_at), now, viewer.zone))
    return form_page("rosters/called.html", form, shift=shift, when=when, calls=_calls(shift, viewer, now))


def _noted(form: CalledForm, shift: Shift, viewer: Viewer, now: datetime) -> bool:
    span = form.span(viewer)
    if span is None:
        form.end.errors = [gettext("This is the same time as the start. Write when it ended.")]
        return False
    try:
        called.note_call(shift, viewer.person_id, span, now)
    except called.NotBesideShift:
        form.start.errors = [
            gettext("This is not beside that shift, or is still to come. Look at the day and the times.")
        ]
        return False
    except called.NotedAlready:
        form.start.errors = [gettext("Some of this time is noted already.")]
        return False
    return True


def _calls(shift: Shift, viewer: Viewer, now: datetime) -> list[tuple[int, str]]:
    own = sa.select(CallOut).where(CallOut.shift_id == shift.id, CallOut.person_id == viewer.person_id)
    calls = db.session.scalars(own.order_by(CallOut.starts_at))
    return [(each.id, when_words(Span(each.starts_at, each.ends_at), now, viewer.zone)) for each in calls]


@bp.post("/calls/<id:call_id>/take-away")
@workers
def take_call_away(call_id: int) -> ResponseReturnValue:
    """It was a slip."""
    call = fetch(CallOut, call_id, is_mine)
    shift_id = call.shift_id
    called.take_call_away(call)
    flash(gettext("Taken away."))
    return redirect(url_for(".was_called", shift_id=shift_id), 303)
