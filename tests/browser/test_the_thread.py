"""The whole main job, as new people would do it: from the set-up link to a calendar, on phones without scripts."""

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen
from zoneinfo import ZoneInfo

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

from tests.support.cluster import Cluster
from tests.support.running import Running

pytestmark = pytest.mark.browser
ZONE = ZoneInfo("Australia/Melbourne")
PASSWORD = "four quiet words here"


@pytest.fixture(params=["sqlite", "postgresql"])
def opened(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Running]:
    """A house on its very first start."""
    url = ""
    if request.param == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        cluster.create("thread")
        url = cluster.url("thread")
    with Running(tmp_path, "run", database_url=url) as running:
        yield running
    if url:
        request.getfixturevalue("cluster").drop("thread")


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words).first.click()


def join(page: Page, link: str, name: str) -> None:
    page.goto(link)
    page.get_by_label("What people call you").fill(name)
    page.get_by_label("A name to sign in with").fill(name.lower())
    page.get_by_label("A password").fill(PASSWORD)
    press(page, "Come in")
    expect(page.locator("h1")).to_contain_text(f"Welcome, {name}")
    page.get_by_role("link", name="Go to Today").click()


def invite(page: Page, url: str, name: str, role: str) -> str:
    page.goto(f"{url}/people/invite")
    page.get_by_label("What they are called").fill(name)
    page.get_by_label(role).check()
    press(page, "Make the link")
    return page.locator(".once").inner_text().strip()


def give_shift(page: Page, url: str, kind: str, day: str, begins: str, ends: str) -> None:
    page.goto(f"{url}/rosters/shifts/new")
    page.locator("[name=worker]").select_option(label="Alex")
    page.locator(f"[name=kind][value='{kind}']").check()
    page.locator("[name=day]").fill(day)
    page.locator("[name=from_time]").fill(begins)
    page.locator("[name=to_time]").fill(ends)
    page.locator("main form button[type=submit]").first.click()
    expect(page.locator(".notice")).not_to_contain_text("needs another look")


def say_yes(page: Page) -> None:
    """Answer the first shift on the roster that waits for it."""
    addresses = page.locator("main a[href^='/rosters/shifts/']").evaluate_all("links => links.map(link => link.href)")
    for address in dict.fromkeys(addresses):
        page.goto(address)
        if page.get_by_role("button", name="Yes, I’ll be there").count():
            press(page, "Yes, I’ll be there")
            return


def test_the_whole_thread(opened: Running, phone: Callable[[], Page]) -> None:
    url, now = opened.url, datetime.now(UTC).astimezone(ZONE)
    cleo, alex, robin = phone(), phone(), phone()

    # The house opens.
    cleo.goto(opened.set_up_link)
    cleo.get_by_label("Name of the house").fill("Phoenix House")
    cleo.get_by_label("House phone").fill("03 9000 1234")
    cleo.get_by_label("What people call you").fill("Cleo")
    cleo.get_by_label("A name to sign in with").fill("cleo")
    cleo.get_by_label("A password").fill(PASSWORD)
    press(cleo, "Open the house")
    expect(cleo.locator("main")).to_contain_text("No one is rostered")
    expect(cleo.locator("main")).to_contain_text("03 9000 1234")
    assert phone().goto(opened.set_up_link).status == 410  # type: ignore[union-attr]

    # A peer worker and a resident join from their phones.
    for_alex = invite(cleo, url, "Alex", "a peer worker")
    join(alex, for_alex, "Alex")
    expect(alex.locator("h1")).to_contain_text("Today")
    join(robin, invite(cleo, url, "Robin", "a resident"), "Robin")
    assert phone().goto(for_alex).status == 410  # type: ignore[union-attr]

    # The worker gets a shift now, an overnight one and one on call, and says yes to the one at hand.
    start, end = now - timedelta(minutes=30), now + timedelta(hours=2)
    give_shift(cleo, url, "day", start.date().isoformat(), f"{start:%H:%M}", f"{end:%H:%M}")
    later = (now + timedelta(days=1)).date()
    give_shift(cleo, url, "sleepover", later.isoformat(), "21:30", "07:30")
    give_shift(cleo, url, "on call", (later + timedelta(days=1)).isoformat(), "18:00", "23:00")
    alex.goto(url)
    expect(alex.locator("section[aria-labelledby=waiting]")).to_contain_text("3 shifts are waiting for your yes")
    for _shift in range(3):
        alex.goto(f"{url}/rosters")
        say_yes(alex)

    # Everyone sees who is here now.
    robin.goto(url)
    expect(robin.locator(".who").first).to_contain_text("Alex")
    expect(robin.locator(".who").first).to_contain_text("ere until")

    # A chore with a weekly turn is taken and done.
    robin.goto(f"{url}/chores/new")
    robin.locator("[name=name]").fill("Kitchen bins")
    robin.locator("main form button[type=submit]").first.click()
    robin.goto(f"{url}/chores")
    press(robin, "Take it")
    robin.goto(f"{url}/chores")
    press(robin, "Done")
    expect(robin.locator("main")).to_contain_text("Kitchen bins")
    robin.goto(f"{url}/chores")

    # A weekly meeting is planned, and anyone brings something.
    cleo.goto(f"{url}/meetings/plan")
    cleo.locator("main form button[type=submit]").first.click()
    robin.goto(f"{url}/meetings")
    robin.locator("main a[href^='/meetings/']").first.click()
    robin.locator("[name=title]").fill("A quieter hour after ten")
    robin.locator("main form:has([name=title]) button[type=submit]").click()
    expect(robin.locator("main")).to_contain_text("A quieter hour after ten")

    # A check-in stays with whoever wrote it; another is shared with the shift, and the look is seen.
    robin.goto(f"{url}/check-ins")
    robin.locator("[name=note]").fill("kumquat only for me")
    press(robin, "Save")
    robin.goto(f"{url}/check-ins")
    robin.locator("[name=note]").fill("quandong for the shift")
    robin.get_by_label(re.compile("Whoever is on shift")).first.check()
    press(robin, "Save")
    alex.goto(f"{url}/check-ins/shared")
    expect(alex.locator("main")).to_contain_text("quandong for the shift")
    expect(alex.locator("main")).not_to_contain_text("kumquat")
    cleo.goto(f"{url}/check-ins/shared")
    expect(cleo.locator("main")).not_to_contain_text("quandong")
    robin.goto(f"{url}/me/looks")
    expect(robin.locator("main")).to_contain_text("Alex")

    # A calendar link carries shifts and the meeting, and nothing of a check-in.
    alex.goto(f"{url}/calendar-links/new")
    alex.get_by_label("What is it for?").fill("my phone")
    press(alex, "Make the link")
    address = alex.locator(".once").inner_text().strip()
    with urlopen(address) as answer:  # noqa: S310  # our own server
        body = answer.read()
    kinds = [str(event["UID"]).split("-")[0] for event in Calendar.from_ical(body).walk("VEVENT")]
    assert (kinds.count("shift"), kinds.count("meeting") > 10) == (3, True)
    assert b"quandong" not in body and b"kumquat" not in body
    alex.goto(f"{url}/calendar-links")
    press(alex, "Switch off")
    with urlopen(address) as answer:  # noqa: S310
        assert b"switched off" in answer.read()

    # Outside help stands open to anyone; signing out closes the rest.
    nobody = phone()
    nobody.goto(f"{url}/outside-help")
    expect(nobody.locator("main")).to_contain_text("13 11 14")
    robin.goto(f"{url}/me")
    press(robin, "Sign out here")
    robin.wait_for_url("**/signed-out")
    robin.goto(url)
    expect(robin.locator("h1")).to_contain_text("sign in")
    with pytest.raises(HTTPError):
        urlopen(f"{url}/cal/{'x' * 32}/house.ics")  # noqa: S310
