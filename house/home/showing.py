"""Which things of a week are shown: all of them, one's own, one kind, or those of one person; asked by links alone."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import url_for
from flask_babel import gettext as _

from house.when.entry import Entry

MINE = "mine"
KINDS: dict[str, tuple[str, ...]] = {
    "here": ("here", "shift"),
    "meetings": ("meeting", "meeting role", "action"),
    "circles": ("circle", "chat"),
    "chores": ("turn", "together"),
    "diary": ("diary",),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to other things of the same week, ready to be shown."""

    url: str
    words: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class Showing:
    """What was asked for: everything, unless there is a name for it or a person."""

    name: str = ""
    person: tuple[int, str] | None = None

    @property
    def query(self) -> dict[str, Any]:
        """What stands behind the question mark of an address that asks for it."""
        if self.person:
            return {"who": self.person[0]}
        return {"show": self.name} if self.name else {}

    @property
    def words(self) -> str:
        """What is shown, in words; "" for everything."""
        return self.person[1] if self.person else _names().get(self.name, "")

    def of(self, entries: Iterable[Entry]) -> list[Entry]:
        """The entries that were asked for."""
        return [entry for entry in entries if self._has(entry)]

    def _has(self, entry: Entry) -> bool:
        if self.person:
            return self.person in entry.people
        if self.name == MINE:
            return entry.is_mine
        return not self.name or entry.kind in KINDS[self.name]

    def choices(self, week: str) -> list[Choice]:
        """All that can be asked for besides people."""
        names = {"": _("Everything"), **_names()}
        return [
            Choice(_url(week, Showing(name)), words, not self.person and name == self.name)
            for name, words in names.items()
        ]


def _names() -> dict[str, str]:
    return {
        MINE: _("Mine"),
        "here": _("Who is here"),
        "meetings": _("Meetings"),
        "circles": _("Circles and chats"),
        "chores": _("Chores"),
        "diary": _("House diary"),
    }


def _url(week: str, showing: Showing) -> str:
    return url_for("home.week", of=week, **showing.query)


def read(name: str, person_id: int | None, entries: Iterable[Entry], viewer_id: int) -> Showing:
    """What was asked for, as far as there is such a thing; a person whom nothing of this week names is no answer."""
    if person_id == viewer_id:
        return Showing(MINE)
    person = next((each for entry in entries for each in entry.people if each[0] == person_id), None)
    if person:
        return Showing(person=person)
    return Showing(name if name == MINE or name in KINDS else "")


def people(entries: Iterable[Entry], asked: Showing, viewer_id: int, week: str) -> list[Choice]:
    """Whoever else this week names, as its titles do."""
    named = {each for entry in entries for each in entry.people if each[0] != viewer_id}
    ordered = sorted(named, key=lambda each: (each[1].casefold(), each[0]))
    return [Choice(_url(week, Showing(person=each)), each[1], each == asked.person) for each in ordered]
