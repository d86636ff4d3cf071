"""What we do and don't do: in the house's own words, every version kept, on a decision."""

import pytest
import sqlalchemy as sa

from house.people.wording import Wording

PATH = "/what-we-do"
WRITE = "/what-we-do/write"


@pytest.fixture
def write(visit, coordinator):
    """What a coordinator is answered when they write a new version."""

    def write(we_do="We knock first.", we_dont="We call nobody for you.", rests_on="House meeting of 3 May", **more):
        return visit(coordinator).submit(WRITE, we_do=we_do, we_dont=we_dont, rests_on=rests_on, **more)

    return write


@pytest.fixture
def kept(inside):
    def kept():
        with inside() as session:
            query = sa.select(Wording.version, Wording.we_do, Wording.rests_on).order_by(Wording.version)
            return [tuple(row) for row in session.execute(query)]

    return kept


@pytest.mark.parametrize("who", ["resident", "worker", "coordinator"])
@pytest.mark.parametrize("path", [PATH, "/welcome"])
def test_before_anybody_writes_it_says_what_always_holds(request, visit, who, path):
    assert "Nobody watches these pages." in visit(request.getfixturevalue(who)).page(path)


@pytest.mark.parametrize("path", [PATH, "/welcome"])
def test_the_houses_own_words_stand_instead(write, visit, resident, path):
    write()
    page = visit(resident).page(path)
    assert "We knock first." in page and "Nobody watches these pages." not in page


def test_it_is_one_tap_away_from_a_check_in(visit, resident):
    assert f'href="{PATH}"' in visit(resident).page("/check-ins")


def test_every_version_stays_to_be_read(write, visit, resident, coordinator):
    write()
    write(we_do="We knock twice.")
    page = visit(resident).page(PATH)
    assert page.index("We knock twice.") < page.index("We knock first.")
    assert f"Version 2. {coordinator.name} wrote it down" in page


def test_the_change_is_told_to_the_house(write, visit, resident):
    write()
    assert "wrote anew what we do and don’t do" in visit(resident).page("/house/changes")


@pytest.mark.parametrize("who", ["resident", "worker", "outsider"])
def test_only_a_coordinator_writes_it_down(request, visit, who, kept):
    somebody = visit(request.getfixturevalue(who))
    assert somebody.get(WRITE).status_code == 404
    assert kept() == []


def test_another_house_keeps_its_own_words(write, visit, outsider):
    write()
    assert "We knock first." not in visit(outsider).page(PATH)


BAD = [
    ({"we_do": ""}, "nothing that the house does"),
    ({"we_dont": " \n "}, "nothing that it doesn't"),
    ({"rests_on": ""}, "no decision"),
    ({"we_do": "\n".join(f"Sentence {n}." for n in range(13))}, "more than people read"),
    ({"we_dont": "x" * 4001}, "longer than it can be"),
]


@pytest.mark.parametrize(("what", "_why"), BAD, ids=[why for _, why in BAD])
def test_what_cannot_be_kept_is_said_beside_it(write, kept, what, _why):
    assert write(**what).status_code == 422
    assert kept() == []


@pytest.mark.parametrize("seen", ["0", "", "x", "99999", "-1"])
def test_somebody_wrote_meanwhile(write, kept, seen):
    write(we_do="The first.")
    answer = write(we_do="The second.", seen=seen)
    assert answer.status_code == 422
    assert "The second." in answer.get_data(as_text=True)
    assert [row[1] for row in kept()] == ["The first."]


def test_read_first_and_sent_again_it_counts(write, kept):
    write(we_do="The first.")
    write(we_do="The second.", seen="1")
    assert [row[:2] for row in kept()] == [(1, "The first."), (2, "The second.")]
