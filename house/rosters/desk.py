"""PURE. One worker's shifts beside the rules that count for them: where a figure becomes a finding, or nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from house.rosters.findings import Check, Finding
from house.rosters.packs import Figure, Rulebook
from house.rosters.worked import Roster, Worked
from house.when.span import Span

AT_LEAST = frozenset(
    {Check.rest, Check.work_beside_sleep, Check.engagement, Check.published_ahead, Check.change_notice}
    | {Check.week_days_off, Check.fortnight_days_off, Check.four_week_days_off}
)


@dataclass(frozen=True, slots=True)
class Desk:
    """One worker's shifts on the table, with the rules beside them."""

    worker_id: int
    shifts: Sequence[Worked]
    roster: Roster
    book: Rulebook
    zone: ZoneInfo

    def figure(self, check: Check, day: date) -> Figure | None:
        return self.book.figure(check, day)

    def measured(
        self,
        check: Check,
        found: int,
        day: date,
        span: Span,
        shift_ids: tuple[int, ...],
        usual: int | None = None,
        can_settle: bool = True,
    ) -> Iterator[Finding]:
        """A finding, unless what was found is usual on that day."""
        figure = self.figure(check, day)
        if figure is None:
            return
        usual = figure.usual if usual is None else usual
        if _is_usual(check, found, usual):
            return
        within = figure.by_agreement is not None and _is_usual(check, found, figure.by_agreement)
        kind = figure.agreement if within and can_settle else None
        yield Finding(
            *(check, figure.severity, self.worker_id, shift_ids, span, found, usual, figure.source, kind),
            next((each.id for each in self.roster.agreements if kind and each.covers(self.worker_id, kind, day)), None),
        )

    def said(
        self, check: Check, day: date, span: Span, shift_ids: tuple[int, ...], found: int, usual: int | None = None
    ) -> Iterator[Finding]:
        """A finding that says what is so, whatever the figure."""
        figure = self.figure(check, day)
        if figure:
            of = figure.usual if usual is None else usual
            yield Finding(check, figure.severity, self.worker_id, shift_ids, span, found, of, figure.source)


def _is_usual(check: Check, found: int, usual: int) -> bool:
    if check is Check.sleep_span:
        return found == usual
    return found >= usual if check in AT_LEAST else found <= usual
