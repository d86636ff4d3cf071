"""The base of every form: clean text, clear sentences, what was typed is kept."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Self
from urllib.parse import urlsplit

from flask import request
from flask_babel import lazy_gettext as _
from wtforms import (
    Field,
    Form,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    ValidationError,
)
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types
from wtforms.validators import AnyOf, DataRequired, InputRequired, Length, Optional
from wtforms.widgets import CheckboxInput, ListWidget

# C0 and C1 controls, line and paragraph separators, lone surrogates: never wanted in a line of text (SAFE: text).
_NOT_TEXT = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NOT_IN_ADDRESSES = re.compile(r"[\s\"'<>\\]")
_NOT_LINES = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def clean_line(text: str | None) -> str:
    """One line of text: controls become blanks, runs of blanks one, composed as people expect (NFC)."""
    return " ".join(unicodedata.normalize("NFC", _NOT_TEXT.sub(" ", text or "")).split())


def clean_lines(text: str | None) -> str:
    """Text of several lines: line breaks stay, other controls go."""
    lines = re.sub(r"\r\n?|[\u2028\u2029]", "\n", text or "")
    return unicodedata.normalize("NFC", _NOT_LINES.sub(" ", lines)).strip()


class BaseForm(Form):
    """A form of the house. The CSRF token and the nonce beside it are checked before any view (once.py)."""

    @classmethod
    def from_request(cls, **start: Any) -> Self:
        """The form as it was sent, or filled with what it starts from (values by name, or one `obj`)."""
        return cls(request.form if request.method == "POST" else None, **start)

    @classmethod
    def sent(cls, **start: Any) -> tuple[Any, bool]:
        """The form, and whether it was sent and every field holds."""
        form = cls.from_request(**start)
        return form, cls.was_sent() and form.validate()

    @staticmethod
    def was_sent() -> bool:
        """Whether this request sends it."""
        return request.method == "POST"


def line(
    label: Any, most: int = 80, *, needed: str | None = None, hint: Any = "", more: Sequence[Callable[..., Any]] = ()
) -> StringField:
    """A field of one line; `needed` is the sentence shown when it is left empty."""
    return StringField(
        label,
        filters=[clean_line],
        description=hint,
        validators=[_filled(needed), _at_most(most), *more],
        render_kw={"maxlength": most},
    )


def web_address(_form: Form, field: Field) -> None:
    """A validator: where something stands, a browser opens it as a page of the web, and it is nothing else."""
    if field.data and not _is_web_address(field.data):
        raise ValidationError(
            _("Start the address with https:// and leave out spaces. Such as: https://example.org/page")
        )


def _is_web_address(words: str) -> bool:
    """Nothing stands before the host, such as a name that looks like another host or a password."""
    try:
        parts = urlsplit(words)
        _port = parts.port
    except ValueError:
        return False
    has_host = "." in (parts.hostname or "").strip(".") and "@" not in parts.netloc
    return parts.scheme == "https" and has_host and not _NOT_IN_ADDRESSES.search(words)


def lines(label: Any, most: int = 2000, *, needed: str | None = None, hint: Any = "") -> TextAreaField:
    """A field of several lines."""
    return TextAreaField(label, filters=[clean_lines], description=hint, validators=[_filled(needed), _at_most(most)])


def cards(
    label: Any, pairs: Iterable[tuple[str, Any]], needed: Any, *, start: str | None = None, hint: Any = ""
) -> RadioField:
    """One of a few things, as cards to tap; `needed` is said when none of them was chosen."""
    return RadioField(label, **_one_of(list(pairs), needed, start, hint))


def menu(
    label: Any, pairs: Iterable[tuple[str, Any]], needed: Any, *, start: str | None = None, hint: Any = ""
) -> SelectField:
    """One of many things, from a list that opens."""
    return SelectField(label, **_one_of(list(pairs), needed, start, hint))


def several(label: Any, pairs: Iterable[tuple[str, Any]] = (), *, hint: Any = "") -> SelectMultipleField:
    """Any of a few things, each with a box to tick."""
    return SelectMultipleField(
        label,
        choices=[SelectChoice(value, words) for value, words in pairs],
        description=hint,
        validate_choice=False,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )


def _one_of(pairs: list[tuple[str, Any]], needed: Any, start: str | None, hint: Any) -> dict[str, Any]:
    return {
        "choices": [SelectChoice(value, words) for value, words in pairs],
        "default": start,
        "description": hint,
        "validate_choice": False,
        "validators": [InputRequired(needed), AnyOf([value for value, _words in pairs], needed)],
    }


def _filled(sentence: str | None) -> Any:
    return DataRequired(sentence) if sentence else Optional()


def _at_most(most: int) -> Length:
    return Length(max=most, message=_("This can be up to %(max)d letters long."))
