"""Says again what a calendar link said last, while one small row tells that nothing moved (SPEED S5, S6).

Nearly all that calendar programs ever ask is what they asked before. The page says what may be said again and until
when (`may_say_again`); the very same question then gets the very same bytes, headers and all. Everything else, and
whatever is wrong here, is the page's to answer.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING

from flask import Flask, Request
from sqlalchemy.engine import Engine
from werkzeug.http import http_date
from werkzeug.wrappers import Response

from house import clock
from house.db import bare_connection, db
from house.feeds.acts import PURPOSE
from house.tokens import hash_token

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

BEGINS, ENDS = "/cal/", "/house.ics"
# What of a question its answer may rest on.
ASKED = (
    *("REQUEST_METHOD", "wsgi.url_scheme", "HTTP_HOST", "HTTP_X_FORWARDED_PROTO", "HTTP_USER_AGENT"),
    *("HTTP_ACCEPT_ENCODING", "HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE"),
    *("HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE"),
)
LONGEST = 1024  # characters of a question: no calendar program comes near it
MOST = 8 * 1024 * 1024  # bytes that are held in one server process
BESIDES = 3 * LONGEST  # about what an answer takes besides its body
SWEPT_EVERY = timedelta(minutes=1)
AGAIN = "house.feed.again"
STANDS = (
    "SELECT coalesce(feed_mark.number, 0), feed.built FROM feed LEFT JOIN feed_mark USING (house_id)"
    " WHERE feed.token_hash = {} AND feed.ended_at IS NULL"
)
PLACES = {"sqlite": "?", "postgresql": "%s"}


@dataclass(frozen=True, slots=True)
class Stood:
    """A link and how it stood: what it says holds as long as this does."""

    link: bytes
    mark: int
    built: int


@dataclass(frozen=True, slots=True)
class Said:
    """A whole answer, and until when it may be said at most."""

    stood: Stood
    until: datetime
    status: str
    headers: list[tuple[str, str]]
    body: bytes


def may_say_again(asked: Request, stood: Stood, until: datetime) -> None:
    """The page lets its answer be said again while the link stands like this, and until an instant at most."""
    asked.environ.get(AGAIN, []).append((stood, until))


Asked = tuple[bytes | str, ...]  # whose link, and the rest of the question


class Front:
    """What stands in front of an app."""

    def __init__(self, app: Flask, behind: "WSGIApplication") -> None:
        self.app, self.behind = app, behind
        self.said, self.size, self.lock = dict[Asked, Said](), 0, Lock()
        self.sweep_at = clock.now()

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        """Say it again where it holds; let the app answer the rest."""
        path, began = environ.get("PATH_INFO", ""), perf_counter()
        if not (path.startswith(BEGINS) and path.endswith(ENDS)):
            return self.behind(environ, start_response)
        link = hash_token(path[len(BEGINS) : -len(ENDS)], PURPOSE)
        asked = (link, *(environ.get(name, "") for name in ASKED))
        said = self._still_said(asked)
        if said and not self.app.extensions["feed_pace"].wait_for(link):
            self._log(environ["REQUEST_METHOD"], said.status[:3], began)
            start_response(said.status, [*said.headers, ("Date", http_date())])
            return [said.body]
        return self._answered(asked, environ)(environ, start_response)

    def _answered(self, asked: Asked, environ: "WSGIEnvironment") -> Response:
        """The page's answer, remembered where the page allows it."""
        allowed: list[tuple[Stood, datetime]] = []
        answer = Response.from_app(self.behind, {**environ, AGAIN: allowed}, buffered=True)
        if allowed and answer.status_code in (200, 304) and sum(map(len, asked)) <= LONGEST:
            self._remember(asked, Said(*allowed[-1], answer.status, _headers(answer, environ), answer.get_data()))
        return answer

    def _still_said(self, asked: Asked) -> Said | None:
        now = clock.now()
        if now >= self.sweep_at:
            self._sweep(now)
        said = self.said.get(asked)
        if said is None or (now < said.until and self._stands(said.stood)):
            return said
        with self.lock:
            self._forget(asked)
        return None

    def _sweep(self, now: datetime) -> None:
        """What may not be said any more is not held either."""
        with self.lock:
            self.sweep_at = now + SWEPT_EVERY
            for asked in [asked for asked, said in self.said.items() if now >= said.until]:
                self._forget(asked)

    def _stands(self, stood: Stood) -> bool:
        try:
            connection = bare_connection(self._engine)
            try:
                cursor = connection.cursor()
                cursor.execute(self._question, (stood.link,))
                return bool(cursor.fetchone() == (stood.mark, stood.built))
            finally:
                connection.close()
        except Exception:  # Whatever is wrong, the page meets it too, and says so in words.
            return False

    def _remember(self, asked: Asked, said: Said) -> None:
        with self.lock:
            link = asked[0]
            for other in [key for key, each in self.said.items() if key[0] == link and each.stood != said.stood]:
                self._forget(other)
            self._forget(asked)
            self.said[asked] = said
            self.size += BESIDES + len(said.body)
            while self.size > MOST:
                self._forget(next(iter(self.said)))

    def _forget(self, asked: Asked) -> None:
        if said := self.said.pop(asked, None):
            self.size -= BESIDES + len(said.body)

    @cached_property
    def _engine(self) -> Engine:
        with self.app.app_context():
            return db.engine

    @cached_property
    def _question(self) -> str:
        return STANDS.format(PLACES[self._engine.dialect.name])

    def _log(self, method: str, status: str, began: float) -> None:
        """The same line as of every request."""
        took = round((perf_counter() - began) * 1000)
        line = "request method=%s route=/cal/<token>/house.ics status=%s ms=%d"
        self.app.logger.info(line, method, status, took)


def _headers(answer: Response, environ: "WSGIEnvironment") -> list[tuple[str, str]]:
    """All but the time it was said at."""
    return [(name, value) for name, value in answer.get_wsgi_headers(environ) if name != "Date"]
