"""What calendars can carry: a line a kind of entry. A room that has times to offer stands here with its kinds."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from house.chores import entries as chores
from house.diary import entries as diary
from house.feeds.models import Detail, Scope
from house.gatherings import entries as gatherings
from house.meetings import action_entries as actions
from house.meetings import entries as meetings
from house.rosters import coverage_entries as coverage
from house.rosters import entries as shifts
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span

Offered = Callable[[Viewer, Span], list[Entry]]
MINE, HOUSE = Scope.my_things, Scope.house_life
WITH_KINDS = (MINE, HOUSE)  # calendars of which somebody can have some kinds alone


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of entry: which function offers it, and which calendars carry it."""

    name: str  # as entries have it
    words: Any
    offered: Offered
    scopes: tuple[Scope, ...]
    is_everyones: bool = False  # whether “my things” has those that are nobody's own, such as meetings


def who_is_on(viewer: Viewer, window: Span) -> list[Entry]:
    """Everyone who is here or on call, the viewer too."""
    return shifts.here_entries(viewer, window, with_mine=True)


KINDS = (
    Kind("shift", _("My shifts"), shifts.entries, (MINE, Scope.my_shifts)),
    Kind("turn", _("Turns at chores"), chores.entries, (MINE, HOUSE)),
    Kind("together", _("Things done together"), chores.entries, (MINE,)),
    Kind("meeting", _("House meetings"), meetings.entries, (MINE, HOUSE), is_everyones=True),
    Kind("meeting role", _("What I do in meetings"), meetings.entries, (MINE,)),
    Kind("action", _("What I offered to do"), actions.entries, (MINE,)),
    Kind("diary", _("The house diary"), diary.entries, (MINE, HOUSE), is_everyones=True),
    Kind("chat", _("My chats"), gatherings.entries, (MINE,)),
    Kind("circle", _("Circles"), gatherings.entries, (MINE, HOUSE)),
    Kind("here", _("Who is here"), who_is_on, (Scope.whos_on,)),
    Kind("open shift", _("Shifts still open"), coverage.entries, (Scope.coverage,)),
    Kind("gap", _("Hours without anyone"), coverage.entries, (Scope.coverage,)),
)
# Bin night makes nobody busy.
NEVER_BUSY = ("diary",)


def kinds_to_choose() -> list[Kind]:
    """Those among which the owner of a calendar link can choose."""
    return [kind for kind in KINDS if set(WITH_KINDS) & set(kind.scopes)]


def may_have(viewer: Viewer, scope: Scope) -> bool:
    """Anyone in the house may have any calendar of it, but what is missing on the roster is for coordinators."""
    return scope is not Scope.coverage or viewer.is_coordinator


def carried(viewer: Viewer, scope: Scope, names: Iterable[str], detail: str, window: Span) -> list[Entry]:
    """All that a calendar carries: of each kind it has, and that its owner chose if they chose any."""
    chosen = set(names)
    kinds = {
        kind.name: kind
        for kind in KINDS
        if scope in kind.scopes and (not chosen or kind.name in chosen or kind not in kinds_to_choose())
    }
    if detail == Detail.busy:
        kinds = {name: kind for name, kind in kinds.items() if name not in NEVER_BUSY}
    rooms = dict.fromkeys(kind.offered for kind in kinds.values())
    every = (entry for offered in rooms for entry in offered(viewer, window))
    return [entry for entry in every if entry.kind in kinds and _belongs(entry, kinds[entry.kind], scope)]


def _belongs(entry: Entry, kind: Kind, scope: Scope) -> bool:
    return scope is not MINE or entry.is_mine or kind.is_everyones
