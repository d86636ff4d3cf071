"""The pages of one day of a line: what stands behind it, changing it, and taking it off."""

from datetime import date, datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.diary import acts, reading, words
from house.diary.access import is_ours, is_over, may_see
from house.diary.acts import ChangedMeanwhile, mark
from house.diary.blueprint import bp
from house.diary.forms import DayForm, LineForm, TakeOffForm, TakeOffOneForm, start_from
from house.diary.listing import say_kept
from house.diary.models import DiaryDay
from house.diary.plan import NeverComesRound
from house.diary.reading import LineDetails
from house.guard import members
from house.people.holding import hold_house
from house.viewer import get_viewer
from house.web import fetch, form_page


@bp.get("/<id:day_id>")
@members
def day(day_id: int) -> ResponseReturnValue:
    """One line on one of its days; anyone of the house can change it or take it off."""
    now = clock.now()
    day = fetch(DiaryDay, day_id, may_see)
    details = reading.details(day)
    return render_template("diary/day.html", **_shown(day, details, now), follows=_follows(day, details, now))


def _shown(day: DiaryDay, details: LineDetails, now: datetime) -> dict[str, Any]:
    zone = get_viewer().zone
    return {
        "day": day,
        "when": words.when_words(day.saying, _today(now), zone),
        "moved": words.moved_words(day.saying, zone),
        "repeat": words.repeat_words(details),
        "by": details.added_by or _("someone in the house"),
    }


def _today(now: datetime) -> date:
    return now.astimezone(get_viewer().zone).date()


def _follows(day: DiaryDay, details: LineDetails, now: datetime) -> bool:
    """Whether more days of its line come after this one, which can be changed with it."""
    return bool(details.rule) and not is_over(day, now)


def _day_to_change(day_id: int) -> DiaryDay:
    """The day, held while it is changed; whoever sends a change to one that was taken off meanwhile is told."""
    if request.method != "POST":
        return fetch(DiaryDay, day_id, may_see)
    hold_house(get_viewer().house_id)
    day = fetch(DiaryDay, day_id, is_ours)
    if day.taken_off_at is not None:
        flash(_("Somebody took it off the diary already."), "trouble")
        abort(redirect(url_for(".index"), 303))
    return day


@bp.route("/<id:day_id>/change", methods=["GET", "POST"])
@members
def change(day_id: int) -> ResponseReturnValue:
    """Change this day: alone where its line comes round, and otherwise all there is of it."""
    now = clock.now()
    day = _day_to_change(day_id)
    details = reading.details(day)
    if not details.rule and not is_over(day, now):
        return _change_line(day, details, now)
    return _change_day(day, details, now)


def _change_day(day: DiaryDay, details: LineDetails, now: datetime) -> ResponseReturnValue:
    form, ok = DayForm.sent(**start_from(day, details, mark(day, details.version)))
    if not ok or not form.fits(_today(now), day.day):
        return _change_page(day, details, form, now)
    try:
        acts.change_day(day, get_viewer().person_id, form.says(), form.mark, now)
    except ChangedMeanwhile:
        _say_changed(form, day, details)
        return _change_page(day, details, form, now)
    flash(_("Kept: %(when)s.", when=words.when_words(day.saying, _today(now), get_viewer().zone)))
    if moved := words.moved_words(day.saying, get_viewer().zone):
        flash(moved)
    return redirect(url_for(".day", day_id=day.id), 303)


def _change_page(day: DiaryDay, details: LineDetails, form: Any, now: datetime) -> ResponseReturnValue:
    heading, note = _heading(details, isinstance(form, LineForm))
    return form_page("diary/change.html", form, **_shown(day, details, now), heading=heading, note=note)


def _heading(details: LineDetails, is_line: bool) -> tuple[str, str]:
    """What a form changes, and what stays as it is."""
    if not details.rule:
        return _("Change this line"), ""
    if is_line:
        note = _("Days before stay as they are. So do days that were changed or taken off by themselves.")
        return _("Change this day and all that follow"), note
    return _("Change this day alone"), _("The other days stay as they are.")


def _say_changed(form: Any, day: DiaryDay, details: LineDetails) -> None:
    """Somebody was first: say so and keep what was typed. Sent again, it stands in the place of theirs."""
    form.seen.data = mark(day, details.version)
    words = _("Somebody changed this while you had it open. Look at what stands now, then choose.")
    form.form_errors.append(words)


@bp.route("/<id:day_id>/change-all", methods=["GET", "POST"])
@members
def change_all(day_id: int) -> ResponseReturnValue:
    """Change this day and all that follow."""
    now = clock.now()
    day = _day_to_change(day_id)
    details = reading.details(day)
    # Of a line that was changed to once meanwhile, whoever sends this is told.
    if is_over(day, now) or not (details.rule or request.method == "POST"):
        abort(404)
    return _change_line(day, details, now)


def _change_line(day: DiaryDay, details: LineDetails, now: datetime) -> ResponseReturnValue:
    form, ok = LineForm.sent(**start_from(day, details, mark(day, details.version)))
    if not ok or not form.fits(_today(now), day.day):
        return _change_page(day, details, form, now)
    try:
        days = acts.change_from_here(day, get_viewer().person_id, form.plan(), form.mark, now)
    except ChangedMeanwhile:
        _say_changed(form, day, details)
    except NeverComesRound:
        form.comes_never()
    else:
        if days:
            say_kept(days, now)
        return redirect(url_for(".day", day_id=days[0].id) if days else url_for(".index"), 303)
    return _change_page(day, details, form, now)


@bp.route("/<id:day_id>/take-off", methods=["GET", "POST"])
@members
def take_off(day_id: int) -> ResponseReturnValue:
    """Ask once, and which days; then it is off the diary."""
    viewer, now = get_viewer(), clock.now()
    day = _day_to_change(day_id)
    details = reading.details(day)
    follows = _follows(day, details, now)
    form, ok = (TakeOffForm if follows else TakeOffOneForm).sent(seen=mark(day, details.version))
    if not ok:
        return _take_off_page(day, details, form, now)
    take = acts.take_off_from_here if form.is_all else acts.take_off
    try:
        take(day, viewer.person_id, form.mark, now)
    except ChangedMeanwhile:
        _say_changed(form, day, details)
        return _take_off_page(day, details, form, now)
    flash(_("It is off the diary."))
    return redirect(url_for(".index"), 303)


def _take_off_page(day: DiaryDay, details: LineDetails, form: Any, now: datetime) -> ResponseReturnValue:
    return form_page("diary/take_off.html", form, **_shown(day, details, now))
