"""What workers and the house agree on is noted, and the checks know of it."""

import pytest
import sqlalchemy as sa

from house.rosters.plan import ShiftKind
from house.rosters.terms_models import RosterFigure, WorkAgreement

PATH = "/rosters/agreements"
NOTE = {"kind": "short break", "made_on": "2026-08-06", "first_day": "2026-08-06", "last_day": ""}


@pytest.fixture
def short_break(give, worker):
    """A night with sleep, and 8 h 30 min after it the next shift."""
    give("2026-08-10", "18:00-06:00", worker, ShiftKind.sleepover)
    give("2026-08-11", "14:30-20:00", worker)


def found(visit, worker):
    return visit(worker).page("/rosters/mine")


def test_an_agreement_settles_what_was_found(visit, coordinator, worker, short_break):
    assert "ask for an agreement" in found(visit, worker)
    visit(coordinator).submit(PATH, **NOTE, worker=str(worker.person_id))
    page = found(visit, worker)
    assert "8 h 30 min between Tue 6am and Tue 2:30pm; usual is 10 h" in page
    assert "agreed" in page and "ask for an agreement" not in page


def test_ended_it_stands_for_the_days_before(visit, coordinator, worker, short_break, inside):
    visit(coordinator).submit(PATH, **NOTE, worker=str(worker.person_id))
    with inside() as session:
        agreement_id = session.scalars(sa.select(WorkAgreement.id)).one()
    visit(coordinator).submit(f"{PATH}/{agreement_id}/end", page=PATH)
    with inside() as session:
        assert str(session.get_one(WorkAgreement, agreement_id).last_day) == "2026-08-06"
    assert "ask for an agreement" in found(visit, worker)


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"first_day": "2026-08-01"}, "An agreement can’t be for days before it was made."),
        ({"made_on": "2026-08-07"}, "This day is still to come."),
        ({"last_day": "2026-08-01"}, "This is before the first day."),
        ({"kind": "anything"}, "Choose what it is."),
        ({"worker": "999"}, "Choose somebody from the list."),
        ({"first_day": "1926-08-06"}, "within five years"),
    ],
)
def test_what_can_not_be_is_said_in_words(visit, coordinator, worker, fields, words):
    answer = visit(coordinator).submit(PATH, **{**NOTE, "worker": str(worker.person_id), **fields})
    assert answer.status_code == 422
    assert words in answer.get_data(as_text=True)


def test_a_finding_leads_to_the_form_filled_in(visit, coordinator, worker, short_break):
    page = visit(coordinator).page(f"{PATH}?person={worker.person_id}&kind=short+break&day=2026-08-11")
    assert 'value="2026-08-11"' in page and "checked" in page


@pytest.mark.parametrize("query", ["person=x&kind=9&day=never", "day=" + "9" * 500])
def test_a_broken_address_opens_an_empty_form(visit, coordinator, query):
    assert visit(coordinator).get(f"{PATH}?{query}").status_code == 200


@pytest.mark.parametrize("who", ["resident", "worker"])
def test_agreements_are_for_coordinators(who, request, visit):
    assert visit(request.getfixturevalue(who)).get(PATH).status_code == 404


# --- terms and figures ---


def test_terms_decide_how_hours_are_counted(visit, coordinator, worker, give):
    for day in range(10, 15):
        give(f"2026-08-{day}", "09:00-17:00", worker)
    assert "in the week" not in found(visit, worker)
    path = f"/rosters/workers/{worker.person_id}/terms"
    visit(coordinator).submit(path, stream="social and community services", basis="a week", hours="38")
    assert "40 h in the week from Mon 10 August to Sun 16 August; usual is up to 38 h" in found(visit, worker)
    assert 'value="38.00"' in visit(coordinator).page(path)


def test_terms_are_of_workers_here(visit, coordinator, resident):
    assert visit(coordinator).get(f"/rosters/workers/{resident.person_id}/terms").status_code == 404


def test_a_house_has_a_figure_of_its_own(visit, coordinator, worker, give, inside):
    give("2026-08-10", "09:00-17:00", worker)
    path = "/rosters/figures/length of a shift"
    visit(coordinator).submit(path, usual="7.5", severity="look")
    assert "8 h of work from Mon 9am to Mon 5pm; usual is up to 7 h 30 min" in found(visit, worker)
    visit(coordinator).submit(path, usual="", severity="as it comes")
    assert "8 h of work" not in found(visit, worker)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count(RosterFigure.id))) == 1


def test_the_figures_can_be_those_for_anywhere(visit, coordinator, worker, give):
    give("2026-08-10", "12:00-22:00", worker)
    give("2026-08-11", "08:30-12:00", worker)
    visit(coordinator).submit("/rosters/figures", pack="GENERIC", pay_start="2026-06-01", pay_days="14")
    page = found(visit, worker)
    assert "usual is 11 h" in page and "Directive 2003/88/EC, Article 3" in page


@pytest.mark.parametrize("name", ["nothing", "length%20of%20nothing", "%00"])
def test_a_figure_that_is_none_is_no_page(visit, coordinator, name):
    assert visit(coordinator).get(f"/rosters/figures/{name}").status_code == 404
