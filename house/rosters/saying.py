"""What is said of a plan: that it is kept, what the clocks do to it, or why it can't be."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.rosters import acts
from house.rosters.forms import ShiftForm
from house.rosters.plan import (
    AsleepOutside,
    NoTime,
    Part,
    PlanTrouble,
    SkippedByClocks,
    TooLong,
    is_stretched,
    moved_times,
)
from house.rosters.words import when_words
from house.when.span import Span, to_instant
from house.when.words import clock_words, gap_words


def explain_plan(form: ShiftForm, trouble: PlanTrouble) -> None:
    """Say beside its field what the clock makes impossible."""
    field, words = {
        NoTime: (form.to_time, _("This is the same time as the start. For a whole day and night, add two shifts.")),
        SkippedByClocks: (
            form.from_time,
            _("The clocks go forward that night and leave this time out. Choose another."),
        ),
        TooLong: (
            form.to_time,
            _("The clocks go back that night, so this is longer than 24 hours. Choose an earlier end."),
        ),
        AsleepOutside: (form.asleep_from, _("The hours of sleep need to fit between the start and the end.")),
    }[type(trouble)]
    field.errors = [words]


def why_not(
    trouble: acts.NotAWorkerHere | acts.ShiftOverlap, name: str, whole: Span, now: datetime, zone: ZoneInfo
) -> str:
    """Why this worker can't have this shift, with both times where two would overlap."""
    if isinstance(trouble, acts.NotAWorkerHere):
        return str(_("%(name)s doesn’t work here at that time. Choose somebody else.", name=name))
    return str(
        _(
            "%(name)s is already here: %(other)s. The two would overlap: %(this)s. "
            "Choose another time, or somebody else.",
            name=name,
            other=when_words(trouble.other, now, zone),
            this=when_words(whole, now, zone),
        )
    )


def kept(name: str, when: str) -> str:
    """That a shift stands on the roster, and what comes next."""
    if not name:
        return str(_("On the roster, with nobody yet: %(when)s.", when=when))
    return str(_("On the roster: %(name)s, %(when)s. We ask %(name)s for a yes.", name=name, when=when))


def clock_notes(parts: tuple[Part, ...], zone: ZoneInfo) -> list[str]:
    """What the clocks do to it, in the two nights a year when they do."""
    moved = [
        _(
            "The clocks go forward that night, so %(planned)s is %(real)s.",
            planned=clock_words(local.replace(tzinfo=UTC), ZoneInfo("UTC")),
            real=clock_words(to_instant(local, zone), zone),
        )
        for local in moved_times(parts, zone)
    ]
    if moved or not is_stretched(parts):
        return moved
    length = gap_words(parts[-1].span.end - parts[0].span.start)
    return [_("The clocks change that night, so this shift is %(length)s long.", length=length)]
