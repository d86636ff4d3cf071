"""Take the pictures in docs/pictures from the example house: `.venv/bin/python docs/pictures.py`.

It needs Chromium, and the parts of the tests (`make test` or `make lint` brings them).
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Page, sync_playwright

from tests.support.chromium import LAUNCH_ARGS, find_chromium
from tests.support.running import Running

FOLDER = Path(__file__).parent / "pictures"
PHONE = {"viewport": {"width": 390, "height": 844}, "device_scale_factor": 1.5}
WIDE = {"viewport": {"width": 1280, "height": 800}, "device_scale_factor": 1}
FIRST_CHOICE = "robin"  # whose day is shown, while there is something in it


def main() -> None:
    """Start the example house, look at it as a resident, and keep what is seen."""
    FOLDER.mkdir(exist_ok=True)
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=_chromium(), args=LAUNCH_ARGS)
        with Running(Path(folder), "demo", ("--years", "1")) as house:
            _take_all(browser, house)


def _take_all(browser: Browser, house: Running) -> None:
    resident = _with_a_day(browser, house, _residents(house))
    with _signed_in(browser, house, resident, PHONE) as page:
        _take(page, house.url + "/", "today")
        _take(page, house.url + "/week", "week")
        _take_check_in(page, house.url)
    with _signed_in(browser, house, resident, WIDE) as page:
        _take(page, house.url + "/week", "week-wide")


def _chromium() -> str:
    found = find_chromium()
    if found is None:
        raise SystemExit("The pictures are taken with Chromium, and there is none here.")
    return found


def _residents(house: Running) -> list[dict[str, Any]]:
    told = house.people()["people"]
    first_house = [each for each in told if each["house"] == told[0]["house"]]
    here = [each for each in first_house if "resident" in each["roles"] and each["status"] == "here"]
    return sorted(here, key=lambda each: each["username"] != FIRST_CHOICE)


def _with_a_day(browser: Browser, house: Running, residents: list[dict[str, Any]]) -> dict[str, Any]:
    """The first resident with something left to do today, or else with anything in the day, or else the first."""
    days = []
    for number, resident in enumerate(residents):
        with _signed_in(browser, house, resident, PHONE) as page:
            titles = page.locator("section[aria-labelledby=my-day] li strong").all_inner_texts()
        to_come = [title for title in titles if "done" not in title.lower()]
        days.append((not to_come, not titles, number))
        if to_come:
            break
    return residents[min(days)[-1]]


@contextmanager
def _signed_in(browser: Browser, house: Running, somebody: dict[str, Any], how: dict[str, Any]) -> Iterator[Page]:
    context = browser.new_context(**how, color_scheme="light", reduced_motion="reduce")
    page = context.new_page()
    page.goto(f"{house.url}/sign-in")
    page.get_by_label("Your sign-in name").fill(somebody["username"])
    page.get_by_label("Your password").fill(somebody["password"])
    page.get_by_role("button", name="Sign in").click()
    page.locator("section[aria-labelledby=my-day]").wait_for()
    yield page
    context.close()


def _take_check_in(page: Page, url: str) -> None:
    """A check-in as it looks before it is saved. It is not saved."""
    page.goto(f"{url}/check-ins")
    page.get_by_label("All right").check()
    page.get_by_label("A chat").check()
    page.evaluate("document.activeElement.blur()")
    page.mouse.move(0, 0)
    _keep(page, "check-in")


def _take(page: Page, address: str, name: str) -> None:
    page.goto(address)
    _keep(page, name)


def _keep(page: Page, name: str) -> None:
    page.screenshot(path=FOLDER / f"{name}.png")


if __name__ == "__main__":
    main()
