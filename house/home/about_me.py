"""Everything about me in one list, the newest first: what I wrote, what was written about me, shares and looks.

It says that a thing is there and when. Its words are read where it stands.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from house import clock
from house.about_me import SOURCES, AboutMe, read_mark
from house.guard import members
from house.people.sharing_words import closed_words
from house.viewer import Viewer, get_viewer
from house.when.span import to_local
from house.when.words import clock_words, day_words

AT_A_TIME = 40


@dataclass(frozen=True, slots=True)
class Day:
    """The lines of one day."""

    words: str
    lines: list[tuple[str, AboutMe]]  # each with its time of day


def add_to(bp: Blueprint) -> None:
    """Give the blueprint of home this page."""
    bp.add_url_rule("/me/everything", view_func=everything)


@members
def everything() -> ResponseReturnValue:
    """Everything about me, or one kind of it, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    only = request.args.get("of", "")
    lines = _lines(viewer, now, only)
    return render_template(
        "home/everything.html",
        days=_days(lines[:AT_A_TIME], viewer, now),
        kinds=_kinds(only),
        only=only if only in SOURCES else None,
        further=lines[AT_A_TIME - 1].mark.text if len(lines) > AT_A_TIME else None,
        closed=closed_words(viewer, now),
    )


def _lines(viewer: Viewer, now: datetime, only: str) -> list[AboutMe]:
    """One query a source, or a few that ask together: each answers as many as a page shows.

    So the newest of all are among them.
    """
    every = (SOURCES[key] for key in sorted(SOURCES))
    asked = [SOURCES[only].lines] if only in SOURCES else dict.fromkeys(each.together or each.lines for each in every)
    after = read_mark(request.args.get("before", ""))
    found = [line for lines in asked for line in lines(viewer, now, after, AT_A_TIME + 1)]
    return sorted(found, key=lambda line: line.mark, reverse=True)[: AT_A_TIME + 1]


def _days(lines: list[AboutMe], viewer: Viewer, now: datetime) -> list[Day]:
    today, days = to_local(now, viewer.zone).date(), list[Day]()
    for line in lines:
        words = day_words(to_local(line.mark.at, viewer.zone).date(), today)
        words = words[:1].upper() + words[1:]
        if not days or days[-1].words != words:
            days.append(Day(words, []))
        days[-1].lines.append((clock_words(line.mark.at, viewer.zone), line))
    return days


def _kinds(only: str) -> list[tuple[str, Any, bool]]:
    return [(key, SOURCES[key].label, key == only) for key in sorted(SOURCES)]
