"""Whether somebody steps back shows nowhere to anybody else: they meet turns that are up for grabs, no more."""

import re

import pytest

from house import facts
from house.db import transaction
from house.people.belonging import PresenceKind
from tests.pages.opening import WITH_A_LINK
from tests.pages.test_every_page import READERS, text_of
from tests.support.cast import NOW
from tests.support.full import Full
from tests.support.visiting import Visit

# What is new in every answer, whoever asks.
FRESH = re.compile(r'name="(?:csrf_token|nonce|sheet)" value="[^"]*"|nonce="[^"]*"|nonce-[\w-]+|data-passkey="[^"]*"')
PATH = "/me/stepping-back"


def everything_shown(full: Full, browser: Visit) -> dict[str, str]:
    """Every page this browser can open, and its headers, without what is new in each answer."""
    shown = {}
    for rule in full.pages():
        if rule.endpoint not in WITH_A_LINK | {"static", "home.take_along"}:
            answer = browser.get(full.path(rule))
            headers = sorted(pair for pair in answer.headers if pair[0] not in ("Set-Cookie", "Content-Length", "Date"))
            shown[rule.endpoint] = FRESH.sub("", f"{answer.status_code} {headers} {text_of(answer)}")
    return shown


@pytest.mark.parametrize("who", (*READERS[1:], None))
def test_every_page_of_every_other_reader_stays_the_same(full: Full, who: str | None) -> None:
    changed = {}
    with full.passing():
        browser, robin = full.visit(who), full.visit("resident")
        robin.post("/me/consents/whos_home/stop")  # of whoever says yes to that list, it shows who is home
        open_turns(full)
        everything_shown(full, browser)  # the first time they read something, that shows to themselves
        before = everything_shown(full, browser)
        for choice in ("half-14", "today-1", "away-open", "resting-7"):
            assert robin.post(PATH, choice=choice).status_code == 303
            after = everything_shown(full, browser)
            changed[choice] = [name for name in after if after[name] != before[name]]
    assert not any(changed.values()), changed


def open_turns(full: Full) -> None:
    """Robin's turns are up for grabs, as they will be: that is the effect, and all of it."""
    robin = full.people["resident"]
    with full.app.app_context(), transaction():
        span = (NOW.date(), None)
        facts.stepped_back.send(robin.person_id, house_id=robin.house_id, span=span, kind=PresenceKind.away, now=NOW)


def test_robin_sees_it(full: Full) -> None:
    with full.passing():
        robin = full.visit("resident")
        before = everything_shown(full, robin)
        robin.post(PATH, choice="resting-7")
        after = everything_shown(full, robin)
    assert {"home.today", "people.me", "people.stepping_back"} <= {
        name for name in after if after[name] != before[name]
    }
