"""How often one calendar link is answered in a minute: far more often than any calendar program asks."""

from collections.abc import Callable
from threading import Lock
from time import monotonic

from flask import Flask, current_app

MINUTE = 60.0


class Pace:
    """Counts of this minute by link, in this server process alone: nothing of it is written down."""

    def __init__(self, most: int, seconds: Callable[[], float] = monotonic) -> None:
        self.most, self.seconds = most, seconds
        self.since, self.counts, self.lock = seconds(), dict[bytes, int](), Lock()

    def wait_for(self, link: bytes) -> int:
        """Note one request; 0, or in how many seconds to come again."""
        with self.lock:
            now = self.seconds()
            if now - self.since >= MINUTE:
                self.since = now
                self.counts.clear()
            count = self.counts[link] = self.counts.get(link, 0) + 1
            return 0 if count <= self.most else max(1, round(self.since + MINUTE - now))


def keep_pace(app: Flask, most: int) -> None:
    """Count in this app."""
    app.extensions["feed_pace"] = Pace(most)


def find_pace() -> Pace:
    """This app's counts."""
    pace: Pace = current_app.extensions["feed_pace"]
    return pace
