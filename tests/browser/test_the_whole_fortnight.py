"""A coordinator's whole fortnight at nine in the evening, with a worker and a resident, on phones without scripts."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import PHONE, looking_as, sign_in
from tests.browser.test_every_page import seen_by_axe, sticking_out
from tests.browser.test_the_roster import press
from tests.support.running import Running

pytestmark = pytest.mark.browser
ZONE, NINE, DAY = ZoneInfo("Australia/Melbourne"), time(21), timedelta(days=1)
TONIGHT = "today, 9:30pm to 7:30am"


def until_nine() -> timedelta:
    """How far it is to the next nine in the evening, in the house."""
    now = datetime.now(ZONE)
    nine = datetime.combine(now.date(), NINE, ZONE)
    nine = nine if nine > now else datetime.combine(now.date() + DAY, NINE, ZONE)
    return nine.astimezone(UTC) - now.astimezone(UTC)


@pytest.fixture(scope="module")
def evening(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The example house, at nine in the evening."""
    folder = tmp_path_factory.mktemp("evening")
    with Running(folder, "demo", ("--years", "0"), ahead=until_nine()) as running:
        yield running


@dataclass
class House:
    """The house, who belongs to it, and a phone for each who is signed in."""

    url: str
    people: dict[str, dict[str, Any]]
    phone: Callable[[], Page]

    def come(self, name: str) -> Page:
        page = self.phone()
        sign_in(page, self.url, self.people[name])
        return page

    @property
    def workers(self) -> list[str]:
        return [name for name, each in self.people.items() if "peer worker" in each["roles"] and name != "Lou"]


@pytest.fixture
def house(evening: Running, phone: Callable[[], Page]) -> House:
    people = {each["name"]: each for each in evening.people()["people"] if each["house"] == "Phoenix House"}
    here = {name: each for name, each in people.items() if each["status"] != "moved on" and each.get("username")}
    return House(evening.url, here, phone)


def test_a_whole_fortnight(house: House) -> None:
    lead, resident = house.come("Cleo"), house.come("Robin")
    period = begun_from_the_pattern(lead, house)
    gap_is_seen_and_filled(lead, house, period)
    shift = settled_by_an_agreement(lead, house, period)
    assert resident.request.get(f"{house.url}{shift}").status == 404  # a draft is nobody else's to see
    lead.goto(f"{house.url}{period}")
    press(lead, "Publish")
    expect(lead.locator(".notice").first).to_contain_text("Published. Everyone sees it now")
    resident.goto(f"{house.url}{shift}")
    expect(resident.locator("main")).to_contain_text("4pm to 7pm")


def begun_from_the_pattern(lead: Page, house: House) -> str:
    """The next fortnight, filled from the pattern weeks; its address."""
    lead.goto(f"{house.url}/rosters")
    lead.get_by_role("link", name="Plan the roster").click()
    lead.get_by_label("How long").select_option("14")
    lead.get_by_label("Begin with").select_option("0")
    press(lead, "Begin the draft")
    expect(lead.locator("main")).to_contain_text("56 shifts were copied.")
    expect(lead.locator("main")).to_contain_text("Somebody is here all day.")
    return path_of(lead)


def path_of(page: Page) -> str:
    return re.sub(r"^https?://[^/]+", "", page.url)


def gap_is_seen_and_filled(lead: Page, house: House, period: str) -> None:
    """An evening that ends too early leaves a gap; changed back, somebody is there all day."""
    lead.goto(f"{house.url}{period}")
    second_day(lead).locator("li", has_text="2:30pm to 10pm").get_by_role("link", name="Change").click()
    changing = lead.url
    change_end(lead, "20:00")
    lead.goto(f"{house.url}{period}")
    expect(lead.locator("section.stack[aria-labelledby^=day-]").nth(1)).to_contain_text(
        "Nobody is here: 8pm to 9:30pm."
    )
    lead.goto(changing)
    change_end(lead, "22:00")
    lead.goto(f"{house.url}{period}")
    expect(second_day(lead)).to_contain_text("Somebody is here all day.")


def second_day(lead: Page) -> Locator:
    return lead.locator("section.stack[aria-labelledby^=day-]").nth(1)


def change_end(lead: Page, end: str) -> None:
    lead.get_by_label("To", exact=True).fill(end)
    press(lead, "Keep the change")
    expect(lead.locator(".notice").first).to_contain_text("Changed in the draft.")


def settled_by_an_agreement(lead: Page, house: House, period: str) -> str:
    """Two shifts of somebody too close to each other; what they agreed to settles it. The address of the second."""
    lead.goto(f"{house.url}{period}")
    nights = lead.locator("section.stack[aria-labelledby^=day-] li", has_text="Here overnight")
    name = next(name for name in nights.locator(".title a").all_text_contents() if name not in ("Sam", "Nobody yet"))
    night = nights.filter(has=lead.get_by_role("link", name=name, exact=True)).first
    section = night.locator("xpath=ancestor::section[1]")
    first = (section.get_attribute("aria-labelledby") or "").removeprefix("day-")
    lead.goto(f"{house.url}/rosters/shifts/new?day={next_day(first)}")
    lead.get_by_label("Who").select_option(label=name)
    lead.get_by_label("From", exact=True).fill("16:00")
    lead.get_by_label("To", exact=True).fill("19:00")
    lead.locator("[name=kind][value=day]").check()
    press(lead, "Put it on the roster")
    lead.goto(f"{house.url}{period}")
    line = lead.locator("section.stack li", has_text="4pm to 7pm").first
    expect(line).to_contain_text("8 h 30 min between")
    expect(line).to_contain_text("ask for an agreement")
    line.get_by_role("link", name="Note an agreement").first.click()
    press(lead, "Note it")
    lead.goto(f"{house.url}{period}")
    line = lead.locator("section.stack li", has_text="4pm to 7pm").first
    expect(line.locator(".findings li", has_text="8 h 30 min between").first).to_contain_text("agreed")
    return line.locator(".title a").get_attribute("href") or ""


def next_day(iso: str) -> str:
    return (datetime.fromisoformat(iso) + DAY).date().isoformat()


def test_somebody_cannot_come_tonight(house: House) -> None:
    lead, resident = house.come("Cleo"), house.come("Robin")
    name, path = who_comes_tonight(resident, house)
    worker = house.come(name)
    worker.goto(f"{house.url}{path}")
    press(worker, "I can’t make it")
    expect(worker.locator(".notice").first).to_contain_text("Thanks for saying so. The shift is open")
    see_that_nobody_comes(resident, house, path, name)
    lead.goto(house.url)
    expect(lead.locator("main")).to_contain_text(f"Nobody is coming yet: {TONIGHT}")
    cover = covered(house, path, besides=name)
    resident.goto(f"{house.url}/")
    expect(resident.locator("main")).to_contain_text(f"Next: {cover}")
    resident.goto(f"{house.url}/rosters/changes")
    expect(resident.locator("main")).to_contain_text(f"Now with {cover}.")
    lead.goto(f"{house.url}{path}/changes")
    expect(lead.locator("main")).to_contain_text(f"{name} gave it back, today 9")


def who_comes_tonight(resident: Page, house: House) -> tuple[str, str]:
    """Whose night it is, and the address of their shift."""
    resident.goto(f"{house.url}/rosters")
    today = resident.locator("section.stack", has_text="Today,")
    link = today.locator("li", has_text="9:30pm to 7:30am").locator(".title a")
    name = (link.text_content() or "").split(" (")[0]
    return name, link.get_attribute("href") or ""


def see_that_nobody_comes(resident: Page, house: House, path: str, name: str) -> None:
    """The resident sees it at once, in words and nobody's fault."""
    resident.goto(f"{house.url}{path}")
    expect(resident.locator("h1")).to_have_text("Nobody yet")
    expect(resident.locator("main")).not_to_contain_text(name)
    resident.goto(f"{house.url}/rosters/changes")
    expect(resident.locator("main")).to_contain_text("Nobody for now. Others were asked.")


def covered(house: House, path: str, besides: str) -> str:
    """Whoever was asked finds it on their page Today, and takes it. Their name."""
    for name in house.workers:
        page = house.come(name)
        page.goto(house.url)
        if name != besides and page.get_by_text("Can you take this shift?").count():
            page.goto(f"{house.url}{path}")
            press(page, "Yes, I’ll be there")
            expect(page.locator(".notice").first).to_contain_text(f"It’s yours: {TONIGHT}")
            return name
    raise AssertionError("nobody was asked")


def test_what_is_handed_over_is_seen(house: House) -> None:
    resident = house.come("Robin")
    resident.goto(f"{house.url}/me/consents")
    resident.locator("#pass_on").get_by_role("button", name="Yes").click()
    resident.goto(f"{house.url}/rosters/pass-on")
    resident.get_by_label("Please pass on").fill("I sleep late tomorrow")
    press(resident, "Ask to pass it on")
    worker = house.come(who_is_on(resident, house))
    worker.goto(f"{house.url}/rosters/handover")
    worker.get_by_label("For the next shift").fill("The plumber comes at ten")
    press(worker, "Leave it for them")
    expect(worker.locator("main")).to_contain_text("The plumber comes at ten")
    expect(worker.locator("main")).to_contain_text("I sleep late tomorrow")
    press(worker, "I’ve read them")
    resident.goto(f"{house.url}/rosters/pass-on")
    expect(resident.locator("main")).to_contain_text("read it, today 9")


def test_somebody_was_called_in_the_night(browser: Browser, evening: Running, house: House) -> None:
    """The page that only stands after a night of one's own: noted, seen, and taken away again."""
    yesterday = (datetime.now(ZONE) + until_nine()).date() - DAY
    monday = yesterday - yesterday.weekday() * DAY
    resident = house.come("Robin")
    resident.goto(f"{house.url}/rosters/week?of={monday}")
    day = resident.locator(f"section.day[aria-labelledby=day-{yesterday}]")
    night = day.locator("li", has_text="9:30pm").locator("a").last
    name, path = night.text_content() or "", night.get_attribute("href") or ""
    with looking_as(browser, evening, house.people[name], viewport=PHONE) as page:
        page.goto(path)
        page.get_by_role("link", name="I was called in the night").click()
        assert not seen_by_axe(page) and not sticking_out(page)
        page.get_by_label("From", exact=True).fill("02:00")
        page.get_by_label("To", exact=True).fill("02:40")
        press(page, "Note it")
        expect(page.locator(".notice").first).to_contain_text("Noted.")
        page.goto(f"{path}/called")
        expect(page.locator("main .list")).to_contain_text("2am")
        press(page, "Take it away")
        expect(page.locator("main .list li", has_text="2am")).to_have_count(0)


def who_is_on(resident: Page, house: House) -> str:
    resident.goto(f"{house.url}/")
    return (resident.locator(".who-name").first.text_content() or "").split(" (")[0]


def test_a_week_prints_on_one_sheet(browser: Browser, evening: Running, house: House) -> None:
    with looking_as(browser, evening, house.people["Robin"]) as page:
        page.goto("/rosters/week")
        assert len(re.findall(rb"/Type\s*/Page\b", page.pdf(format="A4", prefer_css_page_size=True))) == 1
