"""One person's calendar, for their calendar program (RFC 5545, RFC 9110)."""

from datetime import UTC, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import Response, current_app, g, make_response, request
from flask.typing import ResponseReturnValue
from werkzeug.http import is_resource_modified

from house import clock
from house.db import small_transaction
from house.feeds import serving
from house.feeds.blueprint import bp
from house.feeds.finding import Found, find_feed
from house.feeds.front import Stood, may_say_again
from house.feeds.models import Feed
from house.feeds.pace import find_pace
from house.feeds.programs import program_of, read_programs, with_reading
from house.guard import link
from house.web import own_url

FETCH_NOTED_EVERY = timedelta(hours=1)
NEVER = datetime(1970, 1, 1, tzinfo=UTC)
TRIES = 3


@bp.get("/cal/<token>/house.ics")
@link
def calendar(token: str) -> ResponseReturnValue:
    """The calendar behind a link: kept, or built anew where something in it may have changed."""
    g.is_feed = True
    now, base_url = clock.now(), own_url("home.today").rstrip("/")
    feed = find_feed(token, now)
    if feed is None:
        return _plain(404, "There is no calendar at this address.\n")
    if seconds := find_pace().wait_for(feed.token_hash):
        return _plain(429, "This calendar is read very often. Come again in a minute.\n", {"Retry-After": str(seconds)})
    found = _current(feed, token, base_url, now)
    if found is None:
        return _plain(410, "This calendar link was switched off.\n")
    if found.left_out:
        current_app.logger.error("feed left out entries=%s", ",".join(found.left_out))
    return _answer_with(found)


def _current(feed: Found, token: str, base_url: str, now: datetime) -> serving.Calendar | None:
    """The calendar as it is now. Of two programs that have it built at once, the second takes what the first kept."""
    for _try in range(TRIES):
        try:
            if feed.ended_at is None and feed.is_kept(base_url, now):
                return _kept(feed, now)
            built = serving.built_calendar(feed, base_url, _noted(feed, now), now)
            return built or serving.dead_calendar(feed, base_url, now)
        except serving.Overtaken:
            feed = find_feed(token, now) or feed
    return _what_others_kept(feed, token, base_url, now)


def _what_others_kept(feed: Found, token: str, base_url: str, now: datetime) -> serving.Calendar | None:
    """A moment old, and asked for again before long; or that the link was switched off meanwhile."""
    try:
        return serving.with_bytes(feed)
    except serving.Overtaken:  # nothing is kept for a link that has ended, and for no other
        return serving.dead_calendar(find_feed(token, now) or feed, base_url, now)


def _kept(feed: Found, now: datetime) -> serving.Calendar:
    """What is kept; its bytes only for a program that has not got them already."""
    if noted := _noted(feed, now):
        with small_transaction() as session:
            session.execute(sa.update(Feed).where(Feed.id == feed.id).values(noted))
    head = serving.kept_calendar(feed)
    found = head if _has_it(head) else serving.with_bytes(feed)
    if not noted:
        may_say_again(request, Stood(feed.token_hash, feed.mark, feed.built), _until(feed))
    return found


def _until(feed: Found) -> datetime:
    """When it no longer holds, or when this program's reading is to be noted again."""
    assert feed.kept_until  # noqa: S101  # asked of what is kept alone
    return min(feed.kept_until, _last_read(feed) + FETCH_NOTED_EVERY)


def _noted(feed: Found, now: datetime) -> dict[str, Any]:
    """That a program read it, once an hour for each."""
    if now - _last_read(feed) <= FETCH_NOTED_EVERY:
        return {}
    programs = with_reading(feed.programs, program_of(request.user_agent.string), now)
    return {"last_fetched_at": now, "programs": programs}


def _last_read(feed: Found) -> datetime:
    return read_programs(feed.programs).get(program_of(request.user_agent.string), NEVER)


def _has_it(found: serving.Calendar) -> bool:
    """Whether a program has these very bytes already."""
    return not is_resource_modified(request.environ, _etag(found), last_modified=found.changed_at)


def _answer_with(found: serving.Calendar) -> Response:
    """The calendar, or 304 where the program has it already."""
    is_packed, packed = _may_pack(), found.packed or b""
    answer = Response(packed if is_packed or not packed else serving.unpacked(packed))
    answer.headers["Content-Type"] = "text/calendar; charset=utf-8"
    answer.headers["Content-Disposition"] = 'inline; filename="house.ics"'
    answer.headers["Cache-Control"] = "private, no-cache"
    answer.headers["X-Robots-Tag"] = "noindex"
    answer.headers["Vary"] = "Accept-Encoding"
    if is_packed:
        answer.headers["Content-Encoding"] = "gzip"
    answer.set_etag(_etag(found))
    answer.last_modified = found.changed_at
    answer.make_conditional(request)
    return answer


def _etag(found: serving.Calendar) -> str:
    """One for each way it comes: compressed, it is other bytes (RFC 9110 §8.8.3.3)."""
    return f"{found.etag}-gzip" if _may_pack() else found.etag


def _may_pack() -> bool:
    """Whether it may come compressed: to who asks, but Outlook, which asks and cannot read it (FEEDS H8)."""
    asks = any(name == "gzip" and quality > 0 for name, quality in request.accept_encodings)
    return asks and program_of(request.user_agent.string) != "Outlook"


def _plain(status: int, words: str, headers: dict[str, str] | None = None) -> Response:
    answer = make_response(words, status, headers or {})
    answer.headers["Content-Type"] = "text/plain; charset=utf-8"
    answer.headers["X-Robots-Tag"] = "noindex"
    return answer
