"""The pages on which coordinators draft some days of the roster, look them over and publish them."""

from collections.abc import Sequence
from datetime import date, datetime

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from house import clock
from house.db import db
from house.guard import coordinators
from house.rosters import copying, periods
from house.rosters.blueprint import bp
from house.rosters.copying import LETTERS, pattern_weeks
from house.rosters.period_forms import LAST, NOTHING, PeriodForm
from house.rosters.period_models import RosterPeriod
from house.rosters.period_page import Standing, period_title, planned_period, standing
from house.rosters.periods import Copied
from house.rosters.plan import ShiftPlan
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.span import DAY, to_local, week_start

MOST_SHOWN = 12  # periods, the newest first
STANDINGS = {
    Standing.draft: lambda: _("draft: only coordinators see it"),
    Standing.published: lambda: _("published"),
    Standing.under_way: lambda: _("under way"),
    Standing.finished: lambda: _("finished"),
}


def may_plan_period(viewer: Viewer, _period: RosterPeriod) -> bool:
    """Coordinators draft the roster."""
    return viewer.is_coordinator


@bp.route("/periods", methods=["GET", "POST"])
@coordinators
def draft_periods() -> ResponseReturnValue:
    """The periods of the roster, and a way to begin one."""
    viewer, now = get_viewer(), clock.now()
    today, shown = to_local(now, viewer.zone).date(), _periods(viewer.house_id)
    weeks = pattern_weeks(viewer.house_id)
    form, ok = PeriodForm.sent(weeks=weeks, today=today, first_day=_next_first_day(shown, today))
    if ok and (period := _begun(form, viewer, now)):
        return redirect(url_for(".draft_period", period_id=period.id), 303)
    lines = [(each.id, period_title(each), STANDINGS[standing(each, today)]()) for each in shown]
    return form_page("rosters/periods.html", form, periods=lines, weeks=weeks)


def _periods(house_id: int) -> Sequence[RosterPeriod]:
    own = sa.select(RosterPeriod).where(RosterPeriod.house_id == house_id)
    return db.session.scalars(own.order_by(RosterPeriod.first_day.desc()).limit(MOST_SHOWN)).all()


def _next_first_day(shown: Sequence[RosterPeriod], today: date) -> date:
    monday = week_start(today) + 7 * DAY
    return max(shown[0].last_day + DAY, today) if shown else monday


def _begun(form: PeriodForm, viewer: Viewer, now: datetime) -> RosterPeriod | None:
    """The new period, filled as asked; None where its days are taken, with the reason beside the field."""
    try:
        first_day, days = form.first_day.data or form.today, int(form.days.data)
        period = periods.begin_period(viewer.house_id, viewer.person_id, first_day, days, now)
    except periods.PeriodOverlap as other:
        first, last = other.first_day.strftime("%-d %B"), other.last_day.strftime("%-d %B")
        form.first_day.errors = [
            _("%(first)s to %(last)s is there already. Choose other days.", first=first, last=last)
        ]
        return None
    if form.fill.data != NOTHING:
        plans = _plans(period, form.fill.data, viewer)
        say_copied(periods.copy_into(period, plans, viewer.person_id, viewer.zone, now))
    return period


def _plans(period: RosterPeriod, fill: str, viewer: Viewer) -> list[ShiftPlan]:
    if fill != LAST:
        return copying.plans_from_pattern(period, begin_with=int(fill))
    days = (period.last_day - period.first_day).days + 1
    before = (period.first_day - days * DAY, period.first_day - DAY)
    return copying.days_later(copying.plans_of(period.house_id, *before, viewer.zone), days)


def say_copied(copied: Copied) -> None:
    """Say what came of copying."""
    flash(ngettext("%(num)d shift was copied.", "%(num)d shifts were copied.", copied.shifts))
    if copied.left_open:
        words = ngettext(
            "%(num)d of them stays open: the reason is beside it.",
            "%(num)d of them stay open: the reasons are beside them.",
            copied.left_open,
        )
        flash(words)
    for plan in copied.left_out:
        day = plan.day.strftime("%-d %B")
        flash(_("The shift of %(day)s was left out: the clocks or the hour don’t allow it.", day=day), "trouble")


@bp.get("/periods/<id:period_id>")
@coordinators
def draft_period(period_id: int) -> ResponseReturnValue:
    """One period: its days, and what the checks find."""
    viewer, now = get_viewer(), clock.now()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    shown = planned_period(period, viewer, now)
    return render_template(
        "rosters/period.html",
        period=period,
        shown=shown,
        standing=STANDINGS[shown.standing](),
        may_publish=shown.standing is Standing.draft,
        may_change=shown.standing is not Standing.finished,
    )


@bp.post("/periods/<id:period_id>/publish")
@coordinators
def publish_period(period_id: int) -> ResponseReturnValue:
    """Let everybody see it, and ask its workers for a yes."""
    viewer = get_viewer()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    try:
        left_open = periods.publish(period, viewer.person_id, clock.now())
        flash(_("Published. Everyone sees it now, and the workers are asked for a yes."))
        if left_open:
            words = ngettext(
                "%(num)d shift stays open: it would put somebody in two places.",
                "%(num)d shifts stay open: they would put somebody in two places.",
                len(left_open),
            )
            flash(words, "trouble")
    except periods.AlreadyPublished:
        flash(_("It was published meanwhile. Here is how it stands."), "trouble")
    return redirect(url_for(".draft_period", period_id=period_id), 303)


@bp.post("/periods/<id:period_id>/keep-as-pattern")
@coordinators
def keep_pattern(period_id: int) -> ResponseReturnValue:
    """Keep each week of a period as one more week of the pattern."""
    viewer = get_viewer()
    period = fetch(RosterPeriod, period_id, may_plan_period)
    days = (period.last_day - period.first_day).days + 1
    if pattern_weeks(viewer.house_id) + days // 7 > len(LETTERS):
        flash(_("The pattern has as many weeks as it can hold. Take one away first."), "trouble")
        return redirect(url_for(".pattern"), 303)
    copying.keep_as_pattern(period, viewer.zone)
    flash(_("Kept as weeks of the pattern."))
    return redirect(url_for(".pattern"), 303)


@bp.get("/pattern")
@coordinators
def pattern() -> ResponseReturnValue:
    """The pattern weeks, which are copied into periods in turn."""
    return render_template("rosters/pattern.html", weeks=copying.shown_pattern(get_viewer().house_id))


@bp.post("/pattern/<int(max=25):week>/take-away")
@coordinators
def take_pattern_week_away(week: int) -> ResponseReturnValue:
    """Take one week out of the pattern; those after it move up."""
    viewer = get_viewer()
    if week >= pattern_weeks(viewer.house_id):
        abort(404)
    copying.take_week_away(viewer.house_id, week)
    flash(_("Taken out of the pattern. Shifts on the roster stay as they are."))
    return redirect(url_for(".pattern"), 303)
