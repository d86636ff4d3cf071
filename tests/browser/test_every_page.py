"""Every page a person can reach: axe finds nothing, nothing sticks out, nothing needs a script, little travels."""

import json
import re
from typing import Any

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Browser, Page

from tests.browser.conftest import PHONE, WIDE, looking_as
from tests.browser.crawling import every_page, kinds_linked
from tests.support.running import Running

pytestmark = pytest.mark.browser
READERS = ("resident", "on_shift", "coordinator", None)
AXE = """axe.run({resultTypes: ["violations"]}).then(
    results => results.violations.map(each => [each.id, each.nodes[0].html.slice(0, 200)]))"""


@pytest.mark.parametrize("who", READERS)
def test_axe_finds_nothing_nothing_sticks_out_and_nothing_needs_a_script(
    browser: Browser, example: Running, known: dict[str, Any], who: str | None
) -> None:
    """One walk for all of it: opening a page in a browser is what takes the time."""
    found: dict[str, object] = {}
    reader = known.get(who or "")
    with (
        looking_as(browser, example, reader, viewport=PHONE, color_scheme="light") as page,
        looking_as(browser, example, reader, java_script_enabled=False) as plain,
    ):
        for kind in every_page(example.url, page, plain):
            if trouble := {**seen_by_axe(page), **sticking_out(page), **missing_without_scripts(plain)}:
                found[kind] = trouble
    assert not found


def seen_by_axe(page: Page) -> dict[str, object]:
    """What axe finds on a phone in light colours, and on a wide screen in dark ones."""
    page.evaluate(AXE_SCRIPT)
    phone = page.evaluate(AXE)
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size(WIDE)  # type: ignore[arg-type]
    wide = page.evaluate(AXE)
    page.emulate_media(color_scheme="light")
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return {look: results for look, results in (("phone", phone), ("wide", wide)) if results}


def sticking_out(page: Page) -> dict[str, object]:
    widths = [width for width in (390, 320) if sticks_out_at(page, width)]
    return {"sticks out": widths} if widths else {}


def sticks_out_at(page: Page, width: int) -> bool:
    page.set_viewport_size({"width": width, "height": 844})
    wide = bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))
    page.set_viewport_size(PHONE)  # type: ignore[arg-type]
    return wide


def missing_without_scripts(page: Page) -> dict[str, object]:
    there = page.locator("main h1").count() and page.locator("footer.support").is_visible()
    return {} if there else {"without scripts": "empty"}


def test_links_lead_to_every_page(browser: Browser, example: Running, known: dict[str, Any]) -> None:
    reached = set()
    for who in ("resident", "on_shift", "coordinator"):
        with looking_as(browser, example, known[who]) as page:
            # A few of a kind: the first meeting may be on right now, and only one ahead can be called off.
            reached |= kinds_linked(page, example.url, of_a_kind=3)
    routes = {re.sub(r"<[^>]+>", "N", row["route"]) for row in _routes(example) if "GET" in row["methods"]}
    by_other_ways = {
        "/healthz",
        "/sign-in/again",
        "/static/N",
        "/cal/N/house.ics",
        "/calendar-links/N/replace",  # the button leads past it, unless a password is asked for first
        "/kitchen/N",  # at a secret address: test_kitchen_screen.py
        "/set-up/N",
        "/join/N",
        "/join/N/before",
        "/people/N/invite",
        "/people/N/photo",
        "/taking-along/N",
        "/taking-along/N/name",
        "/re-entry/N",
        "/me/passkeys/N/take-away",
        "/check-ins/needs/N",  # while somebody asks for something that nobody has answered: test_a_need.py
        "/meetings/proposals/N/rework",  # once an objection stands
        "/meetings/N/run/here",  # while a meeting goes on: test_the_whole_meeting.py
        "/meetings/N/record.txt",  # no page: plain text
        "/calendar/N.ics",  # no page: a file for a calendar
        "/chores/list.csv",  # no page: a sheet
        "/chores/turns/N/thanks",  # once somebody else did something this week: on a Monday, nobody yet
        "/diary/N/change-all",  # of a line that comes round
        "/meetings/asks/open",  # once there are many
        "/rosters/periods/N/sheet.csv",  # no page: a sheet
        "/rosters/shifts/N/called",  # after a night of one's own: test_the_whole_fortnight.py
        "/rosters/shifts/N/swap",  # from a shift of one's own that is still to come: test_the_roster.py
        "/rosters/swaps/N",  # once somebody asked to swap: test_the_roster.py
    }
    assert routes - reached - by_other_ways == set()


def _routes(example: Running) -> list[dict[str, Any]]:
    return list(json.loads(example.call("routes", "--json").stdout))


@pytest.mark.parametrize("path", ["/", "/week", "/chores", "/check-ins"])
def test_a_first_view_is_small(browser: Browser, example: Running, known: dict[str, Any], path: str) -> None:
    with looking_as(browser, example, known["resident"], viewport=PHONE) as page:
        state = page.context.storage_state()
    context = browser.new_context(viewport=PHONE, storage_state=state)  # type: ignore[arg-type]
    fresh = context.new_page()
    wire = context.new_cdp_session(fresh)
    wire.send("Network.enable")
    sizes: list[float] = []
    wire.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    fresh.goto(example.url + path, wait_until="networkidle")
    context.close()
    assert len(sizes) <= 4
    assert sum(sizes) <= 20_000
