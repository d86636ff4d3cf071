"""Forms of when the house meets: the plan of regular meetings, and one meeting."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, HiddenField, SelectField, TimeField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types
from wtforms.validators import DataRequired, StopValidation

from house.forms import BaseForm, cards, line, menu
from house.meetings.going import GoingPlan
from house.meetings.models import Meeting
from house.meetings.plan import OneMeeting, SeriesPlan
from house.when.choices import Choice, How, choice_of

SEVEN = time(19)
# What browsers send, and what people type where no clock opens.
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]
FURTHEST = timedelta(days=366)
LAST_FURTHEST = timedelta(days=3653)
DAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
HOW = [
    (How.weekly.value, _("Every week")),
    (How.second_week.value, _("Every second week")),
    (How.month_weekday.value, _("Once a month, on a weekday")),
    (How.month_day.value, _("Once a month, on a date")),
]
HOW_HINTS = {
    How.month_weekday.value: _("Such as: the first Sunday, or the last Friday."),
    How.month_day.value: _("Such as: the 15th."),
}
NTH = [
    ("1", _("The first")),
    ("2", _("The second")),
    ("3", _("The third")),
    ("4", _("The fourth")),
    ("-1", _("The last")),
]
MONTH_DAYS = [(str(day), str(day)) for day in range(1, 32)]
LENGTHS = [
    ("30", _("30 minutes")),
    ("45", _("45 minutes")),
    ("60", _("1 hour")),
    ("90", _("1 hour 30 minutes")),
    ("120", _("2 hours")),
    ("180", _("3 hours")),
]


def _needed_for(hows: set[How], pairs: list[tuple[str, Any]], sentence: Any, **field: Any) -> SelectField:
    """A list that only some ways to repeat ask for; for the others, whatever stands in it is no trouble."""
    values = {value for value, _words in pairs}

    def check(form: Form, field: Field) -> None:
        field.errors = []
        if form["every"].data in hows and field.data not in values:
            raise StopValidation(sentence)
        raise StopValidation

    choices = [SelectChoice(value, words) for value, words in pairs]
    return SelectField(choices=choices, validate_choice=False, validators=[check], **field)


def _day_or_none(sentence: Any) -> Callable[[Form, Field], None]:
    """A validator: a day that can be left empty, but not one that is no day, such as the 31st of February."""

    def check(_form: Form, field: Field) -> None:
        was_typed = bool(field.raw_data and field.raw_data[0].strip())
        field.errors = []
        if field.data is None and was_typed:
            raise StopValidation(sentence)

    check.field_flags = {"optional": True}  # type: ignore[attr-defined]  # as WTForms reads it
    return check


NO_SUCH_DAY = _("Choose a day of the calendar, or leave it empty.")


class _DetailsForm(BaseForm):
    """What both kinds ask."""

    at = TimeField(
        _("Time"),
        format=_CLOCK_TIMES,
        default=SEVEN,
        validators=[DataRequired(_("Choose a time, such as 7:00 pm."))],
    )
    minutes = menu(_("How long?"), LENGTHS, _("Choose how long it lasts."), start="60")
    place = line(_("Where?"), hint=_("Such as: the kitchen table."))
    title = line(_("What is it called?"), hint=_("Left empty, it is a house meeting."))
    seen = HiddenField()  # what it was when the form was opened

    @property
    def details(self) -> dict[str, Any]:
        """What is the same for one meeting and for many."""
        title = self.title.data or gettext("House meeting")
        return {"minutes": int(self.minutes.data), "place": self.place.data or "", "title": title}


class PlanForm(_DetailsForm):
    """When and where the house meets, again and again."""

    every = cards(_("How often?"), HOW, _("Choose how often."), start=How.weekly.value)
    nth = _needed_for(
        {How.month_weekday},
        NTH,
        _("Choose which one of the month."),
        label=_("Which one of the month?"),
        default="1",
    )
    weekday = _needed_for(
        {How.weekly, How.second_week, How.month_weekday},
        DAYS,
        _("Choose a day of the week."),
        label=_("Day"),
        default="3",
    )
    month_day = _needed_for(
        {How.month_day},
        MONTH_DAYS,
        _("Choose a day of the month, from 1 to 31."),
        label=_("Which day of the month?"),
        default="1",
        description=_("In a month that is too short, it is the last day."),
    )
    begins = DateField(
        _("From which day?"),
        description=_("Left empty, it starts with the next day that fits."),
        validators=[_day_or_none(NO_SUCH_DAY)],
    )
    until = DateField(_("Last day"), description=_("Left empty, it goes on."), validators=[_day_or_none(NO_SUCH_DAY)])

    def plan(self, today: date) -> SeriesPlan | None:
        """What was chosen; None where the days can't be, and then that stands beside their field."""
        begins, until = self.begins.data, self.until.data
        if begins and not today <= begins <= today + FURTHEST:
            self.begins.errors = [_("Choose a day from today up to a year from now, or leave it empty.")]
        if until and until < (begins or today):
            self.until.errors = [_("The last day comes before the first. Choose a later one, or leave it empty.")]
        elif until and until > today + LAST_FURTHEST:
            self.until.errors = [_("Choose a day within ten years, or leave it empty.")]
        if self.errors:
            return None
        at = self.at.data or SEVEN
        return SeriesPlan(self._choice().rule, at.replace(second=0), begins=begins, until=until, **self.details)

    def _choice(self) -> Choice:
        how = How(self.every.data)
        if how is How.month_day:
            return Choice(how, day=int(self.month_day.data))
        weekday = int(self.weekday.data)
        return Choice(how, weekday, int(self.nth.data)) if how is How.month_weekday else Choice(how, weekday)


def start_from(plan: GoingPlan | None) -> dict[str, Any]:
    """What the form of a plan shows first: the plan the house keeps now."""
    if plan is None:
        return {"title": gettext("House meeting")}
    choice = choice_of(plan.rule) or Choice(How.weekly, plan.first_local.weekday())
    return {
        "every": choice.how.value,
        "weekday": str(choice.weekday),
        "nth": str(choice.nth),
        "month_day": str(choice.day),
        "at": plan.first_local.time(),
        "until": plan.until,
        **_start_details(plan.minutes, plan.place, plan.title),
    }


def _start_details(minutes: int, place: str, title: str) -> dict[str, Any]:
    return {"minutes": str(minutes), "place": place, "title": title}


class OneForm(_DetailsForm):
    """One meeting: its day and time, how long, where, and what it is called."""

    day = DateField(_("Day"), validators=[DataRequired(_("Choose a day of the calendar."))])

    def one(self, today: date) -> OneMeeting | None:
        """What was chosen; None where the day can't be, and then that stands beside its field."""
        day = self.day.data or today
        if not today <= day <= today + FURTHEST:
            self.day.errors = [_("Choose a day from today up to a year from now.")]
            return None
        return OneMeeting(datetime.combine(day, (self.at.data or SEVEN).replace(second=0)), **self.details)


def start_from_meeting(meeting: Meeting) -> dict[str, Any]:
    """What the form of one meeting shows first: the meeting as it stands."""
    return {
        "day": meeting.starts_local.date(),
        "at": meeting.starts_local.time(),
        **_start_details(meeting.minutes, meeting.place, meeting.title),
    }
