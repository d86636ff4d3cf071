"""Shifts in words that everyone in the house reads: nobody is "on a sleepover", they are here overnight."""

from collections.abc import Iterable
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.rosters.reading import SeenShift
from house.when.span import Span, to_local
from house.when.words import day_words, range_words


def here_words(shift: SeenShift, zone: ZoneInfo) -> str:
    """What a shift is: "here 9am to 5pm", "here overnight, asleep 10pm to 6am", "on call 5pm to 9am"."""
    times = range_words(shift.starts_at, shift.ends_at, zone)
    if shift.is_on_call:
        return str(_("on call %(times)s", times=times))
    if not shift.asleep:
        return str(_("here %(times)s", times=times))
    if shift.asleep == (Span(shift.starts_at, shift.ends_at),):
        return asleep_words(shift.asleep, zone)
    return str(_("here %(times)s, asleep %(sleep)s", times=times, sleep=_ranges(shift.asleep, zone)))


def special_words(shift: SeenShift, zone: ZoneInfo) -> str:
    """What is special about a shift whose times are said already: "On call", "Here overnight, asleep 10pm to 6am"."""
    if shift.is_on_call:
        return str(_("On call"))
    return sentence(asleep_words(shift.asleep, zone)) if shift.asleep else ""


def asleep_words(asleep: Iterable[Span], zone: ZoneInfo) -> str:
    """That somebody sleeps here: "here overnight, asleep 10pm to 6am"."""
    return str(_("here overnight, asleep %(times)s", times=_ranges(asleep, zone)))


def _ranges(spans: Iterable[Span], zone: ZoneInfo) -> str:
    return ", ".join(range_words(span.start, span.end, zone) for span in spans)


def when_words(span: Span, now: datetime, zone: ZoneInfo) -> str:
    """A shift's day and times: "tomorrow, 10pm to 6am", "Saturday 15 August, 9am to 5pm"."""
    day = day_words(to_local(span.start, zone).date(), to_local(now, zone).date())
    return f"{day}, {range_words(span.start, span.end, zone)}"


def sentence(words: str) -> str:
    """Words of ours as a sentence begins: "Here 9am to 5pm". Not for names, which keep their own small letters."""
    return words[:1].upper() + words[1:]
