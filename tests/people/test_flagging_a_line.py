"""Somebody says that a number of outside help doesn't answer: a coordinator hears of it, and nobody's name is kept."""

import pytest
import sqlalchemy as sa

from house.people.models import SupportLine
from house.trust.models import Change, Look
from tests.support.cast import NOW

pytestmark = pytest.mark.usefixtures("files_as_they_were")
OURS, KEEP = "/outside-help/ours", "/outside-help/keep"
SAYS = "Someone says it doesn’t answer"
WAITS = "Someone says a number for outside help doesn’t answer."


@pytest.fixture
def find(inside, house_id):
    """A line of the house, as it stands now."""

    def one(label="Lifeline"):
        with inside() as session:
            return session.scalars(sa.select(SupportLine).filter_by(house_id=house_id, label=label)).one()

    return one


def flag(browser, line):
    return browser.submit(f"{OURS}/{line.id}/flag", page=OURS)


@pytest.mark.parametrize("who", ["resident", "housemate", "worker", "living_worker", "coordinator"])
def test_anybody_of_the_house_can_say_so(visit, request, find, who):
    browser = visit(request.getfixturevalue(who))
    assert "A coordinator is asked to look." in browser.after(flag(browser, find()))
    assert find().flagged_at == NOW


def test_the_page_says_that_somebody_did(visit, resident, housemate, find):
    flag(visit(resident), find())
    page = visit(housemate).page(OURS)
    assert page.count(SAYS) == 1 and page.count("This one doesn’t answer") == 3


def test_nobodys_name_is_kept(visit, resident, find, inside, app):
    before = everything(inside)
    browser = visit(resident)
    flag(browser, find())
    new = {table: rows - before[table] for table, rows in everything(inside).items() if rows - before[table]}
    assert set(new) <= {"support_line", "spent_nonce", "sign_in"}
    (line,) = new["support_line"]
    assert str(resident.person_id) not in str(line).split(", ")[-2:]


def everything(inside):
    with inside() as session:
        return {
            table.name: {str(row) for row in session.execute(sa.select(table))}
            for table in SupportLine.metadata.sorted_tables
        }


def test_no_trace_names_them(visit, resident, find, inside):
    flag(visit(resident), find())
    with inside() as session:
        for kind in (Change, Look):
            assert session.scalar(sa.select(sa.func.count()).select_from(kind)) == 0


def test_it_waits_for_coordinators_alone(visit, resident, coordinator, outside_coordinator, find):
    flag(visit(resident), find())
    assert WAITS in visit(coordinator).page("/")
    assert WAITS not in visit(resident).page("/") and WAITS not in visit(outside_coordinator).page("/")
    assert visit(coordinator).page(KEEP).count(SAYS) == 1


def test_once_they_tried_it_it_waits_no_more(visit, resident, coordinator, find):
    flag(visit(resident), find())
    browser = visit(coordinator)
    browser.submit(f"{KEEP}/{find().id}/tried", page=KEEP)
    assert (find().flagged_at, WAITS in browser.page("/"), SAYS in browser.page(KEEP)) == (None, False, False)


def test_trying_them_all_clears_it_too(visit, resident, coordinator, find):
    flag(visit(resident), find())
    visit(coordinator).submit(f"{KEEP}/tried", page=KEEP)
    assert find().flagged_at is None


def test_another_number_clears_it_and_the_day(visit, resident, coordinator, find):
    browser = visit(coordinator)
    browser.submit(f"{KEEP}/tried", page=KEEP)
    flag(visit(resident), find())
    browser.submit(f"{KEEP}/{find().id}", label="Lifeline", phone="1300 111 222", is_24_7="y")
    assert (find().flagged_at, find().checked_on, find().checked_by_id) == (None, None, None)


def test_other_words_leave_it(visit, resident, coordinator, find):
    line = find()
    flag(visit(resident), line)
    same = {"phone": line.phone, "sms": line.sms, "url": line.url, "is_24_7": "y"}
    visit(coordinator).submit(f"{KEEP}/{line.id}", label="Lifeline, day and night", **same)
    assert find("Lifeline, day and night").flagged_at == NOW


def test_the_second_to_say_so_hears_that_it_is_known(visit, resident, housemate, find, at):
    line, late = find(), visit(housemate)
    mark = late.page(OURS).split(f'action="{OURS}/{line.id}/flag"')[1].split('name="mark" value="')[1].split('"')[0]
    flag(visit(resident), line)
    at("2026-08-06 18:00")
    assert "asked to look already" in late.after(late.post(f"{OURS}/{line.id}/flag", mark=mark))
    assert find().flagged_at == NOW


@pytest.mark.parametrize("mark", ["", "kumquat", None])
def test_a_number_that_is_another_by_now_is_not_flagged(visit, resident, find, mark):
    browser = visit(resident)
    answer = browser.post(f"{OURS}/{find().id}/flag", **({} if mark is None else {"mark": mark}))
    assert "That line was changed since you opened the page." in browser.after(answer)
    assert find().flagged_at is None


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_houses_line_is_not_there(visit, request, find, who):
    assert visit(request.getfixturevalue(who)).post(f"{OURS}/{find().id}/flag").status_code == 404
    assert find().flagged_at is None


def test_nobody_unknown_can_say_so(visit, find):
    assert visit().post(f"{OURS}/{find().id}/flag").headers["Location"].startswith("/sign-in")
    assert find().flagged_at is None


def test_it_changes_nothing_of_the_page_on_the_fridge(visit, resident, find, app):
    """The page for the fridge says what to call, until a coordinator knows better."""
    path = visit(resident).page(OURS).split('class="once" tabindex="0">http://localhost')[1].split("<")[0]
    before = visit().page(path)
    flag(visit(resident), find())
    assert visit().page(path) == before
