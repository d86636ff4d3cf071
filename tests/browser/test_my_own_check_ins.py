"""Checking in my own way, looking back, and typing beside somebody who has no account."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as, sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser


def insist_on_axe(page: Page) -> None:
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()


def test_my_own_way_of_checking_in(phone: Callable[[], Page], example: Running, known: dict[str, Any]) -> None:
    page, url = phone(), example.url
    sign_in(page, url, known["resident"])
    page.goto(f"{url}/check-ins/my-way")
    page.get_by_label("My own words for a day").fill("Sunny\nStormy")
    page.get_by_label("Offer me a look back").check()
    page.get_by_role("button", name="Keep it").click()
    page.get_by_label("Stormy").check()
    page.get_by_text("Say a little more").click()
    page.get_by_label("Not much").check()
    page.get_by_label("Earlier today").check()
    page.get_by_role("button", name="Save").click()
    card = page.locator("article.card", has_text="Stormy")
    expect(card).to_contain_text("Energy: Not much")
    expect(card).to_contain_text("Only you can see it.")
    page.get_by_role("link", name="A look back").click()
    expect(page.locator("main")).to_contain_text("Stormy")
    page.goto(f"{url}/me/everything")
    expect(page.locator("main")).to_contain_text("You checked in")
    expect(page.locator("main")).not_to_contain_text("Stormy")


def test_typing_beside_somebody(browser: Browser, example: Running, known: dict[str, Any]) -> None:
    with looking_as(browser, example, known["on_shift"], viewport=PHONE) as page:
        page.goto("/check-ins/for")
        page.get_by_role("link", name="Mei").click()
        insist_on_axe(page)
        page.get_by_label("In your own words").fill("The garden helped.")
        page.get_by_role("button", name="Keep it for Mei").click()
        expect(page.locator(".sheet")).to_contain_text("The garden helped.")
        insist_on_axe(page)
        page.emulate_media(media="print")
        expect(page.locator(".bar")).to_be_hidden()
        expect(page.locator(".sheet")).to_be_visible()
        page.emulate_media(media="screen")
        page.get_by_role("link", name="We are done").click()
        page.goto("/check-ins/shared")
        expect(page.locator("main")).not_to_contain_text("The garden helped.")
