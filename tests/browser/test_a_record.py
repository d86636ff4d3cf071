"""A record is kept while its writers type, in real browsers: nothing is lost when two of them write at once."""

from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as
from tests.support.running import Running

pytestmark = pytest.mark.browser


def open_to_write(page: Page) -> str:
    """The record of the last meeting, as its writers see it."""
    page.goto("/meetings/earlier")
    page.locator("main .list a").first.click()
    page.get_by_role("link", name="The record of this meeting").click()
    page.get_by_role("link", name="Write the record").click()
    return page.url


def test_it_is_kept_while_they_type_and_two_texts_both_stand(
    browser: Browser, example: Running, known: dict[str, Any]
) -> None:
    how: dict[str, Any] = {"viewport": PHONE}
    residents = (each for each in example.people()["people"] if each["username"] and "resident" in each["roles"])
    other = next(each for each in residents if each["username"] != known["resident"]["username"])
    with (
        looking_as(browser, example, known["resident"], **how) as robin,
        looking_as(browser, example, other, **how) as hana,
    ):
        hana.goto(open_to_write(robin))
        robin.get_by_label("Anything else").fill("The heater is mended.")
        expect(robin.get_by_role("status")).to_contain_text("Kept at")
        robin.get_by_label("Anything else").fill("The heater is mended. Thanks to Jo.")
        expect(robin.get_by_role("status")).to_contain_text("Kept at")
        hana.get_by_label("Anything else").fill("The gate squeaks.")
        expect(hana.get_by_role("status")).to_contain_text("Both texts are kept")
        hana.reload()
        expect(hana.get_by_label("Anything else")).to_have_value("The heater is mended. Thanks to Jo.")
        expect(hana.locator("main")).to_contain_text("The gate squeaks.")
        hana.get_by_role("button", name="Put it below the other").click()
        expect(hana.get_by_label("Anything else")).to_have_value(
            "The heater is mended. Thanks to Jo.\n\nThe gate squeaks."
        )


def test_without_a_script_the_button_keeps_it(browser: Browser, example: Running, known: dict[str, Any]) -> None:
    with looking_as(browser, example, known["resident"], viewport=PHONE, java_script_enabled=False) as robin:
        open_to_write(robin)
        robin.get_by_label("Thanks").fill("For the lemon cake.")
        robin.get_by_role("button", name="Keep it").click()
        expect(robin.get_by_label("Thanks")).to_have_value("For the lemon cake.")
