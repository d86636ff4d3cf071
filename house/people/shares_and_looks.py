"""My pages of trust: what I share now, and who looked at my things."""

from datetime import datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.people.blueprint import bp
from house.people.looking import LookLine, looks_at
from house.people.readers import Stay, stays_of, then_words
from house.people.shares import KINDS, ShareLine, kind_words, my_shares, stop, stop_all
from house.people.sharing_words import basis_words, closed_words, until_line, who_words
from house.viewer import Viewer, get_viewer
from house.web import asked_id
from house.when.words import stamp_words

AT_A_TIME = 50


@bp.get("/me/shares")
@members
def shares() -> ResponseReturnValue:
    """Everything of mine that others can read now, newest first; none of its words."""
    viewer, now = get_viewer(), clock.now()
    lines = my_shares(viewer, AT_A_TIME + 1, now, before=asked_id("before"), to=asked_id("to"))
    last = lines[AT_A_TIME - 1] if len(lines) > AT_A_TIME else None
    return render_template(
        "people/my_shares.html",
        rows=[_share_row(line, viewer, now) for line in lines[:AT_A_TIME]],
        further={"before": last.thing_id, "to": last.sharing.person_id} if last else None,
        closed=closed_words(viewer, now),
    )


def _share_row(line: ShareLine, viewer: Viewer, now: datetime) -> dict[str, str]:
    since, until = stamp_words(line.since, now, viewer.zone), until_line(line.sharing, now, viewer.zone)
    what = kind_words(line.kind)
    return {
        "title": what[:1].upper() + what[1:],
        "url": KINDS[line.kind].path(line.thing_id),
        "can_read": _("%(who)s can read it.", who=who_words(line.sharing)),
        "times": _("Shared %(since)s. %(until)s.", since=since, until=until),
        "stop_url": url_for(".stop_share", kind=line.kind, thing_id=line.thing_id),
        "about": _("%(what)s, shared %(since)s", what=what, since=since),
    }


@bp.post("/me/shares/<kind>/<id:thing_id>/stop")
@members
def stop_share(kind: str, thing_id: int) -> ResponseReturnValue:
    """From now on only I can read that one."""
    if kind not in KINDS or not stop(get_viewer(), kind, thing_id, clock.now()):
        abort(404)
    flash(_("Stopped. Only you can see it now."))
    return redirect(url_for(".shares"), 303)


@bp.post("/me/shares/stop-all")
@members
def stop_all_shares() -> ResponseReturnValue:
    """From now on only I can read what is mine."""
    stop_all(get_viewer(), clock.now())
    flash(_("All sharing has stopped. Only you can see your things now."))
    return redirect(url_for(".shares"), 303)


@bp.get("/me/looks")
@members
def my_looks() -> ResponseReturnValue:
    """Who looked at my things, newest first, and all the way back."""
    viewer, now = get_viewer(), clock.now()
    looks = looks_at(viewer, AT_A_TIME + 1, now, before=asked_id("before"))
    shown = looks[:AT_A_TIME]
    stays = stays_of({look.viewer_id for look in shown}, viewer.house_id)
    return render_template(
        "people/my_looks.html",
        rows=[_look_row(look, stays.get(look.viewer_id, []), viewer, now) for look in shown],
        further=shown[-1].id if len(looks) > AT_A_TIME else None,
        closed=closed_words(viewer, now),
    )


def _look_row(look: LookLine, stays: list[Stay], viewer: Viewer, now: datetime) -> dict[str, str]:
    return {
        "by": look.by,
        "when": stamp_words(look.at, now, viewer.zone),
        "who_then": then_words(stays, look.at, now, viewer.zone),
        "what": kind_words(look.kind),
        "why": basis_words(look.basis),
    }
