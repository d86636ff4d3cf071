"""Forms of the house diary."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, HiddenField, TimeField, ValidationError
from wtforms.validators import StopValidation

from house.diary.models import DiaryDay
from house.diary.plan import LONGEST_LINE, DiaryPlan, EndsTooSoon, Repeat, Saying
from house.diary.reading import LineDetails
from house.forms import BaseForm, cards, line, menu

FURTHEST_BACK, FURTHEST = timedelta(days=366), timedelta(days=5 * 366)
# What browsers send, and what people type where no clock opens.
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]
REPEATS = [
    (Repeat.once, _("Once")),
    (Repeat.weekly, _("Every week")),
    (Repeat.second_weeks, _("Every second week")),
    (Repeat.month_date, _("Every month, on this date")),
    (Repeat.month_weekday, _("Every month, on this weekday (the first, second, third or fourth)")),
    (Repeat.month_last_weekday, _("Every month, on the last such weekday")),
    (Repeat.yearly, _("Every year")),
]
SIGNED, UNSIGNED = "signed", "unsigned"
NAMES = [(SIGNED, _("With my name")), (UNSIGNED, _("As “someone in the house”"))]
NAME_HINTS = {
    SIGNED: _("So that others can ask you about it."),
    UNSIGNED: _("Your name is kept nowhere."),
}
ONE, ALL = "one", "all"
WHICH = [(ONE, _("This day alone")), (ALL, _("This day and all that follow"))]


def _readable(sentence: Any, *, needed: bool = False) -> Callable[[Form, Field], None]:
    """A validator: the sentence where nothing stands that is needed, or nothing that can be read."""

    def check(_form: Form, field: Field) -> None:
        was_typed = bool(field.raw_data and field.raw_data[0].strip())
        field.errors = []
        if field.data is None and (needed or was_typed):
            raise StopValidation(sentence)

    check.field_flags = {} if needed else {"optional": True}  # type: ignore[attr-defined]  # as WTForms reads it
    return check


def _clock_time(label: Any, hint: Any) -> TimeField:
    sentence = _("Write a time, like 16:00 or 4pm, or leave it empty.")
    return TimeField(label, format=_CLOCK_TIMES, description=hint, validators=[_readable(sentence)])


class _MarkedForm(BaseForm):
    """A form that carries the mark of what was read when it was opened."""

    seen = HiddenField()

    @property
    def mark(self) -> str:
        """The mark as it was sent; "" where none was, which is never that of what stands."""
        return self.seen.raw_data[0] if self.seen.raw_data else ""


class DayForm(_MarkedForm):
    """A line on one day."""

    words = line(
        _("What is on?"),
        LONGEST_LINE,
        needed=_("Write a few words, so that the house knows what is on."),
        hint=_("One line, such as: the plumber comes. Everyone in the house reads it."),
    )
    day = DateField(_("Day"), validators=[_readable(_("Choose a day."), needed=True)])
    begins = _clock_time(_("From"), _("Empty means all day."))
    ends = _clock_time(_("Until"), _("A time before “From” is on the day after."))

    def validate_ends(self, field: Field) -> None:
        """It ends at another time than it begins."""
        if field.data is not None and self.begins.data is None:
            raise ValidationError(gettext("Choose when it begins too, or leave this empty."))
        try:
            self.says()
        except EndsTooSoon:
            raise ValidationError(
                gettext("That is when it begins. Choose another time, or leave this empty.")
            ) from None

    def says(self) -> Saying:
        """What was written. Raises `EndsTooSoon`."""
        return Saying(self.words.data or "", self.day.data or date.min, self.begins.data, self.ends.data)

    def fits(self, today: date, stands_on: date | None = None) -> bool:
        """Whether its day is one that the diary takes, or the one it stands on; if not, that is said beside it."""
        day = self.day.data or date.min
        if day == stands_on:
            return True
        if day < today - FURTHEST_BACK:
            self.day.errors = [gettext("That is more than a year ago. Choose a later day.")]
        elif day > today + FURTHEST:
            self.day.errors = [gettext("The diary goes five years ahead. Choose an earlier day.")]
        return not self.day.errors


class LineForm(DayForm):
    """A line, and how it comes round."""

    repeat = menu(_("How often?"), REPEATS, _("Choose how often."), start=Repeat.once)
    last_day = DateField(
        _("Last day"),
        description=_("For what comes round. Empty means that it goes on."),
        validators=[_readable(_("Choose a day, or leave it empty."))],
    )

    def validate_last_day(self, field: Field) -> None:
        """A last day is for what comes round, and not before its first one."""
        if field.data is None:
            return
        if self.repeat.data == Repeat.once:
            raise ValidationError(gettext("For something once, leave this empty. Or choose how often it comes."))
        if self.day.data and field.data < self.day.data:
            raise ValidationError(gettext("Choose a day after the first one, or leave it empty."))

    def plan(self) -> DiaryPlan:
        """What was chosen."""
        return DiaryPlan(self.says(), Repeat(self.repeat.data), self.last_day.data)

    def comes_never(self) -> None:
        """Say that no day fits between the first and the last."""
        self.last_day.errors = [gettext("Until then it does not come round. Choose a later day, or leave it empty.")]


class AddForm(LineForm):
    """A new line, with a name or without."""

    name = cards(_("How do you add it?"), NAMES, _("Choose whether your name stands with it."), start=SIGNED)

    @property
    def is_signed(self) -> bool:
        """Whether their name stands with it."""
        return bool(self.name.data == SIGNED)


class TakeOffForm(_MarkedForm):
    """Which days of a line come off."""

    which = cards(_("Which days?"), WHICH, _("Choose one."), start=ONE)

    @property
    def is_all(self) -> bool:
        """Whether the days that follow come off too."""
        return bool(self.which.data == ALL)


class TakeOffOneForm(_MarkedForm):
    """A line with one day comes off."""

    is_all = False


def start_from(day: DiaryDay, details: LineDetails, mark: str) -> dict[str, Any]:
    """What a form shows first: what stands now."""
    return {
        "words": day.words,
        "day": day.day,
        "begins": day.begins,
        "ends": day.ends,
        "repeat": details.repeat,
        "last_day": details.last_day if details.rule else None,
        "seen": mark,
    }
