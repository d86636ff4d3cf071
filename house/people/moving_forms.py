"""The form of a going: now, or at a time of the house's clock."""

from datetime import datetime, time
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, TimeField
from wtforms.validators import StopValidation

from house.forms import BaseForm, cards
from house.when.span import is_in_gap, to_instant

NOW, THEN = "now", "then"
# What browsers send, and what people type where no clock opens.
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]


def _needed_then(sentence: Any) -> Any:
    """A validator: another time needs a day and a time; beside "now", which is for good, they may be a slip."""

    def check(form: Form, field: Field) -> None:
        field.errors = []
        if form["when"].data == THEN and field.data is None:
            raise StopValidation(sentence)
        if form["when"].data == NOW and any(field.raw_data or ()):
            raise StopValidation(_("For now, leave this empty. For this time, choose “At another time”."))
        raise StopValidation

    return check


class MovingOnForm(BaseForm):
    """When somebody moves on. There is no field for a reason, here or anywhere."""

    when = cards(_("When"), [(NOW, _("Now")), (THEN, _("At another time"))], _("Choose one."))
    day = DateField(_("Day"), validators=[_needed_then(_("Choose the day they move on."))])
    at = TimeField(_("Time"), format=_CLOCK_TIMES, validators=[_needed_then(_("Choose a time, like 16:00 or 4pm."))])

    @property
    def wall_time(self) -> datetime | None:
        """The house's wall time that was chosen; None for now."""
        if self.when.data == NOW or self.day.data is None:
            return None
        return datetime.combine(self.day.data, self.at.data or time())

    def instant(self, zone: ZoneInfo) -> datetime | None:
        """The instant that was chosen; None for now. A time that the clocks leave out in spring is the one after it."""
        return to_instant(self.wall_time, zone) if self.wall_time else None

    def was_moved(self, zone: ZoneInfo) -> bool:
        """Whether the clocks leave out the time that was chosen."""
        return self.wall_time is not None and is_in_gap(self.wall_time, zone)
