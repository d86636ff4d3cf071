"""A chat, between two windows: a resident asks, a worker on shift offers a time, it is agreed, and it happened."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from typing import Any

import pytest
import sqlalchemy as sa
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from house import create_app
from house.config import from_environment
from house.db import db, transaction
from house.gatherings.chat_models import Chat
from house.people.models import Membership, Person
from house.rosters.acts import ShiftOverlap, confirm, give_shift
from house.rosters.plan import ShiftKind, ShiftPlan
from house.viewer import Role
from tests.browser.conftest import PHONE, sign_in
from tests.support.cast import ZONE
from tests.support.running import Running

pytestmark = pytest.mark.browser
TOPIC = "The letter from the bank"


@contextmanager
def inside(example: Running) -> Iterator[Any]:
    """Step into the database of the house that runs."""
    app = create_app(from_environment({**example.environ, "HOUSE_INSTANCE": str(example.folder / "demo")}))
    with app.app_context():
        with transaction() as session:
            yield session
        db.engine.dispose()


@pytest.fixture
def worker(example: Running) -> dict[str, Any]:
    """A peer worker who is here and awake for the next two hours, whatever hour it is."""
    with inside(example) as session:
        name = _put_on_shift(session)
    return next(each for each in example.people()["people"] if each["name"] == name)


def _put_on_shift(session: Any) -> str:
    house_id = session.scalars(sa.select(sa.func.min(Membership.house_id))).one()
    which = (Membership.house_id == house_id, Membership.role == Role.peer_worker, Membership.ended_at.is_(None))
    now = datetime.now(ZONE)  # the house that runs has a clock of its own, that no test sets
    starts, ends = (now + timedelta(minutes=each) for each in (-5, 120))
    for person in session.scalars(sa.select(Person).join(Membership).where(*which)).all():
        plan = ShiftPlan(ShiftKind.day, person.id, starts.date(), _minute(starts), _minute(ends))
        try:
            confirm(give_shift(house_id, person.id, plan, now), now)
        except ShiftOverlap:
            continue
        return str(person.called_name)
    raise AssertionError("every worker is here already")


def _minute(at: datetime) -> Any:
    return at.time().replace(second=0, microsecond=0)


@pytest.fixture
def three(
    browser: Browser, example: Running, known: dict[str, Any], worker: dict[str, Any]
) -> Iterator[tuple[Page, Page, Page]]:
    """A resident, that worker and a coordinator, each with a window of their own."""
    contexts = [browser.new_context(viewport=PHONE) for _ in range(3)]  # type: ignore[arg-type]
    pages = [context.new_page() for context in contexts]
    for page, who in zip(pages, (known["resident"], worker, known["coordinator"]), strict=True):
        page.set_default_timeout(10_000)
        sign_in(page, example.url, who)
    yield pages[0], pages[1], pages[2]
    for context in contexts:
        context.close()


def is_fine(page: Page) -> bool:
    return not Axe().run(page).violations_count


def test_somebody_asks_for_a_chat_and_they_talk(
    three: tuple[Page, Page, Page], example: Running, known: dict[str, Any], worker: dict[str, Any]
) -> None:
    resident, other, coordinator = three
    me, name = known["resident"]["name"], worker["name"]
    _ask(resident, name)
    other.goto(f"{example.url}/")
    _offer_a_time(other, me)
    resident.goto(f"{example.url}/")
    resident.get_by_role("link", name=re.compile(f"{name} offers a time")).click()
    resident.get_by_role("button", name="Yes, that time suits me").click()
    expect(resident.locator(".notice").first).to_contain_text("Agreed.")
    other.goto(f"{example.url}/")
    other.get_by_role("link", name=re.compile("Agreed: a chat with")).click()
    for page, with_whom in ((resident, name), (other, me)):
        page.goto(f"{example.url}/week")
        expect(page.locator("main")).to_contain_text(f"Time with {with_whom}")
    for path in ("/", "/week", "/changes"):
        coordinator.goto(f"{example.url}{path}")
        expect(coordinator.locator("main")).not_to_contain_text("Time with")
    with inside(example) as session:  # a quarter of an hour goes by
        session.execute(
            sa.update(Chat).where(Chat.minutes == 10).values(starts_at=datetime.now(ZONE) - timedelta(minutes=1))
        )
    _talk(other, me, example.url)


def _ask(page: Page, name: str) -> None:
    page.get_by_role("link", name="Ask for a chat").click()
    page.get_by_role("link", name=re.compile(f"^{name}")).click()
    page.get_by_label("10 minutes").check()
    page.get_by_label("Sometime today").check()
    page.get_by_label("What would you like to talk about?").fill(TOPIC)
    assert is_fine(page)
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.locator("main")).to_contain_text(f"You asked {name}.")


def _offer_a_time(page: Page, me: str) -> None:
    """The worker finds it on the page of their shift; a time at night, when they are not here, does not go."""
    page.get_by_role("link", name="My shift", exact=True).click()
    page.get_by_role("link", name=re.compile(f"{me} would like a chat with you")).click()
    expect(page.locator("main")).to_contain_text(TOPIC)
    assert is_fine(page)
    page.get_by_role("link", name="Offer a time").click()
    soon = datetime.now(ZONE) + timedelta(minutes=15)
    late = soon + timedelta(hours=5)
    page.get_by_label("Day").fill(f"{late:%Y-%m-%d}")
    page.get_by_label("From").fill(f"{late:%H:%M}")
    page.get_by_role("button", name="Offer this time").click()
    expect(page.locator("main")).to_contain_text("That is outside your shift.")
    assert is_fine(page)
    page.get_by_label("Day").fill(f"{soon:%Y-%m-%d}")
    page.get_by_label("From").fill(f"{soon:%H:%M}")
    page.get_by_role("button", name="Offer this time").click()
    expect(page.locator(".notice").first).to_contain_text("Offered.")


def _talk(page: Page, me: str, url: str) -> None:
    """Once its time has come, it can be said to have happened; what was written is gone then."""
    page.goto(f"{url}/chats")
    page.get_by_role("link", name=f"Time with {me}").first.click()
    page.get_by_role("button", name="We talked").click()
    page.get_by_role("link", name=f"Time with {me}").first.click()
    expect(page.locator("main")).to_contain_text("You talked.")
    expect(page.locator("main")).not_to_contain_text(TOPIC)
