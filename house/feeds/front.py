"""Answers calendar programs with what is kept before Flask is asked: nearly all they ever ask (SPEED S5, S6).

It answers only what the page would answer in the same way; everything else goes on to the page.
"""

from collections.abc import Iterable
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Flask, Request, Response, current_app
from sqlalchemy.engine import Connection
from werkzeug.wsgi import get_current_url

from house import clock
from house.db import begins, db
from house.feeds import serving
from house.feeds.answering import FOUND, answer_with, has_it, is_to_be_noted
from house.feeds.finding import find_feed
from house.feeds.pace import find_pace
from house.web import BARE_POLICY, make_safe

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BEGINS, ENDS = "/cal/", "/house.ics"


class Front:
    """What stands in front of an app."""

    def __init__(self, app: Flask, behind: "WSGIApplication") -> None:
        self.app, self.behind = app, behind

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Answer what is kept; let the app answer the rest."""
        path, began = environ.get("PATH_INFO", ""), perf_counter()
        if environ["REQUEST_METHOD"] not in ("GET", "HEAD") or not (path.startswith(BEGINS) and path.endswith(ENDS)):
            return self.behind(environ, start_response)
        with self.app.app_context():
            answer = _answer(Request(environ), path[len(BEGINS) : -len(ENDS)])
            if answer is not None:
                _log(environ["REQUEST_METHOD"], answer.status_code, began)
        return (answer or self.behind)(environ, start_response)


def _answer(asked: Request, token: str) -> Response | None:
    try:
        with begins(may_write=False), db.engine.connect() as connection:
            found = _kept(asked, token, connection)
    except Exception:  # Whatever is wrong, the page behind meets it too, and says so in words.
        return None
    if found is None:
        return None
    answer = answer_with(asked, found)
    make_safe(answer, BARE_POLICY)
    return answer


def _kept(asked: Request, token: str, connection: Connection) -> serving.Calendar | None:
    now = clock.now()
    base_url = current_app.config["SETTINGS"].public_url or get_current_url(asked.environ, root_only=True).rstrip("/")
    feed = asked.environ[FOUND] = find_feed(token, now, connection)
    if feed is None or feed.ended_at or not feed.is_kept(base_url, now) or is_to_be_noted(asked, feed, now):
        return None
    if find_pace().wait_for(feed.token_hash):
        return None
    head = serving.kept_calendar(feed)
    return head if has_it(asked, head) else serving.with_bytes(feed, connection)


def _log(method: str, status: int, began: float) -> None:
    """The same line as of every request."""
    took = round((perf_counter() - began) * 1000)
    current_app.logger.info("request method=%s route=/cal/<token>/house.ics status=%d ms=%d", method, status, took)
