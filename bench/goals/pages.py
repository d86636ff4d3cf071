"""S1: the main pages, signed in and with everything, against bare Flask."""

from collections.abc import Iterator

from bench.browser import Browser
from bench.houses import Houses
from bench.rates import against_bare
from bench.results import Result
from bench.servers import house_server
from bench.turns import Effort

# Nothing is kept between two answers today, so every one of them is an answer "after a change".
PAGES = {"Today": "/", "the week": "/week", "chores": "/chores", "check-ins": "/check-ins", "my page": "/me"}
PHONE = {"Accept-Encoding": "gzip, deflate, br"}


def measure(houses: Houses, effort: Effort) -> Iterator[Result]:
    """Each main page for a resident."""
    house = houses.decade
    with house_server(house) as server:
        browser = Browser(server.port).sign_in(*house.sign_in("resident"))
        for name, path in PAGES.items():
            page = browser.ask(path).body
            headers = {**PHONE, "Cookie": browser.cookie}
            ratio = against_bare(server, path, headers, 200, page, effort)
            yield Result("S1", f"{name}: against bare Flask with the same bytes", ratio, "≥", 0.12)
