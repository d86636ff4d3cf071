"""A real browser in front of a house that really runs."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from tests.support.chromium import LAUNCH_ARGS, find_chromium
from tests.support.running import Running

PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    chromium = find_chromium()
    if chromium is None:
        pytest.skip("Chromium is not installed here, so the tests in a browser are skipped.")
    return {"executable_path": chromium, "args": LAUNCH_ARGS}


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Running]:
    """The example house, running."""
    with Running(tmp_path_factory.mktemp("example"), "demo", ("--years", "1")) as running:
        yield running


@pytest.fixture(scope="session")
def known(example: Running) -> dict[str, Any]:
    """Somebody for each part, with a way to sign in."""
    people = example.people()["people"]

    def first(role: str, status: str, house: str = "Phoenix House") -> dict[str, Any]:
        return next(p for p in people if role in p["roles"] and p["status"] == status and p["house"] == house)

    return {
        "resident": first("resident", "here"),
        "on_shift": first("peer worker", "on shift"),
        "coordinator": first("coordinator", "here"),
    }


def sign_in(page: Page, url: str, somebody: dict[str, Any]) -> None:
    page.goto(f"{url}/sign-in")
    page.get_by_label("Your sign-in name").fill(somebody["username"])
    page.get_by_label("Your password").fill(somebody["password"])
    page.get_by_role("button", name="Sign in", exact=True).click()


@pytest.fixture
def phone(browser: Browser) -> Iterator[Callable[[], Page]]:
    """New phones, each with its own cookies and with scripts switched off."""
    contexts: list[BrowserContext] = []

    def take_out() -> Page:
        contexts.append(browser.new_context(viewport=PHONE, java_script_enabled=False))  # type: ignore[arg-type]
        contexts[-1].set_default_timeout(10_000)
        return contexts[-1].new_page()

    yield take_out
    for context in contexts:
        context.close()


@contextmanager
def looking_as(browser: Browser, example: Running, somebody: dict[str, Any] | None, **how: Any) -> Iterator[Page]:
    """A page of somebody who is signed in, or of nobody."""
    context = browser.new_context(base_url=example.url, **how)
    page = context.new_page()
    if somebody:
        sign_in(page, example.url, somebody)
    yield page
    context.close()
