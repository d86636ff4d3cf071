"""Pages by which everybody sees how the house is run: who may do what, and what was changed."""

from flask import render_template
from flask.typing import ResponseReturnValue

from house import clock
from house.guard import members
from house.people import permissions, trace
from house.people.blueprint import bp
from house.people.trace_words import change_words
from house.viewer import get_viewer
from house.web import asked_id
from house.when.words import stamp_words

AT_A_TIME = 50


@bp.get("/who-may-do-what")
@members
def who_may() -> ResponseReturnValue:
    """Every permission of every role."""
    return render_template(
        "people/who_may.html", parts=permissions.TABLE, limits=permissions.LIMITS, besides=permissions.BESIDES
    )


@bp.get("/house/changes")
@members
def changes() -> ResponseReturnValue:
    """What was changed about roles, settings and the house, newest first, and all the way back."""
    viewer, now = get_viewer(), clock.now()
    found = trace.changes(viewer.house_id, AT_A_TIME + 1, before=asked_id("before"))
    rows = [
        {"words": change_words(each, now, viewer.zone), "when": stamp_words(each.at, now, viewer.zone)}
        for each in found[:AT_A_TIME]
    ]
    further = found[AT_A_TIME - 1].id if len(found) > AT_A_TIME else None
    return render_template("people/changes.html", rows=rows, further=further)
