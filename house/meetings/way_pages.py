"""The way beyond the coordinators: an outside body, which residents and coordinators keep right, each version dated."""

from dataclasses import dataclass

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.meetings import ask_acts, ask_reading
from house.meetings.ask_access import may_keep_way
from house.meetings.ask_acts import WrittenMeanwhile
from house.meetings.ask_forms import WayForm
from house.meetings.ask_reading import WayLine
from house.meetings.ask_words import short_day
from house.meetings.blueprint import bp
from house.people.lines import digits
from house.viewer import Viewer, get_viewer
from house.web import asked_id, form_page, number_in

PAGE = 10


@dataclass(frozen=True, slots=True)
class WayCard:
    """One version of the way beyond, ready to be shown."""

    number: int
    name: str
    phone: str
    tel: str
    web: str
    text: str
    written: str  # by whom, and when


def way_card(viewer: Viewer) -> WayCard | None:
    """The way beyond as it stands."""
    newest = ask_reading.ways(viewer, 1)
    return _card(newest[0], viewer) if newest else None


def _card(way: WayLine, viewer: Viewer) -> WayCard:
    day = short_day(way.at.astimezone(viewer.zone).date(), clock.today(viewer.zone))
    written = str(_("Written by %(name)s on %(day)s.", name=way.by, day=day))
    return WayCard(way.number, way.name, way.phone, digits(way.phone), way.web, way.text, written)


@bp.route("/asks/beyond", methods=["GET", "POST"])
@members
def way_beyond() -> ResponseReturnValue:
    """Write the way beyond anew; every version stays below."""
    viewer = get_viewer()
    if not may_keep_way(viewer):
        abort(404)
    found = ask_reading.ways(viewer, PAGE + 1, asked_id("before"))
    newest = way_card(viewer) if asked_id("before") or not found else _card(found[0], viewer)
    start = {name: getattr(newest, name) for name in ("name", "phone", "web", "text")} if newest else {}
    form, ok = WayForm.sent(**start)
    if ok and _write(form, viewer):
        return redirect(url_for(".asks"), 303)
    return form_page(
        "meetings/asks_beyond.html",
        form,
        newest=newest,
        mark=newest.number if newest else 0,
        versions=[_card(each, viewer) for each in found[:PAGE]],
        has_more=len(found) > PAGE,
    )


def _write(form: WayForm, viewer: Viewer) -> bool:
    """Keep it, unless somebody wrote it anew meanwhile: then both stand there, and this person decides."""
    after = number_in(request.form.get("mark"))
    try:
        ask_acts.write_way(viewer.house_id, viewer.person_id, form.words(), after, clock.now())
    except WrittenMeanwhile:
        form.form_errors.append(_("Somebody wrote it anew meanwhile. Theirs stands below, yours is still here."))
        return False
    flash(_("Kept. What stood there before stays to be read."))
    return True
