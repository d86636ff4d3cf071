"""What would help, between two phones: somebody asks, a worker on shift sees it and answers, it is all right again."""

from collections.abc import Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["with scripts", "without"])
def two(
    request: pytest.FixtureRequest, browser: Browser, example: Running, known: dict[str, Any]
) -> Iterator[tuple[Page, Page]]:
    """A resident and a worker who is on shift, each on a phone of their own."""
    contexts = [browser.new_context(viewport=PHONE, java_script_enabled=request.param) for _ in range(2)]  # type: ignore[arg-type]
    pages = [context.new_page() for context in contexts]
    for page, who in zip(pages, ("resident", "on_shift"), strict=True):
        page.set_default_timeout(10_000)
        sign_in(page, example.url, known[who])
    yield pages[0], pages[1]
    for context in contexts:
        context.close()


def is_fine(page: Page) -> bool:
    return not Axe().run(page).violations_count


def card_of(page: Page, words: str) -> Any:
    return page.locator(".card", has_text=words)


def test_somebody_asks_and_is_answered(
    two: tuple[Page, Page], example: Running, known: dict[str, Any], request: pytest.FixtureRequest
) -> None:
    resident, worker = two
    has_scripts = "without" not in request.node.name
    words = f"Could somebody sit with me? {has_scripts}"
    _ask(resident, example.url, words)
    expect(card_of(resident, words)).to_contain_text("Nobody has seen it yet.")
    # Not by the link on Today: who counts as on shift may be within half an hour of one, and not here (test_today.py).
    worker.goto(f"{example.url}/my-shift")
    expect(card_of(worker, words)).to_contain_text("Company")
    assert not has_scripts or is_fine(worker)
    resident.reload()
    expect(card_of(resident, words)).to_contain_text(f"Seen by {known['on_shift']['name']}")
    card_of(worker, words).get_by_label("A few words to them").fill("I’ll knock at 7")
    card_of(worker, words).get_by_role("button", name="It’s arranged").click()
    expect(worker.locator(".notice").first).to_contain_text("Said.")
    expect(card_of(worker, words)).to_contain_text("I’ll knock at 7")
    resident.reload()
    expect(card_of(resident, words)).to_contain_text("I’ll knock at 7")
    assert not has_scripts or is_fine(resident)
    card_of(resident, words).get_by_role("button", name="That’s all right now").click()
    expect(card_of(resident, words)).to_contain_text("That’s all right now.")
    worker.goto(f"{example.url}/my-shift")
    expect(card_of(worker, words)).to_have_count(0)


def test_somebody_is_to_know(two: tuple[Page, Page], example: Running, request: pytest.FixtureRequest) -> None:
    resident, worker = two
    words = f"Today was heavy. {request.node.name}"
    resident.goto(f"{example.url}/check-ins")
    resident.get_by_label("In your own words").fill(words)
    resident.get_by_role("button", name="Save", exact=True).click()
    card_of(resident, words).get_by_role("link", name="I want someone to know").click()
    expect(resident.locator("main")).to_contain_text("calling is quicker")
    assert "without" in request.node.name or is_fine(resident)
    resident.locator("button[name=to]").first.click()
    worker.goto(f"{example.url}/my-shift")
    expect(card_of(worker, words)).to_contain_text("They want someone to know.")
    card_of(worker, words).get_by_role("button", name="It’s answered").click()
    resident.reload()
    expect(card_of(resident, words)).to_contain_text("Answered by")


def test_whoever_in_the_house_it_is_shared_with_answers_on_its_page(
    two: tuple[Page, Page], example: Running, request: pytest.FixtureRequest
) -> None:
    resident, other = two
    words = f"Would anybody play cards? {request.node.name}"
    _ask(resident, example.url, words, "the house")
    other.goto(f"{example.url}/check-ins/shared")
    card_of(other, words).get_by_role("link", name="Answer").click()
    expect(card_of(other, words)).to_contain_text("Company")
    assert "without" in request.node.name or is_fine(other)


def _ask(page: Page, url: str, words: str, audience: str = "whoever is on shift") -> None:
    page.goto(f"{url}/check-ins")
    page.locator("[name=need][value=company]").check()
    page.get_by_label("In your own words").fill(words)
    chosen = page.locator(f"[name=audience][value='{audience}']")
    if not chosen.is_visible():
        page.locator("details", has=chosen).locator("summary").click()
    chosen.check()
    page.get_by_role("button", name="Save", exact=True).click()
