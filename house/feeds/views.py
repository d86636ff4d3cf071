"""My calendar links: make, replace and switch off."""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import quote, urlsplit

import segno
import sqlalchemy as sa
from flask import Flask, Response, flash, make_response, redirect, render_template, url_for
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.feeds import acts, answering, moving
from house.feeds.blueprint import bp
from house.feeds.finding import detail_now
from house.feeds.forms import FeedForm
from house.feeds.front import Front
from house.feeds.models import Detail, Feed
from house.feeds.offering import may_have
from house.feeds.programs import LATELY, MANY, read_programs
from house.feeds.words import DETAILS, REMINDERS, SCOPES, kinds_words, programs_words
from house.guard import Access, access, members
from house.people.sharing_words import closed_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page, own_url
from house.when.words import stamp_words

__all__ = ["answering", "bp", "moving"]  # the calendars themselves, and what hears every change they show


@dataclass(frozen=True, slots=True)
class Line:
    """One of my links, as the page shows it."""

    id: int
    label: str
    carries: str = ""
    read: str = ""
    waits_for_yes: bool = False  # it says quiet names, until its owner says yes to full ones
    by: str = ""  # "Google, iPhone or Mac"
    is_read_by_many: bool = False


@bp.record_once
def _stand_in_front(state: BlueprintSetupState) -> None:
    app = state.app
    assert isinstance(app, Flask)  # noqa: S101
    app.wsgi_app = Front(app, app.wsgi_app)  # type: ignore[method-assign]


@bp.get("/calendar-links")
@members
def index() -> ResponseReturnValue:
    """My calendar links: what each is for and carries, who read it when, and ways to replace it and switch it off."""
    viewer, now = get_viewer(), clock.now()
    query = sa.select(
        *(Feed.id, Feed.label, Feed.scope, Feed.detail, Feed.kinds, Feed.reminder),
        *(Feed.last_fetched_at, Feed.programs, Feed.made_at, detail_now().label("says")),
    ).where(Feed.owner_id == viewer.person_id, Feed.house_id == viewer.house_id, Feed.ended_at.is_(None))
    rows = db.session.execute(query.order_by(Feed.made_at.desc(), Feed.id.desc())).all()
    lines = [_line(row, viewer, now) for row in rows]
    return render_template(
        "feeds/index.html", lines=lines, may_make=len(lines) < acts.MOST, closed=closed_words(viewer, now)
    )


def _line(row: sa.Row[*tuple[object, ...]], viewer: Viewer, now: datetime) -> Line:
    if row.made_at < viewer.private_from(now):  # by a card it can be switched off, and says nothing
        return Line(row.id, _("A calendar link"))
    lately = [name for name, at in read_programs(row.programs).items() if now - at <= LATELY]
    said = [SCOPES[row.scope], kinds_words(row.kinds), DETAILS[Detail(row.says)], REMINDERS[row.reminder]]
    return Line(
        id=row.id,
        label=row.label,
        carries=" · ".join(str(words) for words in said if words),
        read=_read_words(row.last_fetched_at, now, viewer),
        waits_for_yes=row.says != row.detail,
        by=programs_words(lately),
        is_read_by_many=len(lately) > MANY,
    )


def _read_words(at: datetime | None, now: datetime, viewer: Viewer) -> str:
    return _("Last read %(when)s", when=stamp_words(at, now, viewer.zone)) if at else _("Not read yet")


@bp.route("/calendar-links/new", methods=["GET", "POST"])
@access(Access.members, asks_again=True)
def new() -> ResponseReturnValue:
    """Make a link; its secret is shown this once.

    It would carry what was private before a re-entry card to whoever reads it, so by a card none is made.
    """
    viewer, now = get_viewer(), clock.now()
    if closed := closed_words(viewer, now):
        return render_template("feeds/closed.html", closed=closed)
    form, ok = FeedForm.sent(is_coordinator=viewer.is_coordinator)
    if not ok or not may_have(viewer, form.plan.scope):
        return form_page("feeds/new.html", form)
    try:
        token = acts.make(viewer.house_id, viewer.person_id, form.plan, now)
    except acts.TooMany:
        form.form_errors.append(_("You have %(number)d links. Switch one off first.", number=acts.MOST))
        return form_page("feeds/new.html", form)
    return _shown_once(form.plan.label, token)


def is_own(viewer: Viewer, feed: Feed) -> bool:
    """A link is its owner's alone."""
    return feed.owner_id == viewer.person_id


def may_switch_off(viewer: Viewer, feed: Feed) -> bool:
    """While it lives, by its owner."""
    return is_own(viewer, feed) and feed.ended_at is None


def may_replace(viewer: Viewer, feed: Feed) -> bool:
    """So is a new one in its place, while they may still have what it carries."""
    return may_switch_off(viewer, feed) and may_have(viewer, feed.scope)


@bp.post("/calendar-links/<id:feed_id>/off")
@members
def off(feed_id: int) -> ResponseReturnValue:
    """Switch a link off."""
    feed = fetch(Feed, feed_id, may_switch_off)
    acts.switch_off(feed, clock.now())
    flash(_("“%(label)s” is switched off. A calendar that still reads it will say so.", label=feed.label))
    return redirect(url_for(".index"), 303)


@bp.get("/calendar-links/<id:feed_id>/replace")
@access(Access.members, asks_again=True)
def before_replacing(feed_id: int) -> ResponseReturnValue:
    """What replacing does, for whoever came here by another way than the button: by asking for a password, say."""
    feed = fetch(Feed, feed_id, is_own)
    if closed := closed_words(get_viewer(), clock.now()):
        return render_template("feeds/closed.html", closed=closed)
    if may_replace(get_viewer(), feed):
        return render_template("feeds/replace.html", feed=feed)
    flash(
        _("“%(label)s” is switched off already. If its new address is not at hand, replace that one.", label=feed.label)
    )
    return redirect(url_for(".index"), 303)


@bp.post("/calendar-links/<id:feed_id>/replace")
@access(Access.members, asks_again=True)
def replace(feed_id: int) -> ResponseReturnValue:
    """A new secret for the same calendar, shown this once; the old one says that it is off."""
    feed, now = fetch(Feed, feed_id, may_replace), clock.now()
    if closed := closed_words(get_viewer(), now):
        return render_template("feeds/closed.html", closed=closed)
    return _shown_once(feed.label, acts.replace(feed, now))


def _shown_once(label: str, token: str) -> Response:
    address = own_url("feeds.calendar", token=token)
    webcal = urlsplit(address)._replace(scheme="webcal").geturl()
    page = render_template(
        "feeds/made.html",
        label=label,
        address=address,
        webcal=webcal,
        google="https://calendar.google.com/calendar/r?cid=" + quote(webcal, safe=""),
        picture=segno.make(address, error="m").svg_data_uri(scale=5, border=3),
    )
    return make_response(page, 201)
