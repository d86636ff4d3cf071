"""S1: the main pages, signed in and with everything, against bare Flask and against a page written by hand."""

from collections.abc import Iterator

from bench.browser import Browser
from bench.houses import House, Houses
from bench.rates import against_bare, asking
from bench.results import Result
from bench.servers import Server, house_server, other_server
from bench.turns import Effort, in_turn
from bench.worker import working

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
        yield _against_hand_written(house, server, browser, effort)


def _against_hand_written(house: House, server: Server, browser: Browser, effort: Effort) -> Result:
    name = house.sign_in("resident")[0]
    environment = {**house.environment, "BENCH_READER": name}
    with other_server("bench.reference", environment) as reference, working("bench.load") as load:
        _must_say_the_same(browser, Browser(reference.port))
        ours = asking(load, server.port, "/", {**PHONE, "Cookie": browser.cookie}, 200, effort)
        by_hand = asking(load, reference.port, "/", {}, 200, effort)
        ratio = in_turn(ours, by_hand, effort.rounds)
    return Result("S1", "Today: against the same page written by hand (bench/reference.py)", ratio, "≥", 0.60)


def _must_say_the_same(house: Browser, by_hand: Browser) -> None:
    """The page by hand is held to what the house says; a minute may pass between the two, so it is tried twice."""
    for _try in range(2):
        if house.ask("/").body == by_hand.ask("/").body:
            return
    raise SystemExit("bench/reference.py no longer says what Today says. Bring it up to date.")
