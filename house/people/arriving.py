"""What an arrival sets going before its page: its device was seen, and the days ahead stand as rows."""

from datetime import date, datetime, timedelta

from flask import current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock, facts
from house.db import small_transaction
from house.guard import Access, declared, own_path_here
from house.people.going import settle
from house.people.holding import hold_house
from house.people.signing_in import TOUCH_EVERY, is_fresh, must_confirm, touch
from house.viewer import Viewer, get_viewer

ROWS_AHEAD = timedelta(weeks=8)
A_WEEK = timedelta(days=7)


def on_arrival() -> ResponseReturnValue | None:
    """Before each request of a signed-in person; on almost all of them nothing is due."""
    rule = declared(current_app, request.endpoint) if request.endpoint else None
    if rule is None or rule.access in (Access.everyone, Access.link):
        return None  # these answer alike for everybody, and a calendar program brings no cookie
    viewer, now = get_viewer(), clock.now()
    _keep_up(viewer, now)
    if (rule.is_private and must_confirm(viewer, now)) or (rule.asks_again and not is_fresh(viewer, now)):
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    if rule.access is Access.coordinators and viewer.is_closed(now):
        flash(_("You came in by a re-entry card. Show a passkey or your earlier password first, then go on."))
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    return None


def _keep_up(viewer: Viewer, now: datetime) -> None:
    is_settled = viewer.settle_at is None or viewer.settle_at > now
    rows_stand = viewer.rows_until >= now.astimezone(viewer.zone).date() + ROWS_AHEAD - A_WEEK
    if is_settled and rows_stand and now - viewer.last_seen_at <= TOUCH_EVERY:
        return
    if request.method == "POST":
        _write_up(viewer, is_settled, rows_stand, now)
    else:
        with small_transaction():
            _write_up(viewer, is_settled, rows_stand, now)


def _write_up(viewer: Viewer, is_settled: bool, rows_stand: bool, now: datetime) -> None:
    touch(viewer, now)
    if not is_settled:
        settle(viewer.house_id, now)
    if not rows_stand:
        stand_rows(viewer.house_id, now.astimezone(viewer.zone).date() + ROWS_AHEAD, now)


def stand_rows(house_id: int, until: date, now: datetime) -> None:
    """Let every room make its rows up to a day. Twice at once changes nothing: the house is locked meanwhile."""
    house = hold_house(house_id)
    if house.rows_until < until:
        facts.rows_needed.send(house.id, until=until, now=now)
        house.rows_until = until
