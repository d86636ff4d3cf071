"""The parts of forms of when something is: how often it comes, or on which day, at what time, how long."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, HiddenField, SelectField, TimeField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types
from wtforms.validators import DataRequired, StopValidation

from house.forms import BaseForm, cards, menu
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


def needed_for(hows: set[How], pairs: list[tuple[str, Any]], sentence: Any, **field: Any) -> SelectField:
    """A list that only some ways to repeat ask for; for the others, whatever stands in it is no trouble."""
    values = {value for value, _words in pairs}

    def check(form: Form, field: Field) -> None:
        field.errors = []
        if form["every"].data in hows and field.data not in values:
            raise StopValidation(sentence)
        raise StopValidation

    choices = [SelectChoice(value, words) for value, words in pairs]
    return SelectField(choices=choices, validate_choice=False, validators=[check], **field)


def day_or_none(sentence: Any) -> Callable[[Form, Field], None]:
    """A validator: a day that can be left empty, but not one that is no day, such as the 31st of February."""

    def check(_form: Form, field: Field) -> None:
        was_typed = bool(field.raw_data and field.raw_data[0].strip())
        field.errors = []
        if field.data is None and was_typed:
            raise StopValidation(sentence)

    check.field_flags = {"optional": True}  # type: ignore[attr-defined]  # as WTForms reads it
    return check


NO_SUCH_DAY = _("Choose a day of the calendar, or leave it empty.")


class TimeForm(BaseForm):
    """At what time, and how long."""

    at = TimeField(
        _("Time"),
        format=_CLOCK_TIMES,
        default=SEVEN,
        validators=[DataRequired(_("Choose a time, such as 7:00 pm."))],
    )
    minutes = menu(_("How long?"), LENGTHS, _("Choose how long it lasts."), start="60")
    seen = HiddenField()  # what it was when the form was opened

    @property
    def time(self) -> time:
        """The time of day, to the minute."""
        return (self.at.data or SEVEN).replace(second=0)


class RepeatForm(TimeForm):
    """When it is, again and again."""

    every = cards(_("How often?"), HOW, _("Choose how often."), start=How.weekly.value)
    nth = needed_for(
        {How.month_weekday},
        NTH,
        _("Choose which one of the month."),
        label=_("Which one of the month?"),
        default="1",
    )
    weekday = needed_for(
        {How.weekly, How.second_week, How.month_weekday},
        DAYS,
        _("Choose a day of the week."),
        label=_("Day"),
        default="3",
    )
    month_day = needed_for(
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
        validators=[day_or_none(NO_SUCH_DAY)],
    )
    until = DateField(_("Last day"), description=_("Left empty, it goes on."), validators=[day_or_none(NO_SUCH_DAY)])

    def fits(self, today: date) -> bool:
        """Whether its days can be; where they can't, that stands beside their field."""
        begins, until = self.begins.data, self.until.data
        if begins and not today <= begins <= today + FURTHEST:
            self.begins.errors = [_("Choose a day from today up to a year from now, or leave it empty.")]
        if until and until < (begins or today):
            self.until.errors = [_("The last day comes before the first. Choose a later one, or leave it empty.")]
        elif until and until > today + LAST_FURTHEST:
            self.until.errors = [_("Choose a day within ten years, or leave it empty.")]
        return not self.errors

    @property
    def choice(self) -> Choice:
        """How often."""
        how = How(self.every.data)
        if how is How.month_day:
            return Choice(how, day=int(self.month_day.data))
        weekday = int(self.weekday.data)
        return Choice(how, weekday, int(self.nth.data)) if how is How.month_weekday else Choice(how, weekday)


class OneTimeForm(TimeForm):
    """On which day it is, and at what time."""

    day = DateField(_("Day"), validators=[DataRequired(_("Choose a day of the calendar."))])

    def starts(self, today: date) -> datetime | None:
        """The wall time that was chosen; None where the day can't be, and then that stands beside its field."""
        day = self.day.data or today
        if not today <= day <= today + FURTHEST:
            self.day.errors = [_("Choose a day from today up to a year from now.")]
            return None
        return datetime.combine(day, self.time)


def start_from_repeat(rule: str, first_local: datetime, until: date | None) -> dict[str, Any]:
    """What the form of a repeat shows first: how it repeats now."""
    choice = choice_of(rule) or Choice(How.weekly, first_local.weekday())
    return {
        "every": choice.how.value,
        "weekday": str(choice.weekday),
        "nth": str(choice.nth),
        "month_day": str(choice.day),
        "at": first_local.time(),
        "until": until,
    }
