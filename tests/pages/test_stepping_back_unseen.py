"""Whether somebody steps back shows nowhere to anybody else: they meet turns that are up for grabs, no more."""

import re

import pytest

from house import facts
from house.db import transaction
from house.people.belonging import PresenceKind
from tests.pages.test_every_page import OTHERS, WITH_A_LINK, text_of
from tests.support.cast import NOW
from tests.support.full import Full

# What is new in every answer, whoever asks.
FRESH = re.compile(r'name="(?:csrf_token|nonce)" value="[^"]*"|nonce="[^"]*"|nonce-[\w-]+')
PATH = "/me/stepping-back"


def everything_shown_to(full: Full, who: str | None) -> dict[str, str]:
    """Every page this reader can open, and its headers, without what is new in each answer."""
    browser, shown = full.visit(who), {}
    for rule in full.pages():
        if rule.endpoint not in WITH_A_LINK | {"static", "home.take_along"}:
            answer = browser.get(full.path(rule))
            headers = sorted((name, value) for name, value in answer.headers if name != "Set-Cookie")
            # Addresses of a sign-in of their own differ, because each visit is one.
            text = re.sub(r"/me/devices/\d+", "/me/devices/", f"{answer.status_code} {headers} {text_of(answer)}")
            shown[rule.endpoint] = FRESH.sub("", re.sub(r"'Content-Length', '\d+'", "", text))
    return shown


@pytest.mark.parametrize("choice", ["resting-7", "away-open", "half-14", "today-1"])
@pytest.mark.parametrize("who", (*OTHERS, None))
def test_every_page_of_every_other_reader_stays_the_same(full: Full, who: str | None, choice: str) -> None:
    robin = full.people["resident"]
    with full.passing():
        with full.app.app_context():  # Robin's turns are up for grabs either way: that is the effect, and all of it
            _open_turns(robin.person_id, robin.house_id)
        before = everything_shown_to(full, who)
        assert full.visit("resident").post(PATH, choice=choice).status_code == 303
        assert everything_shown_to(full, who) == before


def _open_turns(person_id: int, house_id: int) -> None:
    with transaction():
        span = (NOW.date(), None)
        facts.stepped_back.send(person_id, house_id=house_id, span=span, kind=PresenceKind.resting, now=NOW)


def test_robin_sees_it(full: Full) -> None:
    with full.passing():
        before = everything_shown_to(full, "resident")
        full.visit("resident").post(PATH, choice="resting-7")
        after = everything_shown_to(full, "resident")
    assert {"home.today", "people.me", "people.stepping_back"} <= {
        name for name in after if after[name] != before[name]
    }
