"""Forms of records: the words part by part, what it should say instead, why not, and what is taken out."""

import re
from collections.abc import Iterable

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import SelectMultipleField, ValidationError
from wtforms.widgets import CheckboxInput, ListWidget

from house.forms import BaseForm, clean_lines, line, lines
from house.meetings.recording import MOST, Written

_SHEET = re.compile(r"[\w-]{16,64}")


class CorrectForm(BaseForm):
    """What the record should say instead."""

    text = lines(
        _("What would be right?"),
        1000,
        needed=_("Write what the record would say."),
        hint=_("Say which part you mean. Your name is shown if you say yes to names in records."),
    )


class NotTakenForm(BaseForm):
    """Why a correction is not taken."""

    reason = line(_("Why not?"), 300, needed=_("Write a sentence why, so that whoever suggested it knows."))


class TakeOutForm(BaseForm):
    """Sentences that say something private of the person who is looking."""

    chosen = SelectMultipleField(
        _("Which words?"),
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )

    def validate_chosen(self, field: SelectMultipleField) -> None:
        """At least one of them."""
        if not field.data:
            raise ValidationError(_("Choose the words that are taken out."))


def sent_parts(names: Iterable[str]) -> tuple[dict[str, Written], list[str]]:
    """The words of each part as they were sent, and the names of those that are too long."""
    sheet = request.form.get("sheet", "")
    sheet = sheet if _SHEET.fullmatch(sheet) else "no sheet"
    sent = {name: clean_lines(request.form[f"text-{name}"]) for name in names if f"text-{name}" in request.form}
    written = {name: Written(text, _version(name), sheet) for name, text in sent.items()}
    return written, [name for name, text in sent.items() if len(text) > MOST]


def _version(name: str) -> int:
    words = request.form.get(f"version-{name}", "")
    return int(words) if words.isascii() and words.isdecimal() and len(words) < 9 else 0
