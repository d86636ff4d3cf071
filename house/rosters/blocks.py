"""PURE. A worker's time as blocks of work: shifts that touch are one block, and rest is what lies between two."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from house.rosters.packs import Pack, Rulebook
from house.rosters.plan import SegmentKind
from house.rosters.worked import Called, Piece, Worked
from house.when.span import Span, to_local


@dataclass(frozen=True, slots=True)
class Block:
    """Work without a break, of one shift or of several that touch."""

    span: Span
    shift_ids: tuple[int, ...]
    active: tuple[Span, ...]  # as planned: being called in the night, or while on call, is not among it
    sleeps: tuple[Piece, ...]

    def day(self, zone: ZoneInfo) -> date:
        """The day it begins, by the clock of the house."""
        return to_local(self.span.start, zone).date()

    @property
    def active_minutes(self) -> int:
        """How long somebody works in it, asleep not counted; time that two shifts share counts once."""
        return sum(span.minutes for span in joined(self.active))


def joined(spans: Iterable[Span]) -> list[Span]:
    """The same time, as spans that neither touch nor overlap."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found


def day_of(shift: Worked, zone: ZoneInfo) -> date:
    """The day a shift is on the list of: the one it begins."""
    return to_local(shift.span.start, zone).date()


def blocks(shifts: Sequence[Worked], called: Sequence[Called], book: Rulebook, zone: ZoneInfo) -> list[Block]:
    """One worker's blocks, in order; on call is none of them, but work while on call is."""
    pieces: list[tuple[Span, Piece | None, int]] = []
    for shift in shifts:
        pack = book.pack(day_of(shift, zone))
        pieces += [(span, piece, shift.shift_id) for span, piece in _working(shift, pack, called)]
    return list(_merged(sorted(pieces, key=lambda each: (each[0], each[2]))))


def _working(shift: Worked, pack: Pack, called: Sequence[Called]) -> Iterator[tuple[Span, Piece | None]]:
    for piece in shift.pieces:
        is_sleep = piece.kind is SegmentKind.sleepover
        if piece.kind is SegmentKind.active or (is_sleep and not pack.sleep_is_break):
            yield piece.span, piece
    for call in called:
        if call.shift_id == shift.shift_id:
            yield call.span, None


def _merged(pieces: Sequence[tuple[Span, Piece | None, int]]) -> Iterator[Block]:
    run: list[tuple[Span, Piece | None, int]] = []
    for piece in pieces:
        if run and piece[0].start > max(span.end for span, _piece, _id in run):
            yield _block(run)
            run = []
        run.append(piece)
    if run:
        yield _block(run)


def _block(run: Sequence[tuple[Span, Piece | None, int]]) -> Block:
    return Block(
        Span(run[0][0].start, max(span.end for span, _piece, _id in run)),
        tuple(dict.fromkeys(shift_id for _span, _piece, shift_id in run)),
        tuple(piece.span for _span, piece, _id in run if piece and piece.kind is SegmentKind.active),
        tuple(piece for _span, piece, _id in run if piece and piece.kind is SegmentKind.sleepover),
    )


def groups(worker_blocks: Sequence[Block], rest: int, zone: ZoneInfo) -> list[list[Block]]:
    """Blocks of one day with less than the usual rest between them, together; every other block alone."""
    found: list[list[Block]] = []
    for block in worker_blocks:
        last = found[-1][-1] if found else None
        if last and _belongs(last, block, rest, zone):
            found[-1].append(block)
        else:
            found.append([block])
    return found


def _belongs(last: Block, block: Block, rest: int, zone: ZoneInfo) -> bool:
    is_night = bool(last.sleeps or block.sleeps)
    gap = Span(last.span.end, block.span.start).minutes
    return not is_night and last.day(zone) == block.day(zone) and gap < rest
