"""What the page of running a meeting shows: one part at a time, with all of them below."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask_babel import gettext as _

from house.meetings import reading, script, script_words, words
from house.meetings.access import is_going_on
from house.meetings.models import AHEAD, Meeting, Status
from house.meetings.record_access import may_write
from house.meetings.record_reading import find_record
from house.meetings.run_parts import At, belongings
from house.meetings.running import can_begin, can_resume, find_run
from house.meetings.running_access import may_run
from house.meetings.running_models import MeetingRun
from house.meetings.script import Item, Step
from house.viewer import Viewer


@dataclass(frozen=True, slots=True)
class StepShown:
    """One part in the list of all of them."""

    name: str
    words: str
    say: str
    minutes: str
    is_done: bool
    is_now: bool


def page_of(meeting: Meeting, viewer: Viewer, now: datetime) -> dict[str, Any]:
    """All of it, by the names the template uses."""
    run, lines = find_run(meeting.id), reading.agenda(viewer, meeting)
    steps = steps_of(lines)
    goes_on = run is not None and is_going_on(meeting, now)
    runs, at = may_run(viewer, meeting), script.place(steps, run.part) if run and goes_on else -1
    return {
        "meeting": meeting,
        "when": words.on_day(meeting.starts_at, meeting.ends_at, now, viewer.zone),
        "date": words.date_words(meeting.starts_at, viewer.zone),
        "may_run": runs,
        "may_begin": runs and can_begin(meeting, now),
        "is_ahead": meeting.status in AHEAD,
        "has_ended": run is not None and not goes_on,
        "is_conversation": meeting.status is Status.conversation_only and goes_on,
        "may_resume": runs and run is not None and _can_resume(meeting, now),
        "may_write": may_write(viewer, meeting) and run is not None,
        "steps": [_shown(step, number, at) for number, step in enumerate(steps)],
        "elsewhere": [line for line in lines if line.is_elsewhere],
        "step": None,
        **(_now(run, steps, at, _at(meeting, steps[at], lines, viewer, now)) if run and goes_on else {}),
    }


def _can_resume(meeting: Meeting, now: datetime) -> bool:
    record = find_record(meeting) if meeting.status is Status.record_drafted else None
    return record is not None and can_resume(meeting, record.status, now)


def steps_of(lines: list[reading.ItemLine]) -> list[Step]:
    """The parts of a meeting with this agenda; what was finished beforehand has one too, and can be passed over."""
    return script.script(Item(each.id, each.title, each.kind, each.minutes_hint, each.is_elsewhere) for each in lines)


def _shown(step: Step, number: int, at: int) -> StepShown:
    called, say = script_words.step_words(step), script_words.say_words(step)
    return StepShown(step.name, called, say, script_words.minutes_words(step), number < at, number == at)


def _at(meeting: Meeting, step: Step, lines: list[reading.ItemLine], viewer: Viewer, now: datetime) -> At:
    line = next((each for each in lines if step.item and each.id == step.item.id), None)
    return At(meeting, step, line, viewer, now)


def _now(run: MeetingRun, steps: list[Step], number: int, at: At) -> dict[str, Any]:
    step, now, zone = at.step, at.now, at.viewer.zone
    following = steps[number + 1] if number + 1 < len(steps) else None
    return {
        "step": step,
        "seen": run.part,
        "title": script_words.step_words(step),
        "say": script_words.say_words(step),
        "time": script_words.time_words(step, run.part_at, now, zone),
        "ends": script_words.end_words(at.meeting.ends_at, now, zone),
        "place": _("Part %(number)d of %(all)d", number=number + 1, all=len(steps)),
        "before": steps[number - 1].name if number else None,
        "following": (following.name, script_words.step_words(following)) if following else None,
        **belongings(at),
    }
