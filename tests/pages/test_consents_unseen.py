"""A photo without a yes, and what somebody says yes to, reach nobody else: whole answers are searched for them."""

from collections.abc import Iterator

import pytest

from house.db import db, transaction
from house.people.belonging import Consent, Photo, Purpose
from tests.pages.test_every_page import READERS, everything_said_to
from tests.support.cast import NOW
from tests.support.full import Full

PICTURE = b"RIFF\x00\x00\x00\x00WEBP pomelo-of-robin"
HOW = "under the tamarind tree"


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


def said_to(full: Full, who: str | None, person_id: int) -> str:
    answer = full.visit(who).get(f"/people/{person_id}/photo")
    return everything_said_to(full, who) + answer.get_data().decode("utf-8", "replace")


@pytest.mark.parametrize("who", (*READERS[1:], None))
def test_a_photo_without_a_yes_reaches_nobody(full: Full, robin: int, who: str | None) -> None:
    said = said_to(full, who, robin)
    assert "pomelo" not in said and f'src="/people/{robin}/photo' not in said


@pytest.mark.parametrize("who", (*READERS[1:], None))
def test_what_somebody_says_yes_to_is_on_no_page_of_anybody_else(full: Full, robin: int, who: str | None) -> None:
    assert "tamarind" not in said_to(full, who, robin)


def test_both_reach_their_owner(full: Full, robin: int) -> None:
    said = said_to(full, "resident", robin)
    assert "pomelo" in said and "tamarind" in said
