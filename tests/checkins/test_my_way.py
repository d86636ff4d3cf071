"""How I check in: with whom a new one starts, and a look back that is off until I turn it on."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins.models import CheckInWay
from house.checkins.words import CheckInWords
from house.people.models import Membership
from house.trust.models import Audience, Share
from tests.support.cast import NOW

DAY = timedelta(days=1)


@pytest.fixture
def keep(visit, resident):
    """The resident's way, as they choose it."""

    def keep(**chosen):
        return visit(resident).submit("/check-ins/my-way", **{"words": "", "audience": "only me", **chosen})

    return keep


def audience_of_new(inside):
    with inside() as session:
        return session.scalars(sa.select(Share.audience)).all()


def test_to_begin_with_it_is_only_me(visit, resident, inside):
    visit(resident).submit("/check-ins", feeling="good")
    assert audience_of_new(inside) == []


def test_a_new_check_in_starts_with_my_own_choice(keep, visit, resident, inside):
    keep(audience="whoever is on shift")
    visit(resident).submit("/check-ins", feeling="good")
    assert audience_of_new(inside) == [Audience.on_shift]


def test_on_call_too_is_part_of_my_choice(keep, visit, resident):
    me = visit(resident)
    assert 'checked id="on_call"' not in me.page("/check-ins")
    keep(audience="whoever is on shift", on_call="y")
    assert 'checked id="on_call"' in me.page("/check-ins")


def test_i_can_choose_otherwise_each_time(keep, visit, resident, inside):
    keep(audience="whoever is on shift")
    visit(resident).submit("/check-ins", feeling="good", audience="only me")
    assert audience_of_new(inside) == []


def test_it_changes_nothing_that_i_wrote_before(keep, write, inside):
    write()
    keep(audience="the house")
    assert audience_of_new(inside) == []


def test_whom_i_chose_by_name_stands_on_the_page(keep, visit, resident, worker):
    keep(audience="a person", person=str(worker.person_id))
    assert f'selected value="{worker.person_id}"' in visit(resident).page("/check-ins")


def test_whom_i_chose_and_who_moved_on_is_nobody_then(keep, visit, resident, worker, inside):
    keep(audience="a person", person=str(worker.person_id))
    with inside() as session:
        theirs = sa.update(Membership).where(Membership.person_id == worker.person_id)
        session.execute(theirs.values(ended_at=NOW))
    visit(resident).submit("/check-ins", feeling="good")
    assert audience_of_new(inside) == []


def test_somebody_of_another_house_is_refused(keep, outsider, inside):
    assert keep(audience="a person", person=str(outsider.person_id)).status_code == 422
    with inside() as session:
        assert session.scalars(sa.select(CheckInWay)).all() == []


def test_nobody_elses_page_starts_that_way(keep, visit, housemate, inside):
    keep(audience="the house")
    visit(housemate).submit("/check-ins", feeling="good")
    assert audience_of_new(inside) == []


# --- a look back ---


def test_it_is_off_until_i_turn_it_on(write, visit, resident):
    write()
    me = visit(resident)
    assert "/check-ins/look-back" not in me.page("/check-ins")
    assert "noteword" not in me.page("/check-ins/look-back")


def test_once_on_it_lists_my_own_week_by_week(keep, write, visit, resident):
    write(CheckInWords("good", "", "thisweekword"))
    write(CheckInWords("hard", "", "lastweekword"), when=NOW - 7 * DAY)
    keep(looks_back="y")
    me = visit(resident)
    assert "/check-ins/look-back" in me.page("/check-ins")
    page = me.page("/check-ins/look-back")
    assert page.index("This week") < page.index("thisweekword") < page.index("Last week") < page.index("lastweekword")


def test_turned_off_again_it_is_gone(keep, write, visit, resident):
    write()
    keep(looks_back="y")
    keep()
    assert "noteword" not in visit(resident).page("/check-ins/look-back")


def test_nobody_elses_stand_in_mine(keep, write, visit, resident, housemate):
    write(CheckInWords("good", "", "housemateword"), audience=Audience.house, by=housemate)
    keep(looks_back="y")
    assert "housemateword" not in visit(resident).page("/check-ins/look-back")


def test_further_back_are_the_four_weeks_before(keep, write, visit, resident):
    write(CheckInWords("good", "", "longagoword"), when=NOW - 40 * DAY)
    keep(looks_back="y")
    me = visit(resident)
    assert "longagoword" not in me.page("/check-ins/look-back")
    assert "longagoword" in me.page("/check-ins/look-back?before=2026-07-13")


@pytest.mark.parametrize("before", ["", "x", "0000-00-00", "9999-12-31", "0001-01-01", "2026-08-06' OR 1", "2026-W01"])
def test_a_day_that_is_none_shows_these_weeks_or_none(keep, visit, resident, before):
    keep(looks_back="y")
    assert visit(resident).get("/check-ins/look-back", query_string={"before": before}).status_code == 200


def test_it_asks_as_often_for_years_as_for_a_day(keep, write, visit, resident, queries):
    keep(looks_back="y")
    me, counts = visit(resident), []
    for many in (1, 60):
        for number in range(many):
            write(when=NOW - number * DAY)
        with queries() as seen:
            me.page("/check-ins/look-back")
        counts.append(seen.count)
    assert counts[0] == counts[1] <= 4
