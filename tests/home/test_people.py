"""Who lives and works here: a calm list for everybody of the house, and who is home of those who said so."""

from datetime import timedelta

import pytest

from house.people import acts, going
from house.people.belonging import Presence, PresenceKind, Purpose
from house.people.consents import say_yes
from house.people.models import Membership
from house.rosters.profiles import set_reach_by
from house.viewer import Role
from tests.support.cast import NOW

TODAY = NOW.date()


@pytest.fixture
def home_today(visit):
    """What stands under "Home today", as somebody reads it; "" where there is nothing."""

    def read(somebody):
        page = visit(somebody).page("/people")
        return page.split("Home today")[1].split("</section>")[0] if "Home today" in page else ""

    return read


@pytest.fixture
def says_yes(inside):
    def say(*people):
        with inside():
            for each in people:
                say_yes(each.house_id, each.person_id, Purpose.whos_home, "on my page", NOW)

    return say


@pytest.fixture
def steps_back(inside):
    def step(somebody, kind, from_day=TODAY, to_day=None):
        with inside() as session:
            values = {"house_id": somebody.house_id, "person_id": somebody.person_id, "kind": kind}
            session.add(Presence(**values, from_day=from_day, to_day=to_day, share_quarters=0, made_at=NOW))

    return step


def test_who_is_home_shows_those_who_said_so(home_today, says_yes, resident, housemate, worker):
    assert home_today(housemate) == ""
    says_yes(resident)
    for reader in (resident, housemate, worker):
        assert "Robin" in home_today(reader) and "Hana" not in home_today(reader)


@pytest.mark.parametrize(
    ("kind", "first", "after", "is_home"),
    [
        pytest.param("away", 0, 1, False, id="away today"),
        pytest.param("away", -9, None, False, id="away until they say"),
        pytest.param("away", -9, 0, True, id="back today"),
        pytest.param("away", 1, 3, True, id="away from tomorrow"),
        pytest.param("resting", 0, 1, True, id="resting is at home"),
        pytest.param("lighter share", -1, None, True, id="so is a lighter share"),
        pytest.param("not today", 0, 1, True, id="and not today"),
    ],
)
def test_away_alone_leaves_the_name_out(
    home_today, says_yes, steps_back, resident, housemate, kind, first, after, is_home
):
    says_yes(resident, housemate)
    to_day = None if after is None else TODAY + timedelta(days=after)
    steps_back(resident, PresenceKind(kind), TODAY + timedelta(days=first), to_day)
    assert ("Robin" in home_today(housemate)) is is_home
    assert "Hana" in home_today(housemate)


def test_being_away_reads_like_never_having_said_yes(visit, says_yes, steps_back, resident, housemate):
    def page():
        return visit(housemate).page("/people").split("<h1>")[1].split("<footer")[0]

    says_yes(housemate)
    before = page()
    says_yes(resident)
    steps_back(resident, PresenceKind.away)
    assert page() == before


def test_who_works_here_is_not_on_it(home_today, says_yes, worker, coordinator, housemate):
    says_yes(worker, coordinator)
    assert home_today(housemate) == ""


def test_another_house_sees_none_of_it(visit, says_yes, resident, outsider):
    says_yes(resident)
    page = visit(outsider).page("/people")
    assert "Home today" not in page and "Robin" not in page


def test_whoever_moves_on_is_off_it(inside, home_today, says_yes, resident, housemate):
    says_yes(resident)
    with inside() as session:
        own = session.query(Membership).filter_by(person_id=resident.person_id).one()
        going.move_on(own, None, NOW)
    assert home_today(housemate) == ""


# --- the list ---


def test_new_people_are_called_new_for_a_week(visit, inside, at, resident, house_id):
    with inside():
        noor = acts.add_person("Noor", NOW)
        acts.join(house_id, noor.id, Role.resident, NOW)
    page = visit(resident).page("/people")
    assert page.count("new here") == 1 and page.index("Noor") < page.index("new here")
    at(NOW + timedelta(days=7))
    assert "new here" not in visit(resident).page("/people")


def test_the_page_of_a_person_says_since_when(visit, resident, housemate):
    assert "Here since July 2025" in visit(resident).page(f"/people/{housemate.person_id}")


def test_a_worker_says_how_they_like_to_support(visit, inside, worker, resident):
    with inside():
        set_reach_by(worker.house_id, worker.person_id, "Knock", "Tea and cards.", NOW)
    assert "Tea and cards." in visit(resident).page("/people")
    assert "Knock" not in visit(resident).page("/people")


def test_it_stands_beside_their_work_alone(visit, inside, living_worker, resident):
    with inside():
        set_reach_by(living_worker.house_id, living_worker.person_id, "", "Tea and cards.", NOW)
    assert visit(resident).page("/people").count("Tea and cards.") == 1


def test_people_without_an_account_look_the_same(visit, inside, resident, housemate, house_id):
    with inside() as session:
        noor = acts.add_person("Zed", NOW - timedelta(days=400))
        session.add(
            Membership(house_id=house_id, person_id=noor.id, role=Role.resident, started_at=NOW - timedelta(days=400))
        )
        noor_id = noor.id
    page = visit(resident).page("/people")

    def line(name, person_id):
        [found] = [each for each in page.split("<li>") if f">{name}</a>" in each]
        return found.split("</li>")[0].replace(name, "X").replace(f"/people/{person_id}", "/people/N")

    assert line("Zed", noor_id) == line("Hana", housemate.person_id)
