"""Calendar links in words."""

from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _

from house.feeds.models import Detail, Reminder, Scope
from house.feeds.offering import KINDS, WITH_KINDS, kinds_to_choose
from house.feeds.programs import APPLE, BROWSER, OTHER

SCOPES = {
    Scope.my_things: _("My things"),
    Scope.my_shifts: _("My shifts"),
    Scope.whos_on: _("Who is here"),
    Scope.house_life: _("House life"),
    Scope.coverage: _("Open shifts and gaps"),
}
# What a calendar has of a kind, where the name of the kind leaves open of whom.
OF_WHOM = {
    (Scope.my_things, "turn"): _("My turns at chores"),
    (Scope.my_things, "circle"): _("Circles I come to"),
    (Scope.house_life, "turn"): _("Everyone’s turns at chores"),
    (Scope.whos_on, "here"): _("Everyone’s shifts"),
}
DETAILS = {Detail.full: _("full names"), Detail.quiet: _("quiet names"), Detail.busy: _("only “Busy”")}
REMINDERS = {
    Reminder.none: "",
    Reminder.ten_minutes: _("rings 10 minutes before"),
    Reminder.hour: _("rings 1 hour before"),
    Reminder.evening: _("rings the evening before"),
}

# Programs that are called by no name of their own.
PROGRAMS = {BROWSER: _("a web browser"), OTHER: _("another program"), APPLE: _("iPhone or Mac")}


def programs_words(names: Iterable[str]) -> str:
    """Which programs these are, one after another."""
    return ", ".join(str(PROGRAMS.get(name, name)) for name in names)


def kinds_words(kinds: str) -> str:
    """Which kinds its owner chose; "" where it carries all of them."""
    chosen = set(filter(None, kinds.split(",")))
    return ", ".join(str(kind.words) for kind in KINDS if kind.name in chosen) if chosen else ""


def scope_choices(is_coordinator: bool) -> list[tuple[str, Any]]:
    """What a link can carry."""
    return [(scope.value, words) for scope, words in SCOPES.items() if is_coordinator or scope is not Scope.coverage]


def scope_hints() -> dict[str, str]:
    """What is in each: its kinds, where it has more to say than its name."""
    return {scope.value: _in_a_row(kinds) for scope in SCOPES if (kinds := _kinds_of(scope)) != [str(SCOPES[scope])]}


def _kinds_of(scope: Scope) -> list[str]:
    return [str(OF_WHOM.get((scope, kind.name), kind.words)) for kind in KINDS if scope in kind.scopes]


def _in_a_row(several: list[str]) -> str:
    first, *rest = several
    return ", ".join([first, *(words[:1].lower() + words[1:] for words in rest)])


def kind_hints() -> dict[str, str]:
    """Which calendars have each kind that its owner can choose."""
    return {
        kind.name: ", ".join(str(SCOPES[scope]) for scope in kind.scopes if scope in WITH_KINDS)
        for kind in kinds_to_choose()
    }


def strange_words(scope: Scope, names: Iterable[str]) -> str:
    """Which of the kinds that were chosen a calendar has not; "" if it has them all."""
    strange = [str(kind.words) for kind in kinds_to_choose() if kind.name in names and scope not in kind.scopes]
    return _in_a_row(strange) if strange else ""
