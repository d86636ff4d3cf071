"""My calendar links, and the calendars behind them."""

from datetime import datetime, timedelta
from urllib.parse import urlsplit

import segno
import sqlalchemy as sa
from flask import Blueprint, Response, current_app, flash, g, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db, small_transaction
from house.feeds import acts, serving
from house.feeds.forms import FeedForm
from house.feeds.models import Detail, Feed
from house.guard import Access, access, link, members
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page, own_url
from house.when.words import stamp_words

bp = Blueprint("feeds", __name__)
FETCH_NOTED_EVERY = timedelta(hours=1)


@bp.get("/calendar-links")
@members
def index() -> ResponseReturnValue:
    """My calendar links: what each is for, when it was last read, and a way to switch it off."""
    viewer, now = get_viewer(), clock.now()
    query = sa.select(Feed.id, Feed.label, Feed.detail, Feed.made_at, Feed.last_fetched_at).where(
        Feed.owner_id == viewer.person_id, Feed.house_id == viewer.house_id, Feed.ended_at.is_(None)
    )
    rows = [
        {
            "id": row.id,
            "label": row.label,
            "detail": row.detail.value,
            "read": _read_words(row.last_fetched_at, now, viewer),
        }
        for row in db.session.execute(query.order_by(Feed.made_at.desc()))
    ]
    return render_template("feeds/index.html", rows=rows)


def _read_words(at: datetime | None, now: datetime, viewer: Viewer) -> str:
    return _("Last read %(when)s", when=stamp_words(at, now, viewer.zone)) if at else _("Not read yet")


@bp.route("/calendar-links/new", methods=["GET", "POST"])
@access(Access.members, asks_again=True)
def new() -> ResponseReturnValue:
    """Make a link; its secret is shown this once."""
    viewer = get_viewer()
    form, ok = FeedForm.sent()
    if not ok:
        return form_page("feeds/new.html", form)
    token = acts.make_feed(viewer.house_id, viewer.person_id, form.label.data, Detail(form.detail.data), clock.now())
    address = own_url("feeds.calendar", token=token)
    parts = urlsplit(address)
    page = render_template(
        "feeds/made.html",
        label=form.label.data,
        address=address,
        webcal=parts._replace(scheme="webcal").geturl(),
        picture=segno.make(address, error="m").svg_data_uri(scale=5, border=3),
    )
    return make_response(page, 201)


def may_switch_off(viewer: Viewer, feed: Feed) -> bool:
    """A link is its owner's alone."""
    return feed.owner_id == viewer.person_id and feed.ended_at is None


@bp.post("/calendar-links/<id:feed_id>/off")
@members
def off(feed_id: int) -> ResponseReturnValue:
    """Switch a link off."""
    feed = fetch(Feed, feed_id, may_switch_off)
    acts.switch_off(feed, clock.now())
    flash(_("“%(label)s” is switched off. A calendar that still reads it will say so.", label=feed.label))
    return redirect(url_for(".index"), 303)


@bp.get("/cal/<token>/house.ics")
@link
def calendar(token: str) -> ResponseReturnValue:
    """One person's calendar, for their calendar program (RFC 5545)."""
    g.is_feed = True
    feed = serving.find_feed(token)
    if feed is None:
        return _plain(404, "There is no calendar at this address.\n")
    now = clock.now()
    _note_fetch(feed, now)
    answer = serving.body(feed, own_url("home.today").rstrip("/"), now)
    if answer is None:
        return _plain(410, "This calendar link was switched off.\n")
    content, left_out = answer
    if left_out:
        current_app.logger.error("feed left out entries=%s", ",".join(left_out))
    return _as_calendar(content)


def _note_fetch(feed: serving.Found, now: datetime) -> None:
    if feed.last_fetched_at is None or now - feed.last_fetched_at > FETCH_NOTED_EVERY:
        with small_transaction() as session:
            session.execute(sa.update(Feed).where(Feed.id == feed.id).values(last_fetched_at=now))


def _as_calendar(content: bytes) -> Response:
    answer = make_response(content)
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = 'inline; filename="house.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.add_etag()
    answer.make_conditional(request)
    return answer


def _plain(status: int, words: str) -> Response:
    answer = make_response(words, status)
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
