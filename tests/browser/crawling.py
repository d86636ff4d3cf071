"""Walk every page that a person can reach by links, one of each kind."""

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlsplit

from playwright.sync_api import Page

START = ("/", "/sign-in", "/signed-out", "/nope")


def kind_of(path: str) -> str:
    """An address with its numbers and secrets left out: pages of one kind look alike."""
    path = re.sub(r"/cal/[^/]+", "/cal/T", urlsplit(path).path)
    path = re.sub(r"/outside-help/[\w-]{16,}", "/outside-help/N", path)
    path = re.sub(r"/house/settings/[^/]+", "/house/settings/N", path)
    path = re.sub(r"/rosters/figures/[^/]+", "/rosters/figures/N", path)
    return re.sub(r"/\d+", "/N", path).rstrip("/") or "/"


@dataclass
class Walk:
    """The addresses that links lead to, one of each kind or a few, each once; links are noted on the way."""

    of_a_kind: int = 1
    waiting: deque[str] = field(default_factory=lambda: deque(START))
    seen: Counter[str] = field(default_factory=Counter)
    visited: set[str] = field(default_factory=set)

    def __iter__(self) -> Iterator[str]:
        while self.waiting:
            path = self.waiting.popleft()
            if path not in self.visited and self.seen[kind := kind_of(path)] < self.of_a_kind:
                self.seen[kind] += 1
                self.visited.add(path)
                yield path

    def note(self, links: Iterable[str]) -> None:
        # Files have no heading and no way out.
        pages = (link for link in links if not link.endswith((".txt", ".csv", ".ics")))
        self.waiting.extend(link for link in pages if not link.startswith(("/static", "/cal/")))


def every_page(base: str, *pages: Page) -> Iterator[str]:
    """Open one page of every kind that links lead to, in each of these windows; yields the kind while it is open."""
    walk = Walk()
    for path in walk:
        for page in pages:
            page.goto(base + path)
        yield kind_of(path)
        for page in pages:
            links = page.locator("a[href^='/']")
            walk.note(links.evaluate_all("links => links.map(link => link.getAttribute('href'))"))


class _Links(HTMLParser):
    """Where the links of a page lead, inside the house."""

    def __init__(self) -> None:
        super().__init__()
        self.paths: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        path = dict(attrs).get("href") or ""
        if tag == "a" and path.startswith("/"):
            self.paths.append(path)


def kinds_linked(page: Page, base: str, of_a_kind: int) -> set[str]:
    """Every kind of page that links lead whoever is signed in to; the pages are read, and not shown."""
    walk = Walk(of_a_kind)
    for path in walk:
        links = _Links()
        links.feed(page.request.get(base + path).text())
        walk.note(links.paths)
    return set(walk.seen)
