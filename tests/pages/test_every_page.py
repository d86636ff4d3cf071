"""Every page, for every reader: it answers, in the words of the house, and keeps private words private."""

import io
import re
import zipfile
from collections.abc import Callable, Iterator
from datetime import timedelta
from functools import partial
from html.parser import HTMLParser
from unittest import mock

import pytest
from werkzeug.test import TestResponse

from house.db import db, transaction
from house.people.belonging import Consent, Photo, Purpose
from house.people.models import SignIn
from tests.pages.opening import WITH_A_LINK, Opened
from tests.support import visiting
from tests.support.cast import NOW
from tests.support.full import (
    CHAT_LINK,
    DRAFT,
    PASSED_ON,
    PLANTED,
    PLANTED_NOTES,
    REPLY,
    STOPPED,
    TOPIC,
    TYPED,
    UNSEEN_CHAT,
    Full,
)
from tests.test_words import FORBIDDEN

READERS = (
    "resident",
    "housemate",
    "on_shift",
    "off_shift",
    "coordinator",
    "departed",
    "outsider",
    "outside_coordinator",
)
Pages = Callable[[str | None], dict[str, Opened]]
A_DAY_AND_MORE = timedelta(hours=25)  # so that all that stands here is from before the card


class _Seen(HTMLParser):
    """What a person sees and hears of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def seen(page: str) -> str:
    reader = _Seen()
    reader.feed(page)
    return " ".join(reader.words)


def test_every_id_in_an_address_has_a_sample(full: Full) -> None:
    for rule in full.app.url_map.iter_rules():
        assert rule.endpoint in WITH_A_LINK | {"static"} or full.path(rule), rule


@pytest.mark.parametrize("who", (*READERS, None))
def test_every_page_answers_everybody_in_the_words_of_the_house(opened: Pages, who: str | None) -> None:
    odd, found = {}, {}
    for endpoint, page in opened(who).items():
        if page.status not in (200, 303, 404):
            odd[endpoint] = page.status
        if wrong := wrong_words(page) if endpoint not in ("calendar.entry", "feeds.calendar", "home.healthz") else []:
            found[endpoint] = wrong
    assert (odd, found) == ({}, {})


def wrong_words(page: Opened) -> list[str]:
    words = seen(page.text) if page.status != 303 else ""
    return FORBIDDEN.findall(words) + re.findall(r"\bNone\b|\bundefined\b|!", words)


def text_of(answer: TestResponse) -> str:
    """The words of an answer, and of a file that it is."""
    if answer.mimetype != "application/zip":
        return answer.get_data(as_text=True)
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as bundle:
        return "\n".join(bundle.read(name).decode("utf-8", "replace") for name in bundle.namelist())


def everything_said_to(full: Full, who: str | None) -> str:
    """Every answer of every route this reader can reach, forms sent empty, odd addresses and headers included.

    First all that is read, then all that is sent: what is let go by a form cannot be read after it.
    """
    browser, said = full.visit(who), []
    left_out = WITH_A_LINK | {"static", "people.sign_out", "people.end_all_devices"}
    rules = [rule for rule in full.app.url_map.iter_rules() if rule.endpoint not in left_out]
    for method in ("GET", "POST"):
        for rule in (rule for rule in rules if method in (rule.methods or ())):
            path = full.path(rule)
            answer = browser.get(path) if method == "GET" else browser.post(path)
            assert answer.status_code in (200, 303, 404) or (method == "POST" and answer.status_code < 500), (
                method,
                path,
            )
            said += [text_of(answer), str(answer.headers)]
    said += [
        browser.get(path).get_data(as_text=True)
        for path in ("/nope", "/week?of=kumquat", "/check-ins/earlier?before=1")
    ]
    return "\n".join(said)


REACHES: dict[str, frozenset[str]] = {
    **{each.word: each.reaches for each in PLANTED},
    **{word: each.reaches for each in PLANTED_NOTES for word in each.words},
    STOPPED: frozenset({"resident"}),
    TYPED: frozenset(),
    REPLY: frozenset({"resident", "on_shift"}),  # as far as what it answers does
    PASSED_ON: frozenset({"resident", "on_shift"}),
    DRAFT: frozenset({"on_shift"}),
    TOPIC: frozenset({"resident", "on_shift"}),
    CHAT_LINK: frozenset({"resident", "on_shift"}),
    str(UNSEEN_CHAT): frozenset({"housemate", "off_shift"}),
}
WORDS = set(REACHES)
# A photo without a yes, and what somebody says yes to: planted beside them for one walk.
PICTURE = b"RIFF\x00\x00\x00\x00WEBP pomelo-of-robin"
HOW = "under the tamarind tree"
OF_ROBIN = {"pomelo": frozenset({"resident"}), "tamarind": frozenset({"resident"})}


@pytest.fixture
def robin(full: Full) -> Iterator[int]:
    """Robin, with a photo that nobody may see, and a yes with words of its own."""
    somebody = full.people["resident"]
    own = {"house_id": somebody.house_id, "person_id": somebody.person_id}
    with full.passing():
        with full.app.app_context(), transaction():
            db.session.add(Photo(**own, picture=PICTURE, made_at=NOW))
            stamps = {"given_at": NOW, "still_ok_at": NOW}
            db.session.add(Consent(**own, purpose=Purpose.names, text_version=1, how=HOW, **stamps))
        yield somebody.person_id


@pytest.mark.parametrize("who", (*READERS, "returned", None))
def test_each_private_word_reaches_whom_its_audience_reaches_alone(
    full: Full, robin: int, who: str | None, caplog: pytest.LogCaptureFixture
) -> None:
    photo = full.visit(who).get(f"/people/{robin}/photo").get_data().decode("utf-8", "replace")
    said = everything_said_to(full, who) + photo
    reaches = REACHES | OF_ROBIN
    assert {word for word in reaches if word in said} == {word for word, whom in reaches.items() if who in whom}
    assert who == "resident" or f'src="/people/{robin}/photo' not in said
    assert not [word for word in reaches if word in caplog.text]


@pytest.mark.parametrize("who", READERS)
def test_who_came_in_by_a_card_hears_none_of_them(full: Full, who: str) -> None:
    with full.passing(), mock.patch.object(visiting, "SignIn", partial(SignIn, private_opens_at=NOW + A_DAY_AND_MORE)):
        said = everything_said_to(full, who)
    assert not [word for word in WORDS if word in said]


def test_a_calendar_says_nothing_of_a_check_in(full: Full) -> None:
    with full.passing():
        said = full.visit(None).page(f"/cal/{full.feed_token}/house.ics")
    assert not re.search("|".join((*WORDS, "check.?in|mixed|hard")), said, re.IGNORECASE)


def test_a_look_stands_on_the_owners_page(full: Full) -> None:
    with full.passing():
        full.visit("on_shift").page("/check-ins/shared")
        assert full.people["on_shift"].name in full.visit("resident").page("/me/looks")
