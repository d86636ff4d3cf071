"""Pages of handing over: lines for the next shift, and what I asked to pass on."""

from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField

from house import clock
from house.forms import BaseForm, lines
from house.guard import Access, access, members, residents
from house.people.belonging import Purpose
from house.people.consents import has_consented
from house.people.shares import KINDS, Kind
from house.rosters import handing_over
from house.rosters.blueprint import bp
from house.rosters.handing_models import HandoverLine
from house.rosters.handing_over import KIND
from house.rosters.handover_reading import Line, OwnLine, house_lines, my_lines, passed_on, who_asks
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.words import stamp_words

KINDS[KIND] = Kind(_("something to pass on"), lambda _line_id: url_for("rosters.my_pass_on"))
HOUSE = "the house"


def may_take_away(viewer: Viewer, line: HandoverLine) -> bool:
    """Whoever asked takes their line away; a line about the house goes by whoever wrote it."""
    return line.about_id == viewer.person_id if line.about_id else line.written_by_id == viewer.person_id


class LineForm(BaseForm):
    """A line for the next shift."""

    about = SelectField(_("What is it about?"), validate_choice=False)
    words = lines(
        _("For the next shift"),
        400,
        needed=_("Write what the next shift needs to know."),
        hint=_("About a resident, write only what they asked you to pass on, in their words."),
    )

    def __init__(self, formdata: Any = None, *, asking: list[tuple[str, str]], **start: Any) -> None:
        super().__init__(formdata, **start)
        asked = [(value, gettext("%(name)s asked to pass it on", name=name)) for value, name in asking]
        self.about.choices = [(HOUSE, gettext("The house: visitors, repairs")), *asked]
        self.asking = {value for value, _name in asking}


@bp.route("/handover", methods=["GET", "POST"])
@access(Access.members, writes=True, is_private=True)
def handover() -> ResponseReturnValue:
    """Lines for the next shift; opening this page is the look at what residents asked to pass on."""
    viewer, now = get_viewer(), clock.now()
    if not (viewer.is_worker or viewer.is_coordinator):
        abort(404)
    form, ok = LineForm.sent(asking=who_asks(viewer, now) if viewer.is_worker else [], about=HOUSE)
    if ok and _written(form, viewer, now):
        flash(gettext("Left for the next shift. It goes by itself after 14 days."))
        return redirect(url_for(".handover"), 303)
    return form_page(
        "rosters/handover.html",
        form,
        house=[_shown(line, viewer, now) for line in house_lines(viewer, now)],
        passed=[_shown(line, viewer, now) for line in passed_on(viewer, now)],
        may_see=viewer.is_worker,
    )


def _written(form: LineForm, viewer: Viewer, now: datetime) -> bool:
    words, about = form.words.data or "", form.about.data
    if about == HOUSE:
        handing_over.write_house_line(viewer.house_id, viewer.person_id, words, now)
        return True
    try:
        if about not in form.asking:
            raise handing_over.NotAsked
        handing_over.pass_on(viewer.house_id, int(about), viewer.person_id, words, now)
    except handing_over.NotAsked:
        form.about.errors = [gettext("Only for somebody who said yes to it. Choose from the list.")]
        return False
    return True


def _shown(line: Line, viewer: Viewer, now: datetime) -> dict[str, Any]:
    when = stamp_words(line.at, now, viewer.zone)
    return {
        "id": line.id,
        "words": line.words,
        "from": gettext("%(name)s asked to pass this on. %(when)s.", name=line.about, when=when)
        if line.about
        else gettext("%(name)s, %(when)s", name=line.by, when=when),
        "is_new": line.is_new,
    }


@bp.post("/handover/seen")
@access(Access.workers, writes=True, is_private=True)
def handover_seen() -> ResponseReturnValue:
    """I have read them."""
    viewer, now = get_viewer(), clock.now()
    read = [*house_lines(viewer, now), *passed_on(viewer, now)]
    handing_over.mark_seen(viewer.house_id, viewer.person_id, [line.id for line in read], now)
    flash(gettext("Marked as read. Whoever asked to pass something on sees that you know."))
    return redirect(url_for(".handover"), 303)


class PassOnForm(BaseForm):
    """What I would like passed on."""

    words = lines(_("Please pass on"), 400, needed=_("Write what you would like passed on."))


@bp.route("/pass-on", methods=["GET", "POST"])
@residents
def my_pass_on() -> ResponseReturnValue:
    """What I asked to pass on, who has read it, and a way to ask."""
    viewer, now = get_viewer(), clock.now()
    says_yes = has_consented(Purpose.pass_on, viewer.person_id, viewer.house_id)
    form, ok = PassOnForm.sent()
    if ok and says_yes:
        handing_over.pass_on(viewer.house_id, viewer.person_id, viewer.person_id, form.words.data or "", now)
        flash(gettext("Whoever is on shift can read it now. It goes by itself after 14 days."))
        return redirect(url_for(".my_pass_on"), 303)
    shown = [_own(each, viewer, now) for each in my_lines(viewer, now)]
    return form_page("rosters/pass_on.html", form, lines=shown, says_yes=says_yes)


def _own(each: OwnLine, viewer: Viewer, now: datetime) -> dict[str, Any]:
    seen = [
        gettext("%(name)s read it, %(when)s.", name=name, when=stamp_words(at, now, viewer.zone))
        for name, at in each.seen_by
    ]
    return {
        "id": each.line.id,
        "words": each.line.words,
        "seen": seen or [gettext("Nobody has marked it as read yet.")],
    }


@bp.post("/handover/<id:line_id>/take-away")
@members
def take_line_away(line_id: int) -> ResponseReturnValue:
    """It is gone at once."""
    line = fetch(HandoverLine, line_id, may_take_away)
    is_mine = line.about_id is not None
    handing_over.take_line_away(line)
    flash(gettext("Gone."))
    return redirect(url_for(".my_pass_on" if is_mine else ".handover"), 303)
