"""Forms of chats."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, RadioField, TimeField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import StopValidation

from house.forms import BaseForm, cards, line, lines, web_address
from house.gatherings.chat_models import Mode, Wish
from house.gatherings.chat_words import MINUTES, MODES, WISHES
from house.when.span import to_instant, to_local

LONGEST_TOPIC, LONGEST_LINK = 1000, 300
FURTHEST = timedelta(days=14)
GONE = _("Choose when. A time you saw may be gone now.")
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]


def _filled(sentence: Any) -> Callable[[Form, Field], None]:
    """A validator: the sentence where nothing stands that can be read."""

    def check(_form: Form, field: Field) -> None:
        field.errors = []
        if field.data is None:
            raise StopValidation(sentence)

    return check


class _WithLink(BaseForm):
    link = line(
        _("A link, if you meet on video"),
        LONGEST_LINK,
        hint=_("You two alone see it. It is gone when the chat is over."),
        more=[web_address],
    )


class AskForm(_WithLink):
    """How, how long and when; and what about, if they like."""

    mode = cards(_("How would you like to talk?"), MODES.items(), _("Choose how."), start=Mode.sit.value)
    minutes = cards(_("For how long?"), MINUTES, _("Choose how long."), start="20")
    when = RadioField(_("When would suit you?"), validate_choice=False, default=Wish.today.value)
    topic = lines(_("What would you like to talk about?"), LONGEST_TOPIC)

    def offer(self, slots: dict[str, tuple[str, datetime]]) -> None:
        """When there is to choose from: whenever it suits both, or one of these slots, by what the form sends."""
        self.slots = slots
        menu = [*((str(wish), words) for wish, words in WISHES.items())]
        menu += [(value, words) for value, (words, _starts) in slots.items()]
        self.when.choices = [SelectChoice(value, words) for value, words in menu]

    def validate_when(self, field: Field) -> None:
        """One of those."""
        if field.data not in WISHES and field.data not in self.slots:
            raise ValidationError(GONE)

    @property
    def wish(self) -> Wish:
        """When it would suit."""
        return Wish.slot if self.when.data in self.slots else Wish(self.when.data)

    def slot(self, zone: ZoneInfo) -> datetime | None:
        """The wall time of the slot that was chosen, if one was."""
        if self.when.data not in self.slots:
            return None
        return to_local(self.slots[self.when.data][1], zone).replace(tzinfo=None)


class TimeForm(_WithLink):
    """A day and a time for a chat."""

    day = DateField(_("Day"), validators=[_filled(_("Choose a day."))])
    at = TimeField(_("From"), format=_CLOCK_TIMES, validators=[_filled(_("Write a time, like 16:00 or 4pm."))])

    @property
    def wall_time(self) -> datetime:
        """What the clock on the wall shows then."""
        return datetime.combine(self.day.data or date.min, self.at.data or time())

    def is_ahead(self, now: datetime, zone: ZoneInfo) -> bool:
        """Whether it lies ahead and not too far; if not, that stands beside the day."""
        day, today = self.day.data or date.min, to_local(now, zone).date()
        if not today <= day <= today + FURTHEST:
            self.day.errors = [gettext("Choose a day from today on, within two weeks.")]
        elif to_instant(self.wall_time, zone) <= now:
            self.at.errors = [gettext("That has passed already. Choose a later time.")]
        return not self.errors


class UpForm(BaseForm):
    """Until when a worker is up for a chat."""

    at = TimeField(
        _("I’m up for a chat until"), format=_CLOCK_TIMES, validators=[_filled(_("Write a time, like 16:00 or 4pm."))]
    )
