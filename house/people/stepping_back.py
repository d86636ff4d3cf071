"""Stepping back from the chores for a while: one's own doing alone, with no reason asked."""

from datetime import date, datetime

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import residents
from house.people.blueprint import bp
from house.people.presence import Step, be_back, step_back
from house.people.presence_reading import own_presence
from house.people.stepping_forms import WAYS, OtherDaysForm, StepForm, buttons
from house.people.stepping_words import coming_line, noted_words, running_line
from house.viewer import get_viewer
from house.web import form_page, id_in
from house.when.span import to_local


@bp.route("/me/stepping-back", methods=["GET", "POST"])
@residents
def stepping_back() -> ResponseReturnValue:
    """Not today, away, resting or a lighter share: one tap each. What holds already stands above, and can be ended."""
    now, today = _now_and_today()
    form, ok = StepForm.sent()
    if ok:
        return _stepped_back(form.step(today), today, now)
    own = own_presence(get_viewer(), now)
    return form_page(
        "people/stepping_back.html",
        form,
        running=[running_line(each, today) for each in own.running] if own else [],
        ahead=[coming_line(each, today) for each in own.ahead] if own else [],
        ways=[(way, buttons(way, today)) for way in WAYS],
    )


@bp.route("/me/stepping-back/days", methods=["GET", "POST"])
@residents
def stepping_back_days() -> ResponseReturnValue:
    """The same for days that no button has."""
    now, today = _now_and_today()
    form, ok = OtherDaysForm.sent()
    step = form.step(today) if ok else None
    if step:
        return _stepped_back(step, today, now)
    return form_page("people/stepping_back_days.html", form)


def _stepped_back(step: Step, today: date, now: datetime) -> ResponseReturnValue:
    viewer = get_viewer()
    step_back(viewer.house_id, viewer.person_id, step, today, now)
    flash(noted_words(step, today))
    return redirect(url_for("home.today"), 303)


@bp.post("/me/stepping-back/end")
@residents
def back_again() -> ResponseReturnValue:
    """I'm back, earlier than I said or because I say so now; or I won't go after all."""
    viewer, (_now, today) = get_viewer(), _now_and_today()
    if be_back(viewer.house_id, viewer.person_id, _sent_id(), today):
        flash(_("Noted. Nothing has piled up for you."))
    else:
        flash(_("That had ended already."))
    return redirect(url_for("home.today"), 303)


def _sent_id() -> int:
    """Which time is meant; a number that is nobody's where none was sent."""
    return id_in(request.form.get("time", "")) or 0


def _now_and_today() -> tuple[datetime, date]:
    now = clock.now()
    return now, to_local(now, get_viewer().zone).date()
