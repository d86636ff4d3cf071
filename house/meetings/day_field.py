"""A field for a day, with one clear sentence where it can't be read or doesn't fit."""

from datetime import date, timedelta
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form
from wtforms.validators import StopValidation

FURTHEST = timedelta(days=366)


def day_field(label: Any, *, needed: Any = None, hint: Any = "") -> DateField:
    """A day; `needed` is the sentence where it is left empty, and without one it may be."""
    return DateField(label, description=hint, validators=[_readable(needed)])


def _readable(needed: Any) -> Any:
    def check(_form: Form, field: Field) -> None:
        was_typed = bool(field.raw_data and field.raw_data[0].strip())
        field.errors = []
        if field.data is None and (needed or was_typed):
            raise StopValidation(needed or _("Choose a day, or leave it empty."))

    check.field_flags = {} if needed else {"optional": True}  # type: ignore[attr-defined]  # as WTForms reads it
    return check


def is_within_a_year(field: DateField, today: date) -> bool:
    """Whether its day, if there is one, is from today on and not too far; a sentence stands beside it if not."""
    if field.data is None or today <= field.data <= today + FURTHEST:
        return True
    is_past = field.data < today
    field.errors = [_("Choose today or a later day.") if is_past else _("Choose a day within a year from now.")]
    return False
