"""Full names in a calendar rest on a yes: without it the same link says quiet names."""

import pytest
import sqlalchemy as sa

from house.chores.acts import add_chore, take
from house.chores.models import Turn
from house.chores.plan import ChorePlan
from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.people import purposes
from house.people.belonging import Consent, Purpose
from house.people.consents import has_consented, say_yes, take_back
from tests.support.cast import NOW


@pytest.fixture
def calendar(inside, visit, resident, house_id):
    """Read a link of Robin's; there is a turn of theirs in it."""
    with inside() as session:
        add_chore(house_id, resident.person_id, ChorePlan("Kitchen bins", None, 10), NOW.date(), NOW)
        take(session.scalars(sa.select(Turn).order_by(Turn.id)).first(), resident.person_id, NOW)

    def link(detail):
        with inside():
            token = make_feed(house_id, resident.person_id, "phone", detail, NOW)
        return lambda: visit().page(f"/cal/{token}/house.ics")

    return link


def agrees(inside, somebody):
    with inside():
        return has_consented(Purpose.calendar, somebody.person_id, somebody.house_id)


def test_a_full_calendar_link_says_yes_to_full_names(visit, resident, inside):
    page = visit(resident).page("/calendar-links/new")
    assert "Choosing this is your yes. You can stop it any time." in page
    visit(resident).submit("/calendar-links/new", label="my phone", detail="full")
    assert agrees(inside, resident)
    with inside() as session:
        assert session.scalars(sa.select(Consent.how)).one() == "by a full calendar link"


@pytest.mark.parametrize("detail", ["quiet", "busy"])
def test_another_one_does_not(visit, resident, inside, detail):
    visit(resident).submit("/calendar-links/new", label="my phone", detail=detail)
    assert not agrees(inside, resident)


def test_full_names_end_when_the_yes_does_and_come_back_with_it(calendar, visit, resident):
    read = calendar(Detail.full)
    assert "Kitchen bins" in read()
    visit(resident).post("/me/consents/calendar/stop")
    assert "Kitchen bins" not in read() and "A small job at home" in read()
    visit(resident).post("/me/consents/calendar/yes")
    assert "Kitchen bins" in read()


def test_the_words_that_are_said_yes_to_name_people(visit, resident):
    for path in ("/me/consents", "/calendar-links/new"):
        assert "“Chore: kitchen bins” or “Time with Sam”" in visit(resident).page(path)


def test_a_yes_to_older_words_is_none_and_ones_links_say_so(calendar, visit, resident, monkeypatch):
    read = calendar(Detail.full)
    assert "full names" in visit(resident).page("/calendar-links")
    monkeypatch.setitem(purposes.TEXTS, Purpose.calendar, purposes.Text(3, "Names", "Other words.", "Quiet."))
    assert "Kitchen bins" not in read()
    assert "It says quiet ones until you say yes" in visit(resident).page("/calendar-links")


@pytest.mark.parametrize("detail", [Detail.quiet, Detail.busy])
def test_a_yes_makes_no_other_link_say_more(calendar, inside, resident, detail):
    read = calendar(detail)
    with inside():
        say_yes(resident.house_id, resident.person_id, Purpose.calendar, "on my page", NOW)
    assert "Kitchen bins" not in read()
    assert ("A small job at home" in read()) == (detail is Detail.quiet)


def test_a_busy_link_says_no_more_without_it(calendar, inside, resident):
    read = calendar(Detail.busy)
    with inside():
        take_back(resident.house_id, resident.person_id, Purpose.calendar, NOW)
    assert "A small job at home" not in read() and "Busy" in read()


def test_somebody_elses_yes_is_not_mine(calendar, inside, resident, housemate):
    read = calendar(Detail.full)
    with inside():
        take_back(resident.house_id, resident.person_id, Purpose.calendar, NOW)
        say_yes(housemate.house_id, housemate.person_id, Purpose.calendar, "on my page", NOW)
    assert "Kitchen bins" not in read()
