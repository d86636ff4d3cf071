"""A check-in can say a little more, be about earlier, and be in words of one's own."""

import pytest
import sqlalchemy as sa

from house import clock, facts
from house.checkins.models import CheckIn, CheckInWay, Connection, Energy
from house.checkins.words import CheckInWords, open_words


@pytest.fixture
def said(inside):
    def said():
        with inside() as session:
            return open_words(session.scalars(sa.select(CheckIn)).one())

    return said


@pytest.fixture
def words_of(visit):
    """Somebody's own words, as they type them."""

    def words_of(somebody, *words):
        return visit(somebody).submit("/check-ins/my-way", words="\n".join(words), audience="only me")

    return words_of


def test_energy_alone_is_enough(visit, resident, said):
    visit(resident).submit("/check-ins", energy="low")
    assert said() == CheckInWords(energy=Energy.low)


def test_it_stands_on_my_page(visit, resident):
    me = visit(resident)
    page = me.after(me.submit("/check-ins", energy="plenty", connection="on my own"))
    assert "Energy: Plenty · Today: On my own" in page


@pytest.mark.parametrize(("name", "values"), [("energy", Energy), ("connection", Connection)])
def test_what_was_tapped_cannot_be_told_by_its_length(visit, resident, inside, name, values):
    for value in ("", *values):
        visit(resident).submit("/check-ins", feeling="good", **{name: value})
    with inside() as session:
        lengths = {len(getattr(each, f"{name}_sealed")) for each in session.scalars(sa.select(CheckIn))}
    assert len(lengths) == 1


@pytest.mark.parametrize("name", ["energy", "connection", "about"])
def test_a_word_that_is_not_offered_is_refused(visit, resident, inside, name):
    assert visit(resident).submit("/check-ins", feeling="good", **{name: "quandong"}).status_code == 422
    with inside() as session:
        assert session.scalars(sa.select(CheckIn)).all() == []


@pytest.mark.parametrize(("about", "words"), [("yesterday", "Yesterday"), ("earlier today", "Today")])
def test_it_can_be_about_a_day_and_then_says_no_hour(visit, resident, about, words):
    me = visit(resident)
    page = me.after(me.submit("/check-ins", feeling="good", about=about))
    assert f'<h3 class="quiet">{words}</h3>' in page


def test_changing_it_keeps_its_day(visit, resident, inside):
    me = visit(resident)
    me.submit("/check-ins", feeling="good", about="yesterday")
    with inside() as session:
        before = session.scalars(sa.select(CheckIn)).one()
    me.submit(f"/check-ins/{before.id}", feeling="hard")
    with inside() as session:
        after = session.scalars(sa.select(CheckIn)).one()
        assert (after.at, after.is_of_the_day) == (before.at, True)


# --- words of one's own ---


def test_own_words_stand_instead_of_the_houses(words_of, visit, resident, said):
    words_of(resident, "sunny", "storm")
    page = visit(resident).page("/check-ins")
    assert "storm" in page
    assert 'value="all right"' not in page
    visit(resident).submit("/check-ins", feeling="storm")
    assert said().feeling == "storm"


def test_nobody_else_meets_them(words_of, visit, resident, housemate, coordinator):
    words_of(resident, "quandong")
    for somebody in (housemate, coordinator):
        assert "quandong" not in visit(somebody).page("/check-ins") + visit(somebody).page("/check-ins/my-way")


def test_they_are_sealed(words_of, resident, inside):
    words_of(resident, "quandong")
    with inside() as session:
        assert b"quandong" not in session.scalars(sa.select(CheckInWay.words_sealed)).one()


def test_nor_can_they_be_told_by_their_length(words_of, visit, resident, inside):
    own = ["storm", "été", "الحمد لله", "🌧️🌧️🌧️"]
    words_of(resident, *own)
    for word in own:
        visit(resident).submit("/check-ins", feeling=word)
    with inside() as session:
        kept = session.scalars(sa.select(CheckIn)).all()
        assert len({len(each.feeling_sealed) for each in kept}) == 1
        assert {open_words(each).feeling for each in kept} == set(own)


def test_left_empty_the_houses_words_stand_there_again(words_of, visit, resident, inside):
    words_of(resident, "storm")
    words_of(resident)
    assert 'value="all right"' in visit(resident).page("/check-ins")


def test_a_word_that_was_kept_before_can_stay(words_of, visit, resident, inside):
    visit(resident).submit("/check-ins", feeling="hard")
    words_of(resident, "storm")
    with inside() as session:
        kept = session.scalars(sa.select(CheckIn.id)).one()
    assert visit(resident).submit(f"/check-ins/{kept}", feeling="hard", note="More").status_code == 303


@pytest.mark.parametrize(
    ("words", "says"),
    [(["w" * 41], "up to 40 letters"), ([f"word {n}" for n in range(8)], "Up to 7 words")],
)
def test_too_many_or_too_long_is_said_and_kept(words_of, resident, inside, words, says):
    answer = words_of(resident, *words)
    assert answer.status_code == 422
    assert says in answer.get_data(as_text=True)
    assert words[0] in answer.get_data(as_text=True)
    with inside() as session:
        assert session.scalars(sa.select(CheckInWay)).all() == []


def test_the_same_word_twice_stands_once(words_of, resident, inside):
    words_of(resident, "storm", " storm ", "", "sunny")
    with inside() as session:
        assert session.scalars(sa.select(CheckInWay)).one().words == "storm\nsunny"


def test_they_are_gone_with_what_is_deleted(words_of, resident, inside):
    words_of(resident, "storm")
    with inside():
        facts.own_things_deleted.send(resident.person_id, house_id=resident.house_id, now=clock.now())
    with inside() as session:
        assert session.scalars(sa.select(CheckInWay)).all() == []
