"""Walk every page that a person can reach by links, one of each kind."""

import re
from collections import Counter, deque
from collections.abc import Iterator
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


def every_page(page: Page, base: str, start: tuple[str, ...] = START, of_a_kind: int = 1) -> Iterator[str]:
    """Visit one page of every kind that links lead to, or a few; yields the kind while the page is open."""
    waiting, seen, visited = deque(start), Counter[str](), set()
    while waiting:
        path = waiting.popleft()
        if path in visited or seen[kind := kind_of(path)] == of_a_kind:
            continue
        seen[kind] += 1
        visited.add(path)
        page.goto(base + path)
        yield kind
        links = page.locator("a[href^='/']").evaluate_all("links => links.map(link => link.getAttribute('href'))")
        pages = (
            link for link in links if not link.endswith((".txt", ".csv", ".ics"))
        )  # these have no heading and no way out
        waiting.extend(link for link in pages if not link.startswith(("/static", "/cal/")))
