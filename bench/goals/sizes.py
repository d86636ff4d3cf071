"""S9: what a phone fetches, in requests and bytes. Exact."""

import re
from collections.abc import Iterator

from bench.browser import Browser
from bench.houses import Houses
from bench.results import Result
from bench.servers import house_server
from bench.turns import Effort

FETCHED = re.compile(r'<(?:link rel="(?:stylesheet|icon|manifest)"|script|img)[^>]*?(?:href|src)="(/[^"]+)"')
LATER = ("/", "/week", "/chores", "/check-ins", "/house", "/me")
PHONE = {"Accept-Encoding": "gzip, deflate, br"}


def measure(houses: Houses, _effort: Effort) -> Iterator[Result]:
    """The first view of Today, and the heaviest of the main pages later on, when style and icon are kept."""
    with house_server(houses.decade) as server:
        browser = Browser(server.port).sign_in(*houses.decade.sign_in("resident"))
        page = browser.ask("/").body.decode()
        fetched = ["/", *dict.fromkeys(FETCHED.findall(page))]
        first = sum(browser.ask(path, headers=PHONE).wire_bytes for path in fetched)
        later = {path: browser.ask(path, headers=PHONE).wire_bytes for path in LATER}
    worst = max(later, key=lambda path: later[path])
    yield Result("S9", "first view of Today on a phone: requests", len(fetched), "≤", 4, "")
    yield Result("S9", "first view of Today on a phone: on the wire", first / 1000, "≤", 20, "KB")
    yield Result("S9", f"later views: on the wire, the heaviest is {worst}", later[worst] / 1000, "≤", 8, "KB")
