"""Forms about lines of outside help: one line, and what set-up asks where we know too few of them."""

import re
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, Form, SelectField, StringField, ValidationError

from house.forms import BaseForm, line, web_address
from house.people.lines import (
    TO_TALK,
    Line,
    asks_for_emergency,
    asks_for_lines,
    at_any_time,
    digits,
    for_danger,
    template_lines,
)

LEAST_DIGITS = 3


def number(_form: Form, field: Field) -> None:
    """A telephone number as people write it. Raises `ValidationError`."""
    if not field.data:
        return
    if not re.fullmatch(r"[+(0-9][0-9 ()\-+.]{1,38}", field.data) or len(digits(field.data)) < LEAST_DIGITS:
        raise ValidationError(_("Write the number with digits and spaces, like 13 11 14."))


class LineForm(BaseForm):
    """One line of outside help."""

    label = line(_("Name"), needed=_("Give the line a name."))
    what_for = line(_("What it is for"), 160)
    phone = line(_("Number to call"), 40, more=[number])
    sms = line(_("Number to text"), 40, more=[number])
    url = line(_("Web address"), 300, more=[web_address])
    hours = line(_("When it answers"), 80)
    is_24_7 = BooleanField(_("It answers at any time, day and night"))
    is_emergency = BooleanField(_("It is the number for danger right now"))

    def validate_label(self, _field: Field) -> None:
        """A line that leads nowhere helps nobody."""
        if not (self.phone.data or self.sms.data or self.url.data):
            raise ValidationError(_("Add a number or a web address, so that people can reach it."))

    def validate_is_emergency(self, field: Field) -> None:
        """In danger people call."""
        if field.data and not self.phone.data:
            raise ValidationError(_("Add the number to call. In danger, people call."))


# --- what set-up asks ---


def line_name(label: Any) -> StringField:
    """What one of the two lines is called."""
    return line(label)


def line_phone(label: Any) -> StringField:
    """Where it is called."""
    return line(label, 40, hint=_("A number to call or a number to text is enough."), more=[number])


def line_sms(label: Any) -> StringField:
    """Where it is texted."""
    return line(label, 40, more=[number])


def emergency_number() -> StringField:
    """The number for danger, where we do not know the country."""
    return line(
        _("The number to call in danger"), 40, hint=_("Police, fire or ambulance where you are."), more=[number]
    )


class AsksForLines(Form):
    """The part of set-up about outside help: needed where the country has too few lines, and otherwise left alone."""

    country: SelectField
    emergency: StringField
    first_name: StringField
    first_phone: StringField
    first_sms: StringField
    second_name: StringField
    second_phone: StringField
    second_sms: StringField

    def validate(self, *args: Any, **values: Any) -> bool:
        """Whether all holds; fields that this country does not ask for stay as they are, and trouble nobody."""
        super().validate(*args, **values)
        if asks_for_emergency(self.country.data):
            _needed(self.emergency, _("Write the number that is called in danger where you are."))
        else:
            _let_be(self.emergency)
        for name, phone, sms in self._two():
            if asks_for_lines(self.country.data):
                _needed(name, _("Give this line a name."))
                _needed(phone, _("Add a number to call or a number to text."), or_else=sms)
            else:
                _let_be(name, phone, sms)
        if asks_for_lines(self.country.data):
            self._are_two()
        return not self.errors

    def _two(self) -> tuple[tuple[StringField, StringField, StringField], ...]:
        return (
            (self.first_name, self.first_phone, self.first_sms),
            (self.second_name, self.second_phone, self.second_sms),
        )

    def _are_two(self) -> None:
        """Two lines, and neither of them the number for danger or the other one."""
        taken = {digits(line.phone) for line in template_lines(self.country.data)} | {digits(self.emergency.data or "")}
        for _name, phone, sms in self._two():
            ways = {digits(phone.data or ""), digits(sms.data or "")} - {""}
            if ways and ways <= taken and not phone.errors:
                phone.errors = [_("This number stands above already. Write another one.")]
            taken |= ways

    def more_lines(self) -> list[Line]:
        """What was written, as lines a house starts from."""
        lines = []
        if asks_for_emergency(self.country.data):
            lines.append(for_danger(self.emergency.data or ""))
        if asks_for_lines(self.country.data):
            lines += [
                at_any_time(name.data or "", TO_TALK, phone.data or "", sms.data or "")
                for name, phone, sms in self._two()
            ]
        return lines


def _needed(field: StringField, words: Any, or_else: StringField | None = None) -> None:
    if not (field.data or (or_else and (or_else.data or or_else.errors)) or field.errors):
        field.errors = [words]


def _let_be(*fields: StringField) -> None:
    for field in fields:
        field.errors = []
