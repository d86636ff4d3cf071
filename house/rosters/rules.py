"""PURE. The checks of a roster: values in, findings out. They advise; each says its figures and where they come from.

Rest and hours are elapsed time between instants, so that both nights when the clocks change come out right. The rules
that count are those of the day a shift begins; for the rest between two shifts, of the later one.
"""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from house.rosters.blocks import Block, blocks, day_of, groups, joined
from house.rosters.desk import Desk
from house.rosters.findings import Check, Finding
from house.rosters.packs import Rulebook
from house.rosters.plan import SegmentKind
from house.rosters.worked import Basis, Roster, Worked, minutes_within
from house.when.span import DAY, Span, day_span, days_span, to_local

HOURS = {
    Basis.week: (7, Check.week_hours, Check.week_days_off),
    Basis.fortnight: (14, Check.fortnight_hours, Check.fortnight_days_off),
    Basis.four_weeks: (28, Check.four_week_hours, Check.four_week_days_off),
}


def check_roster(roster: Roster, book: Rulebook, zone: ZoneInfo) -> list[Finding]:
    """Everything there is to say about a roster, in the order of what it is about."""
    found: list[Finding] = []
    for worker_id, shifts in roster.by_worker().items():
        desk = Desk(worker_id, shifts, roster, book, zone)
        for look in LOOKS:
            found += look(desk)
    return sorted(found, key=lambda each: (each.span, each.worker_id or 0, each.check, each.shift_ids))


# --- who is where ---


def at_once(desk: Desk) -> Iterator[Finding]:
    """Twice in the house at the same time, which can't be; or here and on call for it."""
    for n, one in enumerate(desk.shifts):
        for other in desk.shifts[n + 1 :]:
            if other.span.start >= one.span.end:
                break
            yield from _both(desk, one, other)


def _both(desk: Desk, one: Worked, other: Worked) -> Iterator[Finding]:
    ids, day = (one.shift_id, other.shift_id), day_of(other, desk.zone)
    if shared := _shared(one, other, both_here=True):
        yield from desk.said(Check.twice_at_once, day, shared[0], ids, _total(shared))
    if shared := _shared(one, other, both_here=False):
        yield from desk.said(Check.on_call_while_here, day, shared[0], ids, _total(shared))


def _shared(one: Worked, other: Worked, both_here: bool) -> list[Span]:
    """The time two shifts share: in the house in both, or in the house in one and on call in the other."""
    pairs = ((mine, theirs) for mine in one.pieces for theirs in other.pieces if mine.span.overlaps(theirs.span))
    return joined(
        Span(max(mine.span.start, theirs.span.start), min(mine.span.end, theirs.span.end))
        for mine, theirs in pairs
        if (mine.kind, theirs.kind).count(SegmentKind.on_call) == (0 if both_here else 1)
    )


def _total(spans: Sequence[Span]) -> int:
    return sum(span.minutes for span in spans)


def not_there(desk: Desk) -> Iterator[Finding]:
    """A shift in somebody's leave, or when they said that they can't."""
    for shift in desk.shifts:
        for away in desk.roster.not_there:
            if away.worker_id == desk.worker_id and away.span.overlaps(shift.span):
                check = Check.leave if away.is_leave else Check.availability
                found = minutes_within([shift.span], away.span)
                yield from desk.said(check, day_of(shift, desk.zone), shift.span, (shift.shift_id,), found)


# --- rest between shifts, and how long they are ---


def rest_and_length(desk: Desk) -> Iterator[Finding]:
    """The break between two blocks of work, how long each is, and a day of work that comes in parts."""
    called = [call for call in desk.roster.called if any(call.shift_id == each.shift_id for each in desk.shifts)]
    own = blocks(desk.shifts, called, desk.book, desk.zone)
    asleep = {shift.shift_id for shift in desk.shifts if shift.sleeps}
    together = _groups(desk, own)
    for group in together:
        yield from _broken(desk, group)
    for before, after in pairwise(together):
        yield from _rest(desk, before[-1], after[0], asleep)
    for block in own:
        yield from _length(desk, block, not asleep.isdisjoint(block.shift_ids))


def _groups(desk: Desk, own: Sequence[Block]) -> list[list[Block]]:
    if not own:
        return []
    day = own[0].day(desk.zone)
    figure, stream = desk.figure(Check.rest, day), desk.roster.terms_of(desk.worker_id).stream
    comes_in_parts = figure and stream in desk.book.pack(day).breaks_a_shift
    return groups(own, figure.usual, desk.zone) if figure and comes_in_parts else [[block] for block in own]


def _broken(desk: Desk, group: Sequence[Block]) -> Iterator[Finding]:
    if len(group) < 2:
        return
    whole, day = Span(group[0].span.start, group[-1].span.end), group[0].day(desk.zone)
    ids = tuple(dict.fromkeys(shift_id for block in group for shift_id in block.shift_ids))
    yield from desk.measured(Check.broken_span, whole.minutes, day, whole, ids)
    yield from desk.measured(Check.broken_breaks, len(group) - 1, day, whole, ids)


def _rest(desk: Desk, before: Block, after: Block, asleep: set[int]) -> Iterator[Finding]:
    gap = Span(before.span.end, after.span.start)
    if _is_asleep(desk, gap):
        return  # the two sides of one night, where the sleep between them is the break
    # A shorter break by agreement is for breaks beside a night of sleep.
    beside = not asleep.isdisjoint({*before.shift_ids, *after.shift_ids})
    ids = (before.shift_ids[-1], after.shift_ids[0])
    yield from desk.measured(Check.rest, gap.minutes, after.day(desk.zone), gap, ids, can_settle=beside)


def _is_asleep(desk: Desk, gap: Span) -> bool:
    sleeps = (piece.span for shift in desk.shifts for piece in shift.sleeps)
    return any(sleep.start <= gap.start and gap.end <= sleep.end for sleep in sleeps)


def _length(desk: Desk, block: Block, has_night: bool) -> Iterator[Finding]:
    day, minutes = block.day(desk.zone), block.active_minutes
    if not minutes and not block.sleeps:
        return  # called while on call
    if block.sleeps:
        yield from desk.measured(Check.night_hours, minutes, day, block.span, block.shift_ids)
        for side in _sides(block):
            yield from desk.measured(Check.night_side, side.minutes, day, side, block.shift_ids)
        return
    yield from desk.measured(Check.shift_length, minutes, day, block.span, block.shift_ids)
    if not has_night:
        least = desk.book.pack(day).short_engagement.get(desk.roster.terms_of(desk.worker_id).stream)
        yield from desk.measured(Check.engagement, minutes, day, block.span, block.shift_ids, usual=least)


def _sides(block: Block) -> list[Span]:
    """Work before the sleep and work after it, each as one; what interrupts the sleep is neither."""
    first, last = block.sleeps[0].span.start, block.sleeps[-1].span.end
    work = joined(block.active)
    return [span for span in work if span.end <= first or span.start >= last]


# --- nights of sleep ---


def nights(desk: Desk) -> Iterator[Finding]:
    """How long the sleep is, whether there is enough work beside it, and how many nights come in a row."""
    work = joined(piece.span for shift in desk.shifts for piece in shift.of(SegmentKind.active))
    for shift in desk.shifts:
        if shift.sleeps:
            yield from _night(desk, shift, work)
    yield from _in_a_row(desk)


def _night(desk: Desk, shift: Worked, work: Sequence[Span]) -> Iterator[Finding]:
    day, ids = day_of(shift, desk.zone), (shift.shift_id,)
    asleep = Span(shift.sleeps[0].span.start, shift.sleeps[-1].span.end)
    # By the wall: the note about the clock change says what it really is that night.
    yield from desk.measured(Check.sleep_span, sum(piece.wall_minutes for piece in shift.sleeps), day, asleep, ids)
    yield from desk.measured(Check.work_beside_sleep, _beside(work, asleep), day, shift.span, ids)


def _beside(work: Sequence[Span], asleep: Span) -> int:
    """The longer stretch of work that touches the sleep, in this shift or in one that touches it."""
    return max((span.minutes for span in work if asleep.start == span.end or asleep.end == span.start), default=0)


def _in_a_row(desk: Desk) -> Iterator[Finding]:
    by_day = {day_of(shift, desk.zone): shift for shift in desk.shifts if shift.sleeps}
    run: list[Worked] = []
    for day in sorted(by_day):
        run = [*run, by_day[day]] if day - DAY in by_day else [by_day[day]]
        if day + DAY not in by_day:
            span = Span(run[0].span.start, run[-1].span.end)
            ids = tuple(shift.shift_id for shift in run)
            yield from desk.measured(Check.nights_in_a_row, len(run), day, span, ids)


# --- hours and days off ---


def hours_and_days_off(desk: Desk) -> Iterator[Finding]:
    """Over each week, fortnight or four weeks, counted from the start of a pay period."""
    days, hours, days_off = HOURS[desk.roster.terms_of(desk.worker_id).basis]
    busy, firsts = _busy_days(desk), _windows(desk, days)
    for first in firsts:
        window = days_span(first, first + days * DAY, desk.zone)
        ids = tuple(shift.shift_id for shift in desk.shifts if shift.span.overlaps(window))
        yield from desk.measured(hours, _hours(desk, window), first, window, ids)
        yield from desk.measured(days_off, _days_off(busy, first, days), first, window, ids)


def _days_touched(span: Span, zone: ZoneInfo) -> list[date]:
    first, last = to_local(span.start, zone).date(), to_local(span.end - timedelta.resolution, zone).date()
    return [first + n * DAY for n in range((last - first).days + 1)]


def _hours(desk: Desk, window: Span) -> int:
    return minutes_within(joined(_at_work(desk, window)), window)


def _at_work(desk: Desk, window: Span) -> Iterator[Span]:
    for shift in desk.shifts:
        if shift.span.overlaps(window):
            asleep = desk.book.pack(day_of(shift, desk.zone)).sleep_is_work
            kinds = (SegmentKind.active, SegmentKind.sleepover) if asleep else (SegmentKind.active,)
            yield from (piece.span for piece in shift.of(*kinds))


def _busy_days(desk: Desk) -> set[date]:
    """Days on which somebody is here, asleep too; on call is no work."""
    here = (piece for shift in desk.shifts for piece in shift.pieces if piece.kind is not SegmentKind.on_call)
    return {day for piece in here for day in _days_touched(piece.span, desk.zone)}


def _windows(desk: Desk, days: int) -> list[date]:
    touched = {day for shift in desk.shifts for day in _days_touched(shift.span, desk.zone)}
    return sorted({desk.book.pay.window(day, days)[0] for day in touched})


def _days_off(busy: set[date], first: date, days: int) -> int:
    return sum(first + n * DAY not in busy for n in range(days))


# --- notes for the record ---


def to_record(desk: Desk) -> Iterator[Finding]:
    """Work in the night, and nights that are longer or shorter than the wall says."""
    for shift in desk.shifts:
        day, ids = day_of(shift, desk.zone), (shift.shift_id,)
        if shift.span.minutes != shift.wall_minutes:
            yield from desk.said(Check.clock_change, day, shift.span, ids, shift.span.minutes, shift.wall_minutes)
        for call in desk.roster.called:
            if call.shift_id == shift.shift_id:
                yield from _called(desk, shift, call.span)


def _called(desk: Desk, shift: Worked, span: Span) -> Iterator[Finding]:
    day, ids = day_of(shift, desk.zone), (shift.shift_id,)
    if any(piece.span.overlaps(span) for piece in shift.sleeps):
        yield from desk.said(Check.disturbed_sleep, day, span, ids, span.minutes)
        return
    is_on_call = any(piece.span.overlaps(span) for piece in shift.of(SegmentKind.on_call))
    if figure := desk.figure(Check.work_on_call, day):
        least = _least_on_call(figure.usual, is_on_call, to_local(span.start, desk.zone))
        yield from desk.said(Check.work_on_call, day, span, ids, span.minutes, least)


def _least_on_call(usual: int, is_on_call: bool, starts: datetime) -> int:
    """What counts at least: by day, twice as much from 10pm to 6am, and four times who was not on call."""
    if not is_on_call:
        return 4 * usual
    return 2 * usual if starts.hour >= 22 or starts.hour < 6 else usual


def notice_of_changes(desk: Desk) -> Iterator[Finding]:
    """A shift that was changed after publishing, less than the usual days before it; its worker's yes settles it."""
    for shift in desk.shifts:
        if shift.changed_at is None or (shift.yes_at is not None and shift.yes_at >= shift.changed_at):
            continue
        if shift.changed_at < shift.span.start:
            day, span = day_of(shift, desk.zone), Span(shift.changed_at, shift.span.start)
            yield from desk.measured(Check.change_notice, (span.end - span.start) // DAY, day, span, (shift.shift_id,))


def published_ahead(first_day: date, published_at: datetime, book: Rulebook, zone: ZoneInfo) -> list[Finding]:
    """Whether a period was, or would be, published early enough before it begins."""
    figure, starts = book.figure(Check.published_ahead, first_day), day_span(first_day, zone).start
    ahead = (first_day - to_local(published_at, zone).date()).days
    if figure is None or ahead >= figure.usual:
        return []
    span = Span(min(published_at, starts), max(published_at, starts) + timedelta(minutes=1))
    return [Finding(Check.published_ahead, figure.severity, None, (), span, max(ahead, 0), figure.usual, figure.source)]


LOOKS = (at_once, not_there, rest_and_length, nights, hours_and_days_off, to_record, notice_of_changes)
