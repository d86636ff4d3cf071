"""A note in two real browsers: a peer worker writes it, the person sees it differently and ends the sharing."""

import re
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as
from tests.browser.test_every_page import sticks_out_at
from tests.support.running import Running

pytestmark = pytest.mark.browser
WORDS, OTHER_WORDS = "We watered the beans.", "We watered the beans and the lemon tree."


def is_sound(page: Page) -> None:
    """Axe finds nothing here, and nothing sticks out."""
    results = Axe().run(page)
    assert not [(v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]]
    assert not [width for width in (390, 320) if sticks_out_at(page, width)]


def fill_in(page: Page, name: str, words: str) -> None:
    choice = page.locator("select[name=person] option", has_text=name).first.get_attribute("value")
    page.get_by_label("With whom?").select_option(choice)
    page.get_by_text("A chat", exact=True).click()
    page.get_by_text("They did", exact=True).click()
    page.get_by_text("To be read back to them").click()
    page.get_by_label("The words you both agree on").fill(words)


def card(page: Page, words: str) -> Any:
    return page.locator("article", has_text=words)


def test_it_is_written_read_seen_differently_worded_anew_and_its_sharing_ends(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    how: dict[str, Any] = {"viewport": PHONE}
    with (
        looking_as(browser, example, known["on_shift"], **how) as worker,
        looking_as(browser, example, known["resident"], **how) as robin,
    ):
        _write(worker, known["resident"]["name"])
        _see_differently(robin)
        _word_anew(worker)
        _end_sharing(robin)
        worker.goto("/check-ins/notes/shared")
        expect(worker.locator("main")).not_to_contain_text(WORDS)


def _write(worker: Page, name: str) -> None:
    worker.goto("/check-ins/notes/shared")
    worker.get_by_role("link", name="Write a note").click()
    is_sound(worker)
    fill_in(worker, name, WORDS)
    expect(worker.locator("[data-said]")).to_contain_text("Kept at")
    worker.goto("/check-ins/notes/new")  # as if the tab had been closed
    expect(worker.get_by_label("The words you both agree on")).to_have_value(WORDS)
    is_sound(worker)
    worker.get_by_role("button", name="Keep the note").click()
    expect(worker.get_by_role("status")).to_contain_text("They see it right away.")
    is_sound(worker)
    worker.goto("/check-ins/notes/new")
    expect(worker.get_by_label("The words you both agree on")).to_have_value("")


def _see_differently(robin: Page) -> None:
    robin.goto("/")
    robin.get_by_text("A note is there for you to read", exact=True).wait_for()
    robin.goto("/check-ins")
    robin.get_by_role("link", name="Notes about me").click()
    is_sound(robin)
    card(robin, WORDS).get_by_role("link", name="Say something to it").click()
    is_sound(robin)
    robin.get_by_text("I see it differently").click()
    robin.get_by_label("In your own words").fill("The lemon tree too.")
    robin.get_by_role("button", name="Keep my words").click()
    expect(card(robin, WORDS)).to_contain_text("You see it differently")


def _word_anew(worker: Page) -> None:
    worker.goto("/")
    worker.get_by_text("Something was said about a note you wrote", exact=True).wait_for()
    worker.goto("/check-ins/notes/shared")
    expect(card(worker, WORDS)).to_contain_text("The lemon tree too.")
    card(worker, WORDS).get_by_role("link", name="Say it in other words").click()
    is_sound(worker)
    worker.get_by_text("Together, right now").click()
    worker.get_by_label("The words you both agree on").fill(OTHER_WORDS)
    worker.get_by_role("button", name="Keep these words").click()
    expect(card(worker, OTHER_WORDS)).to_contain_text(WORDS)


def _end_sharing(robin: Page) -> None:
    robin.goto("/check-ins/notes")
    for words in (WORDS, OTHER_WORDS, "The lemon tree too."):
        expect(card(robin, OTHER_WORDS)).to_contain_text(words)
    card(robin, OTHER_WORDS).get_by_role("link", name="Who reads it").click()
    is_sound(robin)
    robin.get_by_role("button", name=re.compile("End reading for")).click()
    expect(card(robin, OTHER_WORDS)).to_contain_text("Only you can see it.")


def test_a_gentler_word_stands_there_while_one_types_and_holds_nobody_up(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    with looking_as(browser, example, known["on_shift"], viewport=PHONE) as worker:
        worker.goto("/check-ins/notes/new")
        words, hint = worker.get_by_label("The words you both agree on"), worker.locator("[data-gentler]")
        expect(hint).to_be_hidden()
        words.fill("The client and the clientele.")
        expect(hint).to_contain_text("“client”: we say person, resident or their name")
        expect(hint.locator("li")).to_have_count(1)
        is_sound(worker)
        words.fill("Robin came by.")
        expect(hint).to_be_hidden()
        expect(worker.locator("[data-said]")).to_contain_text("Kept at")


def test_without_a_way_through_it_says_so_and_tries_again(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    with looking_as(browser, example, known["on_shift"], viewport=PHONE) as worker:
        worker.goto("/check-ins/notes/new")
        worker.context.set_offline(True)
        worker.get_by_label("The words you both agree on").fill("On the train.")
        expect(worker.locator("[data-said]")).to_contain_text("Not kept yet")
        worker.context.set_offline(False)
        expect(worker.locator("[data-said]")).to_contain_text("Kept at", timeout=15_000)
        assert worker.evaluate("localStorage.length + sessionStorage.length") == 0
        worker.goto("/check-ins/notes/new")
        expect(worker.get_by_label("The words you both agree on")).to_have_value("On the train.")


def test_without_a_script_a_button_keeps_it_for_later(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    with looking_as(browser, example, known["on_shift"], viewport=PHONE, java_script_enabled=False) as worker:
        worker.goto("/check-ins/notes/new")
        worker.get_by_label("The words you both agree on").fill("Half a sent")
        worker.get_by_role("button", name="Keep for later").click()
        expect(worker.get_by_label("The words you both agree on")).to_have_value("Half a sent")
        worker.get_by_role("button", name="Throw away what I typed").click()
        expect(worker.get_by_label("The words you both agree on")).to_have_value("")
