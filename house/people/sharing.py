"""With whom something private is shared, and until when: the part of a form that asks it, for every private thing."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext, lazy_gettext
from wtforms import BooleanField, RadioField, SelectField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs
from wtforms.validators import AnyOf

from house.forms import BaseForm
from house.people.readers import Reader, readers_here
from house.trust.models import Audience
from house.viewer import Viewer
from house.when.span import day_span
from house.when.words import day_words, until_words

AUDIENCES: dict[str, Any] = {
    Audience.only_me: lazy_gettext("Only me"),
    Audience.on_shift: lazy_gettext("Whoever is on shift"),
    Audience.person: lazy_gettext("Someone I choose"),
    Audience.workers: lazy_gettext("All peer workers"),
    Audience.house: lazy_gettext("Everyone in the house"),
}
FIRST = (Audience.only_me, Audience.on_shift)  # seen at once; the others stand behind one tap
OPEN_END, TODAY, A_WEEK, AS_IT_IS = "open", "today", "a week", "as it is"
WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Sharing:
    """With whom something is shared, and until when."""

    audience: Audience = Audience.only_me
    person_id: int | None = None  # whom, where the audience is a person
    until: datetime | None = None  # none: until its owner stops it
    name: str = field(default="", compare=False)  # what that person is called
    on_call: bool = False  # with whoever is on shift: who is on call reads it too

    @property
    def is_shared(self) -> bool:
        return self.audience is not Audience.only_me


@dataclass(frozen=True, slots=True)
class Offer:
    """What somebody can choose from right now."""

    readers: tuple[Reader, ...]
    menu: dict[str, str]  # of persons: what the form sends, and what the menu says
    untils: dict[str, datetime | None]
    until_menu: dict[str, str]

    @property
    def names(self) -> dict[str, str]:
        return {str(each.person_id): each.called_name for each in self.readers}


def starting_from(
    viewer: Viewer, now: datetime, sharing: Sharing | None = None, owner_id: int | None = None
) -> dict[str, Any]:
    """What a `SharingForm` starts from: with whom something is shared already, or only its owner, the viewer mostly."""
    kept = sharing or Sharing()
    return starting_with({"offer": _offer(viewer, owner_id or viewer.person_id, now, kept.until)}, kept)


def starting_with(start: dict[str, Any], kept: Sharing) -> dict[str, Any]:
    """The same, from another choice of whom."""
    chosen = {"audience": kept.audience, "person": str(kept.person_id or ""), "on_call": kept.on_call}
    return {**start, **chosen, "until": AS_IT_IS if kept.until else OPEN_END}


def _offer(viewer: Viewer, owner_id: int, now: datetime, until: datetime | None) -> Offer:
    readers = tuple(each for each in readers_here(viewer.house_id, now) if each.person_id != owner_id)
    today = now.astimezone(viewer.zone).date()
    untils = {
        OPEN_END: None,
        TODAY: day_span(today, viewer.zone).end,
        A_WEEK: day_span(today + WEEK, viewer.zone).end,
    }
    until_menu = {
        OPEN_END: gettext("Until I stop it"),
        TODAY: gettext("Until the end of today"),
        A_WEEK: gettext("For a week, until the end of %(day)s", day=day_words(today + WEEK, today)),
    }
    if until:
        untils = {AS_IT_IS: until, **untils}
        until_menu = {AS_IT_IS: capital(until_words(until, now, viewer.zone)), **until_menu}
    return Offer(readers, told_apart(readers, viewer.zone), untils, until_menu)


def capital(words: str) -> str:
    """The words at the beginning of a line."""
    return words[:1].upper() + words[1:]


def told_apart(readers: tuple[Reader, ...], zone: ZoneInfo) -> dict[str, str]:
    """Each person in words: "Sam (they/them, peer worker)", and since when where two would read the same."""
    short = [_menu_words(each, each.pronouns, each.role_words) for each in readers]
    twice = {words for words, count in Counter(short).items() if count > 1}
    return {
        str(each.person_id): _menu_words(each, each.pronouns, each.role_words, each.since_words(zone))
        if words in twice
        else words
        for each, words in zip(readers, short, strict=True)
    }


def _menu_words(reader: Reader, *about: str) -> str:
    return f"{reader.called_name} ({', '.join(filter(None, about))})"


def with_whom() -> tuple[RadioField, SelectField, SelectField]:
    """The fields that ask with whom, and until when; a form names them `audience, person, until`."""
    return (
        RadioField(
            lazy_gettext("Who can see it?"),
            choices=[SelectChoice(str(value), words) for value, words in AUDIENCES.items()],
            validate_choice=False,
            validators=[AnyOf([*AUDIENCES], lazy_gettext("Choose who can see it."))],
        ),
        SelectField(lazy_gettext("Whom do you choose?"), validate_choice=False),
        SelectField(lazy_gettext("Until when?"), validate_choice=False),
    )


class SharingForm(BaseForm):
    """A form that asks with whom, and until when. What it starts from comes from `starting_from`."""

    audience: RadioField
    person: SelectField
    until: SelectField
    on_call = BooleanField(lazy_gettext("Whoever is on call too"))

    def __init__(self, formdata: Any = None, *, offer: Offer, **start: Any) -> None:
        super().__init__(formdata, **start)
        self.offer = offer
        nobody = SelectChoice("", gettext("Choose someone"))
        self.person.choices = [nobody, *(SelectChoice(value, words) for value, words in offer.menu.items())]
        self.until.choices = [SelectChoice(value, words) for value, words in offer.until_menu.items()]

    def validate_person(self, chosen: SelectField) -> None:
        """Somebody of this house, now; whoever was chosen for another audience does not count."""
        if self.audience.data == Audience.person and chosen.data not in self.offer.menu:
            raise ValidationError(gettext("Choose someone from the list."))

    def validate_until(self, chosen: SelectField) -> None:
        """One of the ends on offer, where something is shared at all."""
        if self.audience.data != Audience.only_me and chosen.data not in self.offer.untils:
            raise ValidationError(gettext("Choose until when."))

    @property
    def sharing(self) -> Sharing:
        """With whom, and until when."""
        audience, whom = Audience(self.audience.data), self.person.data or ""
        if audience is Audience.only_me:
            return Sharing()
        until = self.offer.untils[self.until.data]
        if audience is Audience.person:
            return Sharing(audience, int(whom), until, self.offer.names[whom])
        return Sharing(audience, until=until, on_call=audience is Audience.on_shift and self.on_call.data)

    @property
    def first(self) -> list[Any]:
        """The choices seen at once."""
        return [option for option in self.audience if option.data in FIRST]

    @property
    def others(self) -> list[Any]:
        """The choices behind one tap."""
        return [option for option in self.audience if option.data not in FIRST]

    @property
    def shows_more(self) -> bool:
        """Whether the choices behind one tap are to stand open: one of them is chosen, or wants another look."""
        is_first = self.audience.data in FIRST and self.until.data == OPEN_END
        return not is_first or bool(self.person.errors or self.until.errors)
