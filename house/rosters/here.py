"""Who is here now, until when, how to reach them and who is next; and who counts as being on shift."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import InstrumentedAttribute

from house.db import db, open_sealed
from house.people.keeping_apart import kept_apart, would_not_be_with
from house.people.models import House, Person
from house.rosters.access import works_here
from house.rosters.models import WITH_SOMEONE, Segment, Shift, ShiftStatus
from house.rosters.plan import LONGEST, SegmentKind
from house.rosters.reach import Way, ways
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.stays import Stay, stays
from house.rosters.words import asleep_words, sentence
from house.viewer import Viewer
from house.when.span import Span
from house.when.words import soon_words, until_words

AHEAD = timedelta(days=7)  # how far "who is next" looks
LATELY_BEGUN = timedelta(hours=2)  # since a shift began, in which Today asks whether its worker is there
NEAR = timedelta(minutes=30)  # around a shift, in which its worker still counts as being on it


@dataclass(frozen=True, slots=True)
class Someone:
    """Somebody who is here or on call, in words."""

    person_id: int
    name: str
    pronouns: str
    state_words: str  # "Here", "Here overnight, asleep 10pm to 6am.", "On call"
    until_words: str  # "until 10pm (in 2 hours 20 minutes)"; "" where the hours of sleep say it
    reach: tuple[Way, ...]
    mood: str  # "here", "asleep" or "on_call", for the part that draws it
    begun_id: int | None = None  # the shift of theirs that has begun lately: anybody can say that they are not here yet


@dataclass(frozen=True, slots=True)
class Here:
    """The one answer to "Who is here?"."""

    on_now: tuple[Someone, ...]
    on_call: tuple[Someone, ...]
    nobody_words: str  # "No one is rostered until 7am (in 6 hours)."; "" while somebody is here
    next_words: str  # "Next: Sam, in 3 hours (10pm)"; "" when nobody is planned in the next days
    house_phone: Way | None
    sought: tuple[int, ...] = ()  # shifts whose worker is not here yet, while cover is being found

    def has(self, person_id: int) -> bool:
        """Whether somebody is here or on call."""
        return any(each.person_id == person_id for each in (*self.on_now, *self.on_call))

    @property
    def instead_words(self) -> str:
        """Whom to turn to while nobody is here."""
        if self.on_call:
            names = _joined([each.name for each in self.on_call])
            return str(_("On call: %(names)s.", names=names))
        return "" if self.house_phone else str(_("Outside help is at the end of this page, day and night."))

    @property
    def instead_reach(self) -> tuple[Way, ...]:
        """How to reach them."""
        ways_on_call = tuple(way for each in self.on_call for way in each.reach)
        return (*ways_on_call, self.house_phone) if self.house_phone else ways_on_call


def who_is_here(house_id: int, zone: ZoneInfo, now: datetime) -> Here:
    """Who is in the house at this instant, from what is planned and not called off."""
    planned = shifts_within(house_id, Span(now, now + AHEAD), is_with_someone())
    return _here_among(planned, _way_to_phone(house_id, _house_phone(house_id)), zone, now)


def who_is_next(viewer: Viewer, now: datetime) -> str:
    """Who comes next that the viewer would be with, in words; "" when nobody is planned in the next days."""
    not_apart = ~would_not_be_with(viewer, Shift.worker_id, now)
    coming = shifts_within(viewer.house_id, Span(now, now + AHEAD), is_with_someone(), not_apart)
    return here_among(coming, viewer, now).next_words


def here_among(shifts: list[SeenShift], viewer: Viewer, now: datetime) -> Here:
    """The same for a viewer who has read the shifts from now to `AHEAD` already, and brings along the house phone."""
    return here_from(shifts, viewer.house_id, viewer.house_phone_sealed, viewer.zone, now)


def here_from(
    shifts: list[SeenShift], house_id: int, phone_sealed: bytes | None, zone: ZoneInfo, now: datetime
) -> Here:
    """The same for whoever has read those shifts and the house phone, and need not be anybody in particular."""
    planned = [each for each in shifts if each.worker_id and each.status in WITH_SOMEONE and each.ends_at > now]
    return _here_among(planned, _way_to_phone(house_id, phone_sealed), zone, now)


def is_with_someone() -> sa.ColumnElement[bool]:
    """The condition that somebody who works here then has a shift that is on."""
    return sa.and_(Shift.status.in_(WITH_SOMEONE), works_here(Shift.ends_at))


def _here_among(planned: list[SeenShift], phone: Way | None, zone: ZoneInfo, now: datetime) -> Here:
    who = {shift.worker_id: shift for shift in planned if shift.worker_id}
    # Whoever is not here yet is not told of as here; that cover is being found is.
    sought = [shift for shift in planned if shift.sought_at and shift.starts_at <= now < shift.ends_at]
    at_home = _stays([shift for shift in planned if shift not in sought], on_call=False)
    here = [stay for stay in at_home if stay.span.contains(now)]
    reachable = [stay for stay in _stays(planned, on_call=True) if stay.span.contains(now)]
    coming = [stay for stay in at_home if stay.span.start > now]
    present = {stay.worker_id for stay in here}
    begun = {shift.worker_id: shift.id for shift in planned if _has_begun_lately(shift, now)}
    return Here(
        on_now=tuple(_here(stay, who[stay.worker_id], begun.get(stay.worker_id), now, zone) for stay in here),
        on_call=tuple(
            _on_call(stay, who[stay.worker_id], now, zone) for stay in reachable if stay.worker_id not in present
        ),
        nobody_words="" if here else _nobody(coming, now, zone, bool(sought)),
        next_words=_next(coming, who, now, zone),
        house_phone=phone,
        sought=tuple(shift.id for shift in sought),
    )


def _has_begun_lately(shift: SeenShift, now: datetime) -> bool:
    return not shift.is_on_call and now - LATELY_BEGUN < shift.starts_at <= now < shift.ends_at


def _stays(planned: list[SeenShift], on_call: bool) -> list[Stay]:
    return stays(
        (shift.worker_id, stretch)
        for shift in planned
        if shift.worker_id
        for stretch in shift.stretches
        if (stretch.kind is SegmentKind.on_call) is on_call
    )


def _here(stay: Stay, shift: SeenShift, begun_id: int | None, now: datetime, zone: ZoneInfo) -> Someone:
    # Who has not said yes yet is told of as planned: what is shared with the shift does not reach them either.
    is_sure = shift.status is ShiftStatus.confirmed
    state, until = _("Here") if is_sure else _("Planned to be here"), until_words(stay.span.end, now, zone)
    if sleep := stay.sleep_ahead(now):
        is_all = sleep.end == stay.span.end
        state = sentence(asleep_words([sleep], zone)) + ("" if is_all else ".")
        until = "" if is_all else str(_("Here %(until)s", until=until))
    return _someone(shift, state, until, "asleep" if stay.is_asleep(now) else "here", begun_id)


def _on_call(stay: Stay, shift: SeenShift, now: datetime, zone: ZoneInfo) -> Someone:
    return _someone(shift, _("On call"), until_words(stay.span.end, now, zone), "on_call")


def _someone(shift: SeenShift, state: str, until: str, mood: str, begun_id: int | None = None) -> Someone:
    reach = ways(shift.reach_by, _("Call {number}"))
    return Someone(shift.worker_id or 0, shift.name, shift.pronouns, state, until, reach, mood, begun_id)


def _nobody(coming: list[Stay], now: datetime, zone: ZoneInfo, is_sought: bool) -> str:
    if is_sought:
        return str(_("Cover is being found."))
    if coming:
        return str(_("No one is rostered %(until)s.", until=until_words(coming[0].span.start, now, zone)))
    return str(_("No one is rostered in the next 7 days."))


def _next(coming: list[Stay], who: dict[int, SeenShift], now: datetime, zone: ZoneInfo) -> str:
    if not coming:
        return ""
    start = coming[0].span.start
    names = _joined([who[stay.worker_id].name for stay in coming if stay.span.start == start])
    return str(_("Next: %(names)s, %(soon)s", names=names, soon=soon_words(start, now, zone)))


def _joined(names: list[str]) -> str:
    return str(_(" and ")).join(names)


def _house_phone(house_id: int) -> bytes | None:
    return db.session.scalar(sa.select(House.phone_sealed).where(House.id == house_id))


def _way_to_phone(house_id: int, sealed: bytes | None) -> Way | None:
    number = open_sealed(House.__tablename__, house_id, "phone", sealed)
    return ways(number, _("Call the house phone: {number}"))[-1] if number else None


def is_on_shift(person_id: int, house_id: int, now: datetime) -> bool:
    """Whether a worker here is within half an hour of a shift they said yes to; being on call does not count."""
    on = sa.select(Shift.id).where(Shift.worker_id == person_id, _on_shift(house_id, now))
    return db.session.scalar(on.limit(1)) is not None


def on_shift(house_id: int, now: datetime) -> list[tuple[int, str]]:
    """Everyone for whom `is_on_shift` holds at this instant, with their names: who "whoever is on shift" is."""
    query = sa.select(Person.id, Person.called_name).join(Shift, Shift.worker_id == Person.id)
    by_name = query.where(_on_shift(house_id, now)).distinct().order_by(Person.called_name, Person.id)
    return [(person_id, name) for person_id, name in db.session.execute(by_name)]


def someone_on_shift_for(owner: InstrumentedAttribute[int], house_id: int, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_on_shift` holds for anybody with whom the owner of a row would be."""
    is_apart = kept_apart(house_id, owner, Shift.worker_id)
    # Of that row and no other table around it: a shift there is another matter.
    on = sa.select(Shift.id).where(_on_shift(house_id, now), ~is_apart)
    return sa.exists(on.correlate(owner.class_))


def on_shift_and_on_call(person_id: int, house_id: int, now: datetime) -> tuple[bool, bool]:
    """Whether a worker is on shift, and whether on call, at this instant: both in one question."""
    own = sa.select(Shift.id).where(Shift.worker_id == person_id)
    query = sa.select(
        sa.exists(own.where(_on_shift(house_id, now))), sa.exists(own.where(_on_shift(house_id, now, on_call=True)))
    )
    is_on, is_on_call = db.session.execute(query).one()
    return bool(is_on), bool(is_on_call)


def is_on_shift_now(who: int | InstrumentedAttribute[int], house_id: int, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that `is_on_shift` states, of one person or of each row, for a question that asks more."""
    on = sa.select(Shift.id).where(Shift.worker_id == who, _on_shift(house_id, now))
    return sa.exists(on.correlate(None if isinstance(who, int) else who.class_))


def who_is_on(viewer: Viewer, now: datetime) -> tuple[list[tuple[int, str]], list[tuple[int, str]]]:
    """Everyone on shift, and everyone on call who is not, with their names; but those the viewer would not be with."""
    house_id = viewer.house_id
    query = sa.select(Person.id, Person.called_name, _on_shift(house_id, now).label("is_on"))
    either = sa.or_(_on_shift(house_id, now), _on_shift(house_id, now, on_call=True))
    by_name = query.join(Shift, Shift.worker_id == Person.id).where(either, ~would_not_be_with(viewer, Person.id, now))
    by_name = by_name.order_by(Person.called_name, Person.id)
    found: dict[int, tuple[str, bool]] = {}
    for person_id, name, is_on in db.session.execute(by_name):
        found[person_id] = (name, bool(is_on) or found.get(person_id, ("", False))[1])
    on = [(person_id, name) for person_id, (name, is_on) in found.items() if is_on]
    return on, [(person_id, name) for person_id, (name, is_on) in found.items() if not is_on]


def _on_shift(house_id: int, now: datetime, on_call: bool = False) -> sa.ColumnElement[bool]:
    part = sa.exists().where(
        Segment.shift_id == Shift.id,
        Segment.kind == SegmentKind.on_call if on_call else Segment.kind != SegmentKind.on_call,
        Segment.starts_at <= now + NEAR,
        Segment.ends_at > now - NEAR,
    )
    return sa.and_(
        Shift.house_id == house_id,
        Shift.starts_at > now - NEAR - LONGEST,
        Shift.starts_at <= now + NEAR,
        Shift.status == ShiftStatus.confirmed,
        part,
        works_here(now),
    )
