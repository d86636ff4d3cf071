"""A chore as somebody new would do it, on a phone without scripts: add it, take it, tick a step, do it, thank."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def test_a_chore_from_its_first_words_to_thanks(
    phone: Callable[[], Page], example: Running, known: dict[str, Any]
) -> None:
    page, url = phone(), example.url
    sign_in(page, url, known["resident"])
    page.goto(f"{url}/chores/new")
    page.get_by_label("What is it?").fill("Sweep the hall")
    page.locator("[name=way][value='up for grabs']").check()
    page.get_by_text("More about it").click()
    page.get_by_label("Small steps").fill("🧹 Find the broom\nSweep to the door")
    press(page, "Add it to the list")
    expect(page.locator("h1")).to_have_text("Sweep the hall")
    expect(page.locator("main")).to_contain_text("once a week, on any day")
    page.get_by_role("button", name="Take it").first.click()
    card = page.locator(".card", has=page.get_by_role("link", name="Sweep the hall"))
    expect(card).to_contain_text("First: Find the broom")
    card.get_by_role("link", name="More").click()
    page.get_by_label("Find the broom").check()
    press(page, "Keep what is ticked")
    expect(page.get_by_label("Find the broom")).to_be_checked()
    page.get_by_role("button", name="Done").first.click()
    expect(page.locator(".notice")).to_contain_text("Sweep the hall is done. You can undo this for 10 minutes.")
    _thank(phone(), url, known["coordinator"])
    page.reload()
    expect(page.locator("main")).to_contain_text("thanks you for Sweep the hall.")


def _thank(page: Page, url: str, somebody: dict[str, Any]) -> None:
    sign_in(page, url, somebody)
    page.goto(f"{url}/chores")
    page.get_by_text("Done this week").click()
    page.locator("li", has_text="Sweep the hall").get_by_role("link", name="Say thanks").click()
    press(page, "Say thanks")
    expect(page.locator(".notice")).to_contain_text("Said.")
