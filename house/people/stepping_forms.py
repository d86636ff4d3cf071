"""The ways to step back, each one tap; and the form for other days. There is no field for a reason."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form
from wtforms.validators import StopValidation

from house.forms import BaseForm, cards
from house.people.belonging import PresenceKind
from house.people.presence import Step
from house.when.words import MONTHS, day_words

FURTHEST = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Way:
    """One way to step back, how long it can be with one tap, and what is said of it."""

    name: str
    kind: PresenceKind
    quarters: int
    title: Any
    about: Any
    lasts: tuple[tuple[int | None, Any], ...]  # days, None for "until I say", and the words on the button

    def step(self, first: date, days: int | None) -> Step:
        return Step(self.kind, first, first + timedelta(days=days) if days else None, self.quarters)

    def choices(self) -> Iterator[tuple[str, int | None, Any]]:
        """The value of each button, with its days and its words."""
        for days, words in self.lasts:
            yield f"{self.name}-{days or 'open'}", days, words


_WEEK, _UNTIL_I_SAY = (7, _("A week")), (None, _("Until I say"))
_LIGHTER = (_WEEK, (14, _("Two weeks")), _UNTIL_I_SAY)
WAYS = (
    Way(
        "today",
        PresenceKind.not_today,
        0,
        _("Not today"),
        _("A turn of yours whose last day is today is up for grabs. Tomorrow is as before."),
        ((1, _("Not today")),),
    ),
    Way(
        "away",
        PresenceKind.away,
        0,
        _("Away"),
        _("You are somewhere else."),
        ((1, _("Until tomorrow")), (3, _("3 days")), _WEEK, _UNTIL_I_SAY),
    ),
    Way(
        "resting",
        PresenceKind.resting,
        0,
        _("Resting"),
        _("You are here, and have the time to yourself."),
        ((3, _("A few days")), _WEEK, _UNTIL_I_SAY),
    ),
    Way(
        "half",
        PresenceKind.lighter,
        2,
        _("Half a share"),
        _("Half as much comes your way. Turns you have taken stay yours."),
        _LIGHTER,
    ),
    Way(
        "quarter",
        PresenceKind.lighter,
        1,
        _("A quarter of a share"),
        _("Very little comes your way."),
        _LIGHTER,
    ),
)
BY_NAME = {way.name: way for way in WAYS if way.kind is not PresenceKind.not_today}
_ONE_TAP = {value: (way, days) for way in WAYS for value, days, _words in way.choices()}


class StepForm(BaseForm):
    """One tap on one of the buttons."""

    choice = cards(_("How"), [(value, value) for value in _ONE_TAP], _("Choose one of these."))

    def step(self, today: date) -> Step:
        """What was chosen, from today on."""
        way, days = _ONE_TAP[self.choice.data]
        return way.step(today, days)


@dataclass(frozen=True, slots=True)
class Button:
    """One tap, ready to be shown: its value, its words, and the day they are back where the words don't say it."""

    value: str
    words: Any
    until: str


def buttons(way: Way, today: date) -> list[Button]:
    """The buttons of one way to step back."""
    return [
        Button(value, words, _until(today + timedelta(days=days), today) if days and days > 1 else "")
        for value, days, words in way.choices()
    ]


def _until(day: date, today: date) -> str:
    """Short, as it stands on a button: "until Sunday", "until 10 December"."""
    words = day_words(day, today) if day - today < timedelta(days=7) else f"{day.day} {MONTHS[day.month - 1]}"
    return gettext("until %(day)s", day=words)


def _day(sentence: Any, *, needed: bool) -> Any:
    """A validator: the sentence where there is no day, or nothing that can be read as one."""

    def check(_form: Form, field: Field) -> None:
        was_typed = bool(field.raw_data and field.raw_data[0].strip())
        field.errors = []
        if field.data is None and (needed or was_typed):
            raise StopValidation(sentence)

    check.field_flags = {} if needed else {"optional": True}  # type: ignore[attr-defined]  # as WTForms reads it
    return check


class OtherDaysForm(BaseForm):
    """Days that no button has."""

    way = cards(_("How"), [(way.name, way.title) for way in BY_NAME.values()], _("Choose one."))
    first = DateField(_("First day"), validators=[_day(_("Choose the first day."), needed=True)])
    end = DateField(
        _("Back on"),
        description=_("Without a day it lasts until you say."),
        validators=[_day(_("Choose a day, or leave it empty."), needed=False)],
    )

    def step(self, today: date) -> Step | None:
        """What was chosen; None where the days can't be, and then that stands beside their field."""
        first, end, furthest = self.first.data or today, self.end.data, today + FURTHEST
        if not today <= first <= furthest:
            within = _("Choose a day within a year from now.")
            self.first.errors = [within if first > furthest else _("Choose today or a later day.")]
        if end and end <= first:
            self.end.errors = [_("Choose a day after the first one.")]
        elif end and end > furthest:
            self.end.errors = [_("Choose a day within a year from now, or leave it empty.")]
        way = BY_NAME[self.way.data]
        return None if self.errors else Step(way.kind, first, end, way.quarters)
