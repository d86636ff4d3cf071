"""A circle with two places, on four phones: made, answered, full, a place offered, moved, and seen."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture
def four(browser: Browser, example: Running) -> Iterator[list[Page]]:
    """A resident who will host, two other residents, and a peer worker; each on a phone of their own."""
    people = example.people()["people"]
    here = [each for each in people if each["house"] == "Phoenix House" and each["status"] in ("here", "on shift")]
    residents = [each for each in here if each["roles"] == ["resident"]][:3]
    worker = next(each for each in here if each["roles"] == ["peer worker"])
    contexts = [browser.new_context(viewport=PHONE, java_script_enabled=n < 2) for n in range(4)]  # type: ignore[arg-type]
    pages = [context.new_page() for context in contexts]
    for page, who in zip(pages, (*residents, worker), strict=True):
        page.set_default_timeout(10_000)
        sign_in(page, example.url, who)
    yield pages
    for context in contexts:
        context.close()


def is_fine(page: Page) -> bool:
    return not Axe().run(page).violations_count


def answer(page: Page, url: str, words: str) -> Any:
    page.goto(url)
    page.get_by_role("button", name=words, exact=True).click()
    return expect(page.locator("main"))


def test_from_making_it_to_hearing_that_it_moved(four: list[Page], example: Running) -> None:
    host, second, third, worker = four
    time = _made(host, example.url)
    second.goto(time)
    expect(second.locator("main")).to_contain_text("There are a few places.")
    assert is_fine(second)
    second.get_by_label("Show my name to the house").check()
    second.get_by_role("button", name="I’m coming", exact=True).click()
    expect(second.locator("main")).to_contain_text("You are coming")
    answer(third, time, "I’m coming").to_contain_text("You are coming")
    worker.goto(time)
    expect(worker.locator("main")).to_contain_text("The places are taken.")
    answer(worker, time, "Wait quietly").to_contain_text("You wait quietly for a place")
    host.goto(time)
    expect(host.locator("main")).to_contain_text("a few chairs")
    expect(host.locator("main")).to_contain_text("Coming, as far as they show it: ")

    answer(third, time, "Not this time").to_contain_text("Not this time")
    worker.goto(f"{example.url}/")
    worker.get_by_role("listitem").filter(has_text="A place is free for you").get_by_role("link").click()
    worker.get_by_role("button", name="Yes, I’m coming").click()
    expect(worker.locator("main")).to_contain_text("You are coming")

    _moved(host)
    assert is_fine(host)
    second.goto(f"{example.url}/")
    second.get_by_role("listitem").filter(has_text="Paper boats is now").get_by_role("link").click()
    second.get_by_role("button", name="I have seen it").click()
    second.goto(f"{example.url}/")
    expect(second.get_by_text("Paper boats is now")).to_have_count(0)
    third.goto(f"{example.url}/")
    expect(third.get_by_text("Paper boats is now")).to_have_count(0)


def _made(page: Page, url: str) -> str:
    page.goto(f"{url}/house")
    page.get_by_role("link", name="Circles and workshops").click()
    page.get_by_role("link", name="Make a circle or workshop").click()
    page.get_by_label("What is it called?").fill("Paper boats")
    page.get_by_label("Which day?").fill((date.today() + timedelta(days=9)).isoformat())  # noqa: DTZ011  # any day ahead
    page.get_by_label("Link").fill("not a link")
    page.get_by_label("How many places besides the hosts?").fill("2")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_text("Start the address with https://")).to_be_visible()
    assert is_fine(page)
    page.get_by_label("Link").fill("")
    page.get_by_role("button", name="Make it").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Paper boats")
    page.locator("main ul.list a").first.click()
    return page.url


def _moved(page: Page) -> None:
    page.get_by_role("link", name="Move this time").click()
    page.get_by_label("Time").fill("15:30")
    page.get_by_role("button", name="Move it").click()
    expect(page.locator("main")).to_contain_text("3:30pm to 4:30pm")
