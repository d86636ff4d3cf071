"""A whole meeting, run in real browsers by several people at once: from its agenda to a correction of its record."""

import re
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as
from tests.browser.test_every_page import sticks_out_at
from tests.support.running import Running

pytestmark = pytest.mark.browser
MELBOURNE = ZoneInfo("Australia/Melbourne")


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """An example house of its own: what is agreed here is met by no other test."""
    with Running(tmp_path_factory.mktemp("whole"), "demo", ("--years", "0")) as running:
        yield running


@pytest.fixture
def phones(browser: Browser, house: Running) -> Iterator[tuple[Page, Page, Page]]:
    """Three residents on their phones; the third one has scripts switched off."""
    people: list[dict[str, Any]] = [
        each
        for each in house.people()["people"]
        if each["username"] and each["roles"] == ["resident"] and each["status"] == "here"
    ]
    with ExitStack() as stack:
        one, other, third = (
            stack.enter_context(looking_as(browser, house, each, viewport=PHONE, java_script_enabled=scripts))
            for each, scripts in zip(people, (True, True, False), strict=False)
        )
        for page in (one, other, third):
            page.set_default_timeout(10_000)
        yield one, other, third


def name_of(page: Page) -> str:
    return page.locator(".top .me").inner_text().split("\n")[-1].strip()


def tap(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def follow(page: Page, name: str) -> None:
    page.get_by_role("link", name=name, exact=True).first.click()


def plan_one_now(page: Page) -> str:
    """An extra meeting in a few minutes; where the house meets at that time anyway, that one. Its address."""
    start = datetime.now(MELBOURNE) + timedelta(minutes=5)
    page.goto("/meetings/new")
    page.get_by_label("Day").fill(start.date().isoformat())
    page.get_by_label("Time").fill(start.strftime("%H:%M"))
    page.get_by_label("How long?").select_option("30")
    tap(page, "Plan it")
    if page.url.endswith("/new"):
        page.goto("/meetings")
        follow(page, "See the agenda")
    return page.url


def looks_right(page: Page) -> None:
    """Axe finds nothing, and nothing sticks out: these pages are there only while a meeting goes on."""
    results = Axe().run(page)
    assert not results.violations_count, [
        (v["id"], v["nodes"][0]["html"][:200]) for v in results.response["violations"]
    ]
    assert not [width for width in (390, 320) if sticks_out_at(page, width)]


def decide(page: Page, word: str, words: str = "", who: str = "") -> None:
    if who:
        page.get_by_label("Who says it?").select_option(label=who)
    page.get_by_label(re.compile(f"^{re.escape(word)}")).check()
    if words:
        page.get_by_label("In your words").fill(words)
    tap(page, "Say it")


def test_a_meeting_from_its_agenda_to_a_correction(phones: tuple[Page, Page, Page]) -> None:
    robin, hana, third = phones
    robins, hanas, thirds = (name_of(page) for page in phones)

    # The agenda, a thought sent ahead, who hosts.
    meeting = plan_one_now(robin)
    robin.get_by_label("What is it about?").fill("Quiet after ten")
    robin.get_by_label(re.compile("^Decide")).check()
    tap(robin, "Put it on the agenda")
    expect(robin.locator("main")).to_contain_text("Quiet after ten")
    robin.get_by_label("What is it about?").fill("The squeaky gate")
    tap(robin, "Put it on the agenda")
    expect(robin.locator("main")).to_contain_text("The squeaky gate")
    hana.goto(meeting)
    hana.get_by_role("link", name=re.compile("^Send a thought.*Quiet after ten")).click()
    hana.get_by_label("What do you think?").fill("Half past ten suits me better.")
    tap(hana, "Send it")
    hana.goto(meeting)
    tap(hana, "I’ll be there")
    robin.goto(f"{meeting}/roles")
    robin.get_by_role("button", name=re.compile("^I’ll do it.*Host")).click()
    expect(robin.locator("main")).to_contain_text(f"Host: {robins}")

    # It begins; who has no phone at hand is written down.
    robin.goto(meeting)
    tap(robin, "Begin the meeting")
    follow(robin, "Write down who is here")
    expect(robin.locator("main")).to_contain_text(f"{hanas}: there, by their own word")
    looks_right(robin)
    robin.get_by_label(robins, exact=True).check()
    robin.get_by_label(thirds, exact=True).check()
    tap(robin, "Write it down")
    expect(robin.locator("main")).to_contain_text(f"{robins} hosts.")

    # Two go on at once: the meeting goes on by one part, and the second hears of it.
    hana.goto(f"{meeting}/run")
    tap(robin, "Go on")
    tap(hana, "Go on")
    expect(hana.get_by_text("Somebody else went on a moment ago.")).to_be_visible()
    expect(hana.get_by_role("heading", level=1)).to_have_text("Thanks")

    # Notes are kept while they are typed, on another phone.
    follow(hana, "Take notes")
    hana.get_by_label("Thanks").fill("For the lemon cake.")
    expect(hana.get_by_role("status")).to_contain_text("Kept at")

    while robin.get_by_role("heading", level=1).inner_text() != "Quiet after ten":
        tap(robin, "Go on")
    expect(robin.locator("main")).to_contain_text("Half past ten suits me better.")
    looks_right(robin)

    # A proposal, a round, an objection, a rework, and a round again.
    follow(robin, "Write a proposal")
    robin.get_by_label("What would we agree?").fill("We are quiet from 10pm on every day.")
    robin.get_by_label("Why?").fill("So that everyone can sleep.")
    robin.locator("main form").get_by_role("button").last.click()
    for step in ("Share it with the house", "Go on to questions", "Go on to first thoughts", "Begin the round"):
        tap(robin, step)
    proposal = robin.url
    expect(robin.locator("main")).to_contain_text("Still to hear:")
    looks_right(robin)
    hana.goto(proposal)
    decide(hana, "I object, and say why", "Band practice ends at half past ten on Fridays.")
    robin.goto(proposal)
    follow(robin, "Write a new version")
    robin.get_by_label("What would we agree now?").fill("We are quiet from 10pm on, and from 11pm on Fridays.")
    robin.get_by_label("What changed, and why?").fill("Fridays are later, for band practice.")
    tap(robin, "Keep the new version")
    tap(robin, "Begin the round")
    decide(robin, "Yes, I can live with this", who="I do")
    decide(robin, "Yes, with a concern", "I wake early.", who=thirds)
    expect(robin.locator("main")).to_contain_text(f"Still to hear: {hanas}")
    hana.goto(proposal)
    decide(hana, "Yes, I can live with this")
    expect(hana.get_by_text("It is kept with the proposal.")).to_be_visible()
    third.goto(proposal)
    expect(third.locator("main")).to_contain_text(f"said aloud, typed by {robins}")
    robin.goto(proposal)
    tap(robin, "Everyone was heard: we agree")
    expect(robin.get_by_role("heading", level=1)).to_contain_text("Quiet after ten")
    expect(robin.locator("main")).to_contain_text("I wake early.")
    expect(robin.locator("main")).to_contain_text("Fridays are later, for band practice.")

    # On with the agenda, something offered, something asked, who hosts next.
    robin.goto(f"{meeting}/run")
    tap(robin, "It is finished, go on")
    expect(robin.get_by_role("heading", level=1)).to_have_text("The squeaky gate")
    follow(robin, "Somebody offers to do something")
    robin.get_by_label("What", exact=True).fill("Oil the gate")
    tap(robin, "Put it on the list")
    expect(robin).to_have_url(re.compile("/run$"))
    tap(robin, "Go on, it stays open")
    follow(robin, "Ask something")
    robin.get_by_label("What the house asks").fill("A second key for the shed")
    robin.get_by_label("Of whom?").fill("The landlord")
    robin.locator("main form").get_by_role("button").last.click()
    expect(robin).to_have_url(re.compile("/run$"))
    looks_right(robin)
    tap(robin, "Go on")
    tap(robin, "I’ll host")
    expect(robin.locator("main")).to_contain_text(f"Host: {robins}")
    tap(robin, "Go on")
    tap(robin, "End the meeting")
    expect(robin.get_by_text("The meeting has ended. Thanks for being here.")).to_be_visible()
    looks_right(robin)

    # The record: opened for comments, put right, accepted; a later correction stands beside it.
    third.goto(f"{meeting}/record/write")
    third.get_by_label("In short").fill("Quiet hours are agreed. The gate squeaks on.")
    tap(third, "Keep it")
    expect(third.get_by_label("Thanks")).to_have_value("For the lemon cake.")
    third.goto(f"{meeting}/record")
    tap(third, "Open it for comments")
    hana.goto(f"{meeting}/record")
    follow(hana, "Say what would be right")
    hana.get_by_label("What would be right?").fill("The cake was orange.")
    tap(hana, "Send it")
    robin.goto(f"{meeting}/record/write")
    robin.get_by_label("Thanks").fill("For the orange cake.")
    tap(robin, "Keep it")
    robin.goto(f"{meeting}/record")
    robin.get_by_role("button", name=re.compile("^It is included")).click()
    expect(robin.get_by_text("It counts as included.")).to_be_visible()
    robin.goto(f"{meeting}/record")
    tap(robin, "The house accepts it")
    expect(robin.locator("main")).to_contain_text("Its words stay as they are.")
    third.goto(f"{meeting}/record")
    follow(third, "Say what would be right")
    third.get_by_label("What would be right?").fill("It began five minutes late.")
    tap(third, "Send it")
    hana.goto(f"{meeting}/record")
    hana.get_by_role("button", name=re.compile("^Note it")).click()
    main = hana.locator("main")
    for words in (
        "For the orange cake.",
        "We are quiet from 10pm on, and from 11pm on Fridays.",
        "Oil the gate",
        "A second key for the shed",
        "Next meeting:",
        "It began five minutes late.",
        "Noted on",
    ):
        expect(main).to_contain_text(words)

    # The next meeting: what stayed open is carried over by a tap.
    third.goto(meeting)
    third.get_by_role("button", name=re.compile("^Carry it over.*The squeaky gate")).click()
    expect(third.locator("main")).to_contain_text("carried over to")
    third.goto("/meetings")
    follow(third, "See the agenda")
    expect(third.locator("main")).to_contain_text("The squeaky gate")
