"""Everything about me in one list: mine alone, the newest first, a page at a time with nothing lost or twice."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.about_me import Mark, read_mark
from house.checkins import acts, noting
from house.checkins.models import About, CheckIn
from house.checkins.note_models import Answer, Contact, ContactOffer, Made, Starter
from house.checkins.note_words import NoteWords
from house.checkins.words import CheckInWords
from house.trust.acts import note_looks_at
from house.trust.models import Audience
from tests.support.cast import NOW

PATH = "/me/everything"


@pytest.fixture
def live(inside, resident, worker):
    """Check-ins of the resident's, shared and looked at, all at the same few instants."""

    def live(count):
        words = CheckInWords("hard", "a chat", "planted-kumquat")
        with inside():
            for number in range(count):
                at = NOW - timedelta(hours=number // 10)
                kept = acts.check_in(resident.house_id, resident.person_id, words, Audience.on_shift, at)
                looked = [(kept.id, resident.person_id, "whoever is on shift")]
                note_looks_at(resident.house_id, worker.person_id, "check-in", looked, at)

    return live


def all_pages(me, path=PATH):
    """Every page's lines, by the links that lead further back."""
    pages = []
    while path:
        pages.append(me.page(path))
        further = re.search(r'href="([^"]*before=[^"]*)"', pages[-1])
        path = further[1].replace("&amp;", "&") if further else None
        assert len(pages) < 30
    return pages


def test_each_kind_is_there(live, visit, resident, worker):
    live(1)
    page = visit(resident).page(PATH)
    for words in (
        "You checked in",
        "You shared a check-in: Whoever is on shift",
        f"{worker.name} looked at a check-in",
    ):
        assert words in page


def test_none_of_its_words_are(live, visit, resident):
    live(1)
    assert "planted-kumquat" not in visit(resident).page(PATH)


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_it_is_nobody_elses(live, request, visit, who):
    live(3)
    assert "Nothing here." in visit(request.getfixturevalue(who)).page(PATH)


@pytest.mark.parametrize(("of", "many"), [("", 75), ("check-ins", 25), ("shares", 25), ("looks", 25)])
def test_page_by_page_nothing_is_lost_and_nothing_twice(live, visit, resident, of, many):
    live(25)
    pages = all_pages(visit(resident), f"{PATH}?of={of}")
    assert sum(page.count('<p class="title">') for page in pages) == many


def test_every_check_in_is_linked_once_from_its_own_kind(live, visit, resident, inside):
    live(95)
    linked = re.findall(r'"/check-ins/(\d+)"', "".join(all_pages(visit(resident), f"{PATH}?of=check-ins")))
    with inside() as session:
        assert sorted(map(int, linked)) == sorted(session.scalars(sa.select(CheckIn.id)))


def test_it_asks_as_often_for_many_as_for_one(live, visit, resident, queries):
    me, counts = visit(resident), []
    for more in (1, 120):
        live(more)
        with queries() as seen:
            me.page(PATH)
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 7


@pytest.mark.parametrize(
    "before",
    ["", "x", "1-2-3", "20260806T070000000000-0-0", "20260806T070000000000-0-99999999999999999999", "--", "ⅳ-1-1"],
)
def test_what_is_no_mark_shows_the_newest(live, visit, resident, before):
    live(1)
    answer = visit(resident).get(PATH, query_string={"before": before})
    assert answer.status_code == 200
    assert "You checked in" in answer.get_data(as_text=True)


def test_a_mark_says_itself():
    mark = Mark(NOW, 2, 123)
    assert read_mark(mark.text) == mark


def test_what_has_ended_says_since_when(live, visit, resident, inside):
    live(1)
    with inside() as session:
        acts.end_sharing(session.scalars(sa.select(CheckIn)).one(), NOW)
    assert "Ended" in visit(resident).page(PATH)


def test_that_on_call_reads_it_too_is_said(visit, resident, inside):
    of = (resident.house_id, resident.person_id, CheckInWords(feeling="good"), Audience.on_shift, NOW)
    with inside():
        acts.check_in(*of, on_call=True)
    assert "You shared a check-in: Whoever is on shift, and whoever is on call<" in visit(resident).page(PATH)


def test_what_others_wrote_about_me_is_there(visit, resident, worker, inside):
    contact = (resident.house_id, worker.person_id)
    with inside() as session:
        new = noting.NewNote(
            resident.person_id, About.now, Contact.chat, Starter.worker, Made.together, NoteWords("planted-quince")
        )
        noting.write(*contact, new, NOW)
        noting.withdraw(noting.write(*contact, new, NOW - timedelta(hours=1)), NOW)
        offered = {"kind": Contact.knock, "answer": Answer.not_today, "at": NOW}
        session.add(
            ContactOffer(house_id=resident.house_id, owner_id=resident.person_id, author_id=worker.person_id, **offered)
        )
    page = visit(resident).page(PATH)
    for words in ("wrote a note with you", "wrote down that contact was offered", "was about somebody else"):
        assert f"{worker.name} {words}" in page or words in page
    assert "planted-quince" not in page and "not today" not in page.casefold()
