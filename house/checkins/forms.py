"""The form of a check-in: everything in it can be left empty but one thing, and any one will do."""

from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, RadioField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import AnyOf, Optional

from house.checkins.labels import ABOUT, CONNECTIONS, ENERGIES, FEELINGS, NEEDS
from house.checkins.models import About
from house.checkins.ways import MOST_WORDS, Way
from house.checkins.words import CHOICE_LENGTH, NOTE_MOST, CheckInWords
from house.forms import clean_line, lines
from house.people.sharing import OPEN_END, SharingForm, with_whom


def _choice(label: Any, words: dict[str, Any], needed: Any, *before: Any) -> RadioField:
    """One of a few words. Unlike `forms.cards` it may be left out: then what it starts from holds."""
    return RadioField(
        label,
        choices=[SelectChoice(str(value), shown) for value, shown in words.items()],
        validate_choice=False,
        validators=[*before, AnyOf([*words], needed)],
    )


class CheckInForm(SharingForm):
    """How the day was, what would help, a note, and who can see it."""

    feeling = _choice(_("A word for the day"), FEELINGS, _("Tap one of these."), Optional())
    need = _choice(_("What would help?"), NEEDS, _("Tap one of these."), Optional())
    note = lines(_("In your own words"), NOTE_MOST)
    energy = _choice(_("Energy"), ENERGIES, _("Tap one of these."), Optional())
    connection = _choice(_("With others, or on your own?"), CONNECTIONS, _("Tap one of these."), Optional())
    about = _choice(_("When was it?"), ABOUT, _("Tap one of these."), Optional())
    audience, person, until = with_whom()

    @property
    def words(self) -> CheckInWords:
        """What was said."""
        said = ("feeling", "need", "note", "energy", "connection")
        return CheckInWords(**{name: self[name].data or "" for name in said if name in self})

    @property
    def when(self) -> About:
        """Which time it is about."""
        return About(self.about.data or About.now)

    def use_own_words(self, words: tuple[str, ...], kept: str = "") -> None:
        """Words of somebody's own instead of the house's, and the one that was kept before."""
        if not words:
            return
        shown = list(dict.fromkeys([*words, *([kept] if kept and kept not in words else [])]))
        self.feeling.choices = [SelectChoice(word, FEELINGS.get(word, word)) for word in shown]
        self.feeling.validators = [Optional(), AnyOf(shown, _("Tap one of these."))]

    def offer_to_leave_out(self) -> None:
        """What was tapped before can be left out again: a tap on a choice is not undone by another."""
        for field in (self.feeling, self.need, self.energy, self.connection):
            if field.object_data:
                field.choices = [*(field.choices or ()), SelectChoice("", _("Leave it out"))]

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field holds and at least one says something."""
        holds = super().validate(extra_validators)
        if holds and self.words.is_empty:
            self.form_errors.append(str(_("Tap one thing, or write a few words. Anything is enough.")))
            return False
        return holds


class TypedForm(CheckInForm):
    """What somebody says, typed beside them: their words and what would help.

    It asks for no word for the day, no energy and no connection: nobody enters those about somebody else, not even
    beside them (DOMAIN, invariant 6).
    """

    feeling = energy = connection = None  # type: ignore[assignment]  # how a field of the base is left out


class WayForm(SharingForm):
    """How somebody likes to check in."""

    words = lines(
        _("My own words for a day"),
        MOST_WORDS * (CHOICE_LENGTH + 1),
        hint=_("One a line, up to 7. Such as: sunny, cloudy, storm."),
    )
    audience, person, until = with_whom()
    looks_back = BooleanField(_("Offer me a look back"))

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether every field holds; until when is asked with each check-in, not here."""
        self.until.data = OPEN_END
        return super().validate(extra_validators)

    def validate_words(self, field: Field) -> None:
        """Few enough, and each short enough."""
        if len(self.own_words) > MOST_WORDS:
            raise ValidationError(_("Up to 7 words fit on the page."))
        if any(len(word) > CHOICE_LENGTH for word in self.own_words):
            raise ValidationError(_("A word can be up to 40 letters long."))

    @property
    def own_words(self) -> tuple[str, ...]:
        """The words, once each, in their order."""
        return tuple(dict.fromkeys(word for word in map(clean_line, (self.words.data or "").split("\n")) if word))

    @property
    def way(self) -> Way:
        """What was chosen."""
        chosen = self.sharing
        return Way(self.own_words, chosen.audience, chosen.person_id, chosen.on_call, bool(self.looks_back.data))
