"""Forms of settings: one for each kind of value, and the decision it rests on."""

from datetime import time
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import Field, Form, HiddenField, StringField, TimeField, ValidationError
from wtforms.validators import DataRequired

from house.forms import BaseForm, cards, line
from house.people.kinds_of_setting import Hours, HoursKind, Number, OneOf
from house.people.settings import Setting, Wish

# What browsers send, and what people type where no clock opens.
_CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]


def _decision() -> StringField:
    return line(
        _("Which decision does it rest on?"),
        200,
        needed=_("Write which decision of the house it rests on."),
        hint=_("Such as: House meeting of 3 May. Everyone in the house reads it."),
    )


class SettingForm(BaseForm):
    """What a setting is to be. The form of each kind has the fields of its value, and then `rests_on`."""

    seen = HiddenField()  # the version of the setting that this page showed

    @property
    def values(self) -> list[Field]:
        """The fields of the value itself."""
        return [field for field in self if field.name not in ("seen", "rests_on")]

    def value(self) -> Any:
        """What was chosen."""
        raise NotImplementedError

    def wish(self, setting: Setting[Any]) -> Wish:
        """What was sent, ready to be kept."""
        return Wish(setting.kind.text(self.value()), self["rests_on"].data or "", self.seen.data or "")


def form_of(setting: Setting[Any]) -> type[SettingForm]:
    """The form for one setting."""
    match setting.kind:
        case Number() as kind:
            return _number_form(kind)
        case OneOf() as kind:
            return _choice_form(kind)
        case _:
            return HoursForm


def _number_form(kind: Number) -> type[SettingForm]:
    sentence = _("Write a whole number from %(least)d to %(most)d.", least=kind.least, most=kind.most)

    def in_range(_form: Form, field: Field) -> None:
        text = field.data or ""
        # Short and of plain digits before it is read: other scripts' digits, and very long numbers, are none of ours.
        if not (text.isascii() and text.isdecimal() and len(text) < 5 and kind.least <= int(text) <= kind.most):
            raise ValidationError(sentence)

    class NumberForm(SettingForm):
        """A whole number."""

        number = line(_("How many?"), 80, needed=sentence, hint=sentence, more=[in_range])
        rests_on = _decision()

        def value(self) -> int:
            return int(self.number.data or 0)

    return NumberForm


def _choice_form(kind: OneOf) -> type[SettingForm]:
    class ChoiceForm(SettingForm):
        """One of a few things."""

        choice = cards(_("How is it to be?"), kind.pairs, _("Choose one."))
        rests_on = _decision()

        def value(self) -> str:
            return str(self.choice.data)

    return ChoiceForm


class HoursForm(SettingForm):
    """From one time of day to another."""

    start = TimeField(_("From"), format=_CLOCK_TIMES, validators=[DataRequired(_("Choose when it begins."))])
    end = TimeField(_("Until"), format=_CLOCK_TIMES, validators=[DataRequired(_("Choose when it ends."))])
    rests_on = _decision()

    def validate_end(self, field: Field) -> None:
        """An end at the start would be all day or no time at all: nobody could say which."""
        if field.data and field.data == self.start.data:
            raise ValidationError(gettext("Choose an end that differs from the start."))

    def value(self) -> Hours:
        """What was chosen."""
        return Hours(self.start.data or time(), self.end.data or time())


def filled_with(setting: Setting[Any], value: Any) -> dict[str, Any]:
    """What the form of a setting shows first."""
    match setting.kind:
        case Number():
            return {"number": str(value)}
        case HoursKind():
            return {"start": value.start, "end": value.end}
        case _:
            return {"choice": value}
