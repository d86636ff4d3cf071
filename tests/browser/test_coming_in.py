"""Coming in without memory or e-mail, in a real browser: passkeys, a re-entry card, a shared device."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE, looking_as, sign_in
from tests.support.running import Running

pytestmark = pytest.mark.browser
AUTHENTICATOR = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


@pytest.fixture
def device(browser: Browser, example: Running) -> Iterator[Page]:
    """A phone with scripts and an authenticator of its own, that knows nobody yet."""
    context = browser.new_context(viewport=PHONE)  # type: ignore[arg-type]
    context.set_default_timeout(10_000)
    page = context.new_page()
    wire = context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": AUTHENTICATOR})
    yield page
    context.close()


def press(page: Page, words: str) -> None:
    page.get_by_role("button", name=words, exact=True).first.click()


def by_name(example: Running) -> str:
    """The house under a name: a passkey belongs to a name, never to a number."""
    return example.url.replace("127.0.0.1", "localhost")


def test_a_passkey_is_made_and_is_enough_to_come_in_again(
    device: Page, example: Running, known: dict[str, Any]
) -> None:
    url, robin = by_name(example), known["resident"]
    sign_in(device, url, robin)
    device.goto(f"{url}/me/passkeys/new")
    press(device, "Make the passkey")
    expect(device.locator("main")).to_contain_text("is a passkey now")
    device.goto(f"{url}/me")
    press(device, "Sign out here")
    device.wait_for_url("**/signed-out")
    device.goto(f"{url}/sign-in?next=/me/passkeys")
    press(device, "Sign in with a passkey")
    expect(device.locator("h1")).to_have_text("My passkeys")
    expect(device.locator("main")).not_to_contain_text("Not used yet")


def test_under_a_number_the_way_to_passkeys_is_said(device: Page, example: Running) -> None:
    device.goto(f"{example.url}/sign-in")
    expect(device.get_by_role("button", name="Sign in with a passkey")).to_be_hidden()
    expect(device.get_by_role("link", name=by_name(example))).to_be_visible()


def test_a_device_that_knows_nothing_leaves_the_form_as_it_was(device: Page, example: Running) -> None:
    device.goto(f"{by_name(example)}/sign-in")
    device.get_by_label("Your sign-in name").fill("robin")
    press(device, "Sign in with a passkey")
    expect(device.locator("[data-passkey-no]")).to_be_visible()
    expect(device.get_by_label("Your sign-in name")).to_have_value("robin")


def test_a_card_lets_a_person_in_and_their_other_phone_says_so(
    browser: Browser, example: Running, known: dict[str, Any], phone: Callable[[], Page]
) -> None:
    robin, cleo = known["resident"], known["coordinator"]
    with looking_as(browser, example, robin, viewport=PHONE) as other_phone:
        other_phone.goto("/me")
        with looking_as(browser, example, cleo, viewport=PHONE) as desk:
            desk.goto("/people")
            desk.get_by_role("link", name=robin["name"], exact=True).click()
            desk.locator("a[href$='/re-entry']").click()
            press(desk, "Make the card")
            address = desk.locator(".once").inner_text().strip()
        new_phone = phone()
        new_phone.goto(address)
        new_phone.locator("main form button[type=submit]").first.click()
        new_phone.goto(f"{example.url}/check-ins")
        expect(new_phone.locator("body")).to_contain_text("What was private before opens")
        assert phone().goto(address).status == 410  # type: ignore[union-attr]
        other_phone.goto("/")
        expect(other_phone.locator(".notice").first).to_contain_text("A re-entry card was used to sign in as you")
        press(other_phone, "That wasn’t me")
        new_phone.goto(f"{example.url}/me")
        expect(new_phone.locator("h1")).to_contain_text(re.compile("sign in"))


def test_a_shared_device_keeps_nothing(phone: Callable[[], Page], example: Running, known: dict[str, Any]) -> None:
    page, robin = phone(), known["resident"]
    page.goto(f"{example.url}/sign-in")
    page.get_by_label("Your sign-in name").fill(robin["username"])
    page.get_by_label("Your password").fill(robin["password"])
    page.locator("[name=is_shared]").check()
    press(page, "Sign in")
    page.goto(f"{example.url}/check-ins")
    expect(page.locator("h1")).to_contain_text("How did you do")
    assert all(cookie["expires"] == -1 for cookie in page.context.cookies())
    press(page, "Sign out")
    page.wait_for_url("**/signed-out")  # all of it: in the middle of it there is no page to go back from
    page.go_back()
    expect(page.locator("h1")).to_contain_text(re.compile("[Ss]ign"))
    assert "session" not in {cookie["name"] for cookie in page.context.cookies()}
