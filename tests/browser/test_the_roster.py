"""A fortnight as new users would do it, on phones without scripts: drafted, published, a call at 9pm, cover, a swap."""

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser
DAY = timedelta(days=1)


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def signed_in(phone: Callable[[], Page], example: Running, somebody: dict[str, Any]) -> Page:
    page = phone()
    sign_in(page, example.url, somebody)
    return page


@pytest.fixture
def people(example: Running) -> dict[str, dict[str, Any]]:
    """Everybody of the first house, by name."""
    return {each["name"]: each for each in example.people()["people"] if each["house"] == "Phoenix House"}


def test_a_fortnight_from_its_draft_to_cover(
    phone: Callable[[], Page], example: Running, known: dict[str, Any], people: dict[str, dict[str, Any]]
) -> None:
    url = example.url
    lead, resident = (signed_in(phone, example, known[part]) for part in ("coordinator", "resident"))
    day = _drafted(lead, url)
    path = _shift_added(lead, url, day)
    assert resident.request.get(f"{url}{path}").status == 404  # a draft is nobody else's to see
    _published(lead, url)
    worker = signed_in(phone, example, people["Alex"])
    _said_yes(worker, url, path)
    _cant_make_it(worker, url, path)
    resident.goto(f"{url}{path}")
    expect(resident.locator("h1")).to_have_text("Nobody yet")
    name = _covered(phone, example, people, path)
    resident.reload()
    expect(resident.locator("h1")).to_contain_text(name)


def _drafted(lead: Page, url: str) -> date:
    """Begin a week far ahead, with nothing in it; its first day."""
    lead.goto(f"{url}/rosters")
    lead.get_by_role("link", name="Plan the roster").click()
    first = date.fromisoformat(lead.get_by_label("First day").input_value())
    lead.get_by_label("How long").select_option("7")
    lead.get_by_label("Begin with").select_option("nothing")
    press(lead, "Begin the draft")
    expect(lead.locator("main")).to_contain_text("draft: only coordinators see it")
    return first


def _shift_added(lead: Page, url: str, first: date) -> str:
    """Two shifts of Alex's too close to each other, mended; the address of the one that stays."""
    for day, start, end in ((first, "14:00", "22:00"), (first + DAY, "06:30", "12:30")):
        lead.goto(f"{url}/rosters/periods")
        lead.locator("main .list a").first.click()
        lead.get_by_role("link", name="Add a shift").first.click()
        lead.get_by_label("Who").select_option(label="Alex")
        lead.get_by_label("Day", exact=True).first.fill(day.isoformat())
        lead.get_by_label("From", exact=True).fill(start)
        lead.get_by_label("To", exact=True).fill(end)
        lead.locator("[name=kind][value=day]").check()
        press(lead, "Put it on the roster")
        expect(lead.locator(".notice").first).to_contain_text("In the draft")
    lead.goto(f"{url}/rosters/periods")
    lead.locator("main .list a").first.click()
    expect(lead.locator("main")).to_contain_text("8 h 30 min between")
    lead.locator("li", has_text="6:30am to 12:30pm").get_by_role("link", name="Change").click()
    lead.get_by_label("From", exact=True).fill("09:00")
    press(lead, "Keep the change")
    expect(lead.locator(".notice").first).to_contain_text("Changed in the draft.")
    return re.sub(r"^https?://[^/]+", "", lead.url)


def _published(lead: Page, url: str) -> None:
    lead.goto(f"{url}/rosters/periods")
    lead.locator("main .list a").first.click()
    expect(lead.locator("main")).not_to_contain_text("8 h 30 min between")
    press(lead, "Publish")
    expect(lead.locator(".notice").first).to_contain_text("Published. Everyone sees it now")


def _said_yes(worker: Page, url: str, path: str) -> None:
    worker.goto(f"{url}{path}")
    press(worker, "Yes, I’ll be there")
    expect(worker.locator(".notice").first).to_contain_text("You said yes")


def _cant_make_it(worker: Page, url: str, path: str) -> None:
    worker.goto(f"{url}{path}")
    press(worker, "I can’t make it")
    expect(worker.locator(".notice").first).to_contain_text("The shift is open, and others are asked now.")


def _covered(phone: Callable[[], Page], example: Running, people: dict[str, dict[str, Any]], path: str) -> str:
    """Another worker takes it; their name."""
    other = next(
        name for name, each in people.items() if "peer worker" in each["roles"] and name not in ("Alex", "Lou")
    )
    page = signed_in(phone, example, people[other])
    page.goto(f"{example.url}{path}")
    press(page, "Yes, I’ll be there")
    expect(page.locator(".notice").first).to_contain_text("It’s yours")
    return other


def test_two_workers_swap(
    phone: Callable[[], Page], example: Running, known: dict[str, Any], people: dict[str, dict[str, Any]]
) -> None:
    page, url = signed_in(phone, example, known["on_shift"]), example.url
    page.goto(f"{url}/rosters/mine")
    page.locator("main .list a").nth(2).click()
    page.get_by_role("link", name="Ask somebody to swap").click()
    choice = page.locator("label.choice").last
    name = (choice.text_content() or "").strip().split(":")[0]
    choice.locator("input").check()
    press(page, "Ask them")
    expect(page.locator("main")).to_contain_text("waiting for an answer")
    other = signed_in(phone, example, people[name])
    other.goto(f"{url}/")
    expect(other.locator("main")).to_contain_text("Somebody asks to swap a shift with you")
    other.goto(page.url)
    press(other, "Let it go")
    expect(other.locator("main")).to_contain_text("let go: both keep theirs")
