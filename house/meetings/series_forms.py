"""Forms of when the house meets: the plan of regular meetings, and one meeting."""

from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from house.forms import BaseForm, line
from house.meetings.going import GoingPlan
from house.meetings.models import Meeting
from house.meetings.plan import OneMeeting, SeriesPlan
from house.series.forms import OneTimeForm, RepeatForm, start_from_repeat


class _WhereForm(BaseForm):
    """What both kinds ask besides when it is."""

    place = line(_("Where?"), hint=_("Such as: the kitchen table."))
    title = line(_("What is it called?"), hint=_("Left empty, it is a house meeting."))

    @property
    def details(self) -> dict[str, Any]:
        """What is the same for one meeting and for many."""
        return {"place": self.place.data or "", "title": self.title.data or gettext("House meeting")}


class PlanForm(RepeatForm, _WhereForm):
    """When and where the house meets, again and again."""

    def plan(self, today: date) -> SeriesPlan | None:
        """What was chosen; None where the days can't be, and then that stands beside their field."""
        if not self.fits(today):
            return None
        days: dict[str, Any] = {"begins": self.begins.data, "until": self.until.data}
        return SeriesPlan(self.choice.rule, self.time, int(self.minutes.data), **days, **self.details)


def start_from(plan: GoingPlan | None) -> dict[str, Any]:
    """What the form of a plan shows first: the plan the house keeps now."""
    if plan is None:
        return {"title": gettext("House meeting")}
    details = _start_details(plan.minutes, plan.place, plan.title)
    return {**start_from_repeat(plan.rule, plan.first_local, plan.until), **details}


def _start_details(minutes: int, place: str, title: str) -> dict[str, Any]:
    return {"minutes": str(minutes), "place": place, "title": title}


class OneForm(OneTimeForm, _WhereForm):
    """One meeting: its day and time, how long, where, and what it is called."""

    def one(self, today: date) -> OneMeeting | None:
        """What was chosen; None where the day can't be, and then that stands beside its field."""
        starts = self.starts(today)
        return OneMeeting(starts, int(self.minutes.data), **self.details) if starts else None


def start_from_meeting(meeting: Meeting) -> dict[str, Any]:
    """What the form of one meeting shows first: the meeting as it stands."""
    return {
        "day": meeting.starts_local.date(),
        "at": meeting.starts_local.time(),
        **_start_details(meeting.minutes, meeting.place, meeting.title),
    }
