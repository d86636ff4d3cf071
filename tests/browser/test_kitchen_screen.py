"""A screen on the wall: a coordinator puts it up, anybody reads it, and it follows the house without a hand."""

import re
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as
from tests.browser.test_every_page import seen_by_axe, sticking_out
from tests.support.running import Running

pytestmark = pytest.mark.browser
WALL = {"width": 1280, "height": 800}


def test_a_screen_is_put_up_read_by_anybody_and_switched_off(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    with (
        looking_as(browser, example, known["coordinator"], viewport=PHONE) as page,
        looking_as(browser, example, None, viewport=WALL) as visitor,
        looking_as(browser, example, None, viewport=WALL) as wall,
    ):
        address = put_up(page, "kitchen tablet")
        visitor.goto(address)
        assert {**seen_by_axe(visitor), **sticking_out(visitor)} == {}
        wall.clock.install()
        wall.goto(address)
        expect(wall.get_by_role("heading", name="Who is here, when")).to_be_visible()

        page.get_by_role("link", name="It is up").click()
        page.get_by_role("button", name=re.compile("Switch off.*kitchen tablet")).click()
        expect(page.get_by_text("is switched off")).to_be_visible()
        expect(wall.get_by_role("heading", name="Who is here, when")).to_be_visible()
        wall.clock.fast_forward("01:01")
        expect(wall.get_by_role("heading", name="This screen is switched off")).to_be_visible()
        visitor.reload()
        assert {**seen_by_axe(visitor), **sticking_out(visitor)} == {}


def put_up(page: Page, label: str) -> str:
    page.goto("/house")
    page.get_by_role("link", name="Kitchen screens").click()
    page.get_by_role("link", name="Put up").click()
    page.get_by_label("Where does it stand?").fill(label)
    page.get_by_role("button", name="Put it up").click()
    return page.locator("#address").inner_text()


def test_where_the_house_cannot_be_reached_it_keeps_what_it_had(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    with (
        looking_as(browser, example, known["coordinator"], viewport=PHONE) as page,
        looking_as(browser, example, None, viewport=WALL) as wall,
    ):
        wall.clock.install()
        wall.goto(put_up(page, "by the stairs"))
        of_when = wall.locator(".as-of").inner_text()
        wall.context.set_offline(True)
        wall.clock.fast_forward("03:00")
        expect(wall.locator(".as-of")).to_have_text(of_when)
        expect(wall.get_by_role("heading", name="Who is here, when")).to_be_visible()
