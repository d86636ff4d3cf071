"""PURE. What the checks are given: shifts as instants with the wall times they were planned by, terms, agreements."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from house.rosters.findings import AgreementKind
from house.rosters.plan import SegmentKind, ShiftKind
from house.when.span import Span


@dataclass(frozen=True, slots=True)
class Piece:
    """One part of a shift: the instants, and how many minutes the wall said it would take."""

    kind: SegmentKind
    span: Span
    wall_minutes: int


@dataclass(frozen=True, slots=True)
class Worked:
    """One shift of one worker, planned or past."""

    shift_id: int
    worker_id: int
    kind: ShiftKind
    pieces: tuple[Piece, ...]
    changed_at: datetime | None = None  # when it was changed or given after it was published
    yes_at: datetime | None = None  # when its worker said yes
    # Kept, since every check asks for them again and again.
    span: Span = field(init=False)
    sleeps: tuple[Piece, ...] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "span", Span(self.pieces[0].span.start, self.pieces[-1].span.end))
        object.__setattr__(self, "sleeps", self.of(SegmentKind.sleepover))

    @property
    def wall_minutes(self) -> int:
        """How long the wall says it is."""
        return sum(piece.wall_minutes for piece in self.pieces)

    def of(self, *kinds: SegmentKind) -> tuple[Piece, ...]:
        """Its parts of some kinds."""
        return tuple(piece for piece in self.pieces if piece.kind in kinds)


class Stream(StrEnum):
    """What kind of work an award sorts somebody's under."""

    community = "social and community services"
    disability = "disability services"
    home_care = "home care"


class Basis(StrEnum):
    """Over what stretch somebody's ordinary hours are counted."""

    week = "a week"
    fortnight = "a fortnight"
    four_weeks = "four weeks"


@dataclass(frozen=True, slots=True)
class Terms:
    """What somebody is employed for."""

    stream: Stream = Stream.community
    basis: Basis = Basis.fortnight
    contracted_minutes: int | None = None  # over their basis


@dataclass(frozen=True, slots=True)
class Agreement:
    """What one worker agreed to, on what day, and for which days (both included)."""

    id: int
    worker_id: int
    kind: AgreementKind
    made_on: date
    first_day: date
    last_day: date | None

    def covers(self, worker_id: int, kind: AgreementKind, day: date) -> bool:
        """Whether it stands for that day. One that was made only afterwards does not."""
        is_theirs = self.worker_id == worker_id and self.kind is kind
        is_then = self.first_day <= day and (self.last_day is None or day <= self.last_day)
        return is_theirs and is_then and self.made_on <= day


@dataclass(frozen=True, slots=True)
class NotThere:
    """When somebody is on leave, or said that they can't work. No reason is known."""

    worker_id: int
    span: Span
    is_leave: bool


@dataclass(frozen=True, slots=True)
class Called:
    """Work in a night of sleep or while on call, from one instant to another. Nobody else's name belongs to it."""

    shift_id: int
    span: Span


@dataclass(frozen=True, slots=True)
class Roster:
    """Everything that is checked together."""

    shifts: tuple[Worked, ...]
    terms: dict[int, Terms] = field(default_factory=dict)
    agreements: tuple[Agreement, ...] = ()
    not_there: tuple[NotThere, ...] = ()
    called: tuple[Called, ...] = ()

    def terms_of(self, worker_id: int) -> Terms:
        """Their terms, or the usual ones."""
        return self.terms.get(worker_id, Terms())

    def by_worker(self) -> dict[int, list[Worked]]:
        """The shifts of each, in the order they begin."""
        found: dict[int, list[Worked]] = {}
        for shift in sorted(self.shifts, key=lambda each: (each.span, each.shift_id)):
            found.setdefault(shift.worker_id, []).append(shift)
        return found


def minutes_within(spans: Iterable[Span], window: Span) -> int:
    """Elapsed minutes of the spans that lie in the window."""
    shared = (min(span.end, window.end) - max(span.start, window.start) for span in spans)
    return sum(max(0, int(each.total_seconds() // 60)) for each in shared)
