"""Circles in words: when one meets, how much room there is, and how the viewer stands."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.gatherings.circle_models import CircleSession, Standing
from house.gatherings.circle_plan import Room
from house.gatherings.circle_reading import SessionLine
from house.series.models import Series
from house.when.repeat import describe
from house.when.span import DAY, is_twice, to_instant, to_local
from house.when.words import clock_words, day_words, range_words, soon_words

HALF_A_DAY = timedelta(hours=12)


@dataclass(frozen=True, slots=True)
class TimeCard:
    """One time a circle meets, ready to be shown."""

    id: int
    title: str
    about: str
    when: str
    iso: str
    place: str
    is_called_off: bool
    moved: str
    own: str


def card(line: SessionLine, now: datetime, zone: ZoneInfo) -> TimeCard:
    """A time in a list."""
    return TimeCard(
        id=line.id,
        title=line.title,
        about=line.about.partition("\n")[0],
        when=when_words(line.starts_at, line.ends_at, now, zone),
        iso=to_local(line.starts_at, zone).isoformat(),
        place=line.place,
        is_called_off=line.is_called_off,
        moved="" if line.is_called_off else moved_words(line.moved_from_local, now, zone),
        own=_("You host it") if line.is_host else standing_words(line.standing),
    )


def when_words(starts: datetime, ends: datetime, now: datetime, zone: ZoneInfo) -> str:
    """The day and the hours: "Thursday 13 August, 7pm to 8pm"."""
    day = day_words(to_local(starts, zone).date(), to_local(now, zone).date())
    return f"{day[0].upper()}{day[1:]}, {range_words(starts, ends, zone)}"


def moved_words(moved_from: datetime | None, now: datetime, zone: ZoneInfo) -> str:
    """Where it stood before it was moved; nothing if it was not."""
    if moved_from is None:
        return ""
    day = day_words(moved_from.date(), to_local(now, zone).date())
    return _("Moved from %(day)s, %(time)s", day=day, time=clock_words(to_instant(moved_from, zone), zone))


def clocks_words(session: CircleSession, zone: ZoneInfo) -> str:
    """What a change of the clocks does to a time; nothing on any other day."""
    time = clock_words(session.starts_at, zone)
    if session.skipped_local:
        utc = ZoneInfo("UTC")  # a zone that leaves nothing out: a time that the clocks skip has no instant of its own
        usual = clock_words(session.skipped_local.replace(tzinfo=utc), utc)
        return _("The clocks leave out %(usual)s that day. So it starts at %(time)s.", usual=usual, time=time)
    if is_twice(session.starts_local, zone):
        return _("The clocks go back that day, and %(time)s comes twice. It starts the first time.", time=time)
    return ""


def repeat_words(series: Series | None, now: datetime, zone: ZoneInfo) -> str:
    """How it comes round: "Every second Thursday at 7pm, until Friday 4 September"; nothing for once, or once ended."""
    today = to_local(now, zone).date()
    if series is None or (series.ends_on and series.ends_on <= today):
        return ""
    repeat, time = describe(series.rule), clock_words(to_instant(series.first_local, zone), zone)
    words = _("%(every)s at %(time)s", every=f"{repeat[0].upper()}{repeat[1:]}", time=time)
    if series.ends_on is None:
        return words
    return _("%(words)s, until %(day)s", words=words, day=day_words(series.ends_on - DAY, today))


def standing_words(standing: Standing | None) -> str:
    """How the viewer stands; nothing for somebody who said nothing."""
    return (
        {
            Standing.coming: _("You are coming"),
            Standing.might: _("You might come"),
            Standing.not_this_time: _("Not this time"),
            Standing.waits: _("You wait quietly for a place"),
            Standing.offered: _("A place is offered to you"),
        }.get(standing, "")
        if standing
        else ""
    )


def room_words(room: Room) -> str:
    """How much room there is, without a number."""
    return {
        Room.for_all: _("There is room for all who like."),
        Room.a_few_places: _("There are a few places."),
        Room.taken: _("The places are taken. You can wait quietly."),
    }[room]


def chairs_words(few: bool) -> str:
    """For whoever hosts: how many chairs to put out, roughly."""
    return _("For you as host: a few chairs are enough.") if few else _("For you as host: put out several chairs.")


def offer_words(until: datetime, now: datetime, zone: ZoneInfo) -> str:
    """Up to when a place is kept for somebody who waited."""
    return _(
        "A place has become free, and it is kept for you until %(day)s, %(time)s. After that it goes to somebody else.",
        day=day_words(to_local(until, zone).date(), to_local(now, zone).date()),
        time=clock_words(until, zone),
    )


def said_words(standing: Standing | None, is_hidden: bool = False) -> str:
    """What is said once somebody has answered."""
    if is_hidden:
        return _("Noted. By the card it doesn’t show here yet.")
    return (
        {
            Standing.coming: _("Noted: you are coming. You can change that any time."),
            Standing.might: _("Noted: you might come. Nothing more is asked of you."),
            Standing.not_this_time: _("Noted: not this time. Nobody asks why."),
            Standing.waits: _(
                "The places are taken now. You wait quietly, and a place that becomes free is offered to you."
            ),
        }.get(standing, "")
        if standing
        else _("Your answer is taken back.")
    )


def news_words(session: CircleSession, now: datetime, zone: ZoneInfo) -> str:
    """What is new of a time, for those who come or might."""
    when = when_words(session.starts_at, session.ends_at, now, zone)
    if session.called_off_at is not None:
        return _("It is called off: %(when)s.", when=when)
    return _("It is now: %(when)s. What you said of coming still stands, and you can change it.", when=when)


def soon(session: CircleSession, now: datetime, zone: ZoneInfo) -> str:
    """How far off it is; nothing while that is half a day or more."""
    if session.starts_at <= now:
        return _("now, until %(time)s", time=clock_words(session.ends_at, zone))
    return soon_words(session.starts_at, now, zone) if session.starts_at - now < HALF_A_DAY else ""
