"""The chore list as a sheet: taken out and put in again, with each bad line named before anything is added."""

import csv
import io

import pytest
import sqlalchemy as sa

from house.chores import sheet
from house.chores.cadence import Cadence, How
from house.chores.kinds import Energy, PartOfDay, WhenOver
from house.chores.models import Chore
from house.chores.plan import ChorePlan, Step
from house.chores.sheet import BadSheet
from house.forms import clean_line

PLANS = [
    ChorePlan("Bins", None, 10, cadence=Cadence(weekdays=(0, 3)), icon="bin"),
    ChorePlan("Oven", None, 30, 3, cadence=Cadence(How.month_weekday, weekday=6, nth=-1, days=7), energy=Energy.high),
    ChorePlan("Kettle", None, 5, cadence=Cadence(How.after_done, 30, days=7), needs_two=True),
    ChorePlan("Bulbs", None, 5, cadence=Cadence(How.when_needed)),
    ChorePlan("Rent", None, 5, cadence=Cadence(How.month_day, 2, day=31), when_over=WhenOver.let_go),
    ChorePlan(
        "Dishes",
        None,
        15,
        cadence=Cadence(How.days),
        part_of_day=PartOfDay.evening,
        stays_a_week=True,
        steps=(Step("Fill the sink", "💧"), Step("Plates, then pots")),
        good_enough='Clean, "mostly"',
    ),
]


@pytest.fixture
def names(inside):
    def read():
        with inside() as session:
            return list(session.scalars(sa.select(Chore.name).order_by(Chore.id)))

    return read


def read(text):
    return sheet.read(text, clean_line)


def test_what_is_written_is_read_again():
    assert [line.plan for line in read(sheet.write(PLANS))] == PLANS


def test_a_spreadsheet_reckons_with_no_cell():
    text = sheet.write([ChorePlan("=1+1", None, 10, place="@home", good_enough="-x")])
    row = list(csv.reader(io.StringIO(text)))[1]
    assert (row[0], row[1]) == ("'=1+1", "'@home")
    assert read(text)[0].plan.name == "=1+1"


def test_only_the_name_is_needed():
    [line] = read("name\nBins\n")
    assert (line.plan.name, line.plan.minutes, line.plan.comes_round) == ("Bins", 10, Cadence())


@pytest.mark.parametrize("between", [",", ";", "\t"])
def test_whatever_a_spreadsheet_puts_between_cells(between):
    [line] = read(f"Name{between}Minutes\r\nBins{between}20\r\n")
    assert line.plan.minutes == 20


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({"name": ""}, "It has no name."),
        ({"name": "x" * 61}, "“name” can be up to 60 letters long."),
        ({"minutes": "90"}, "“minutes” needs a number from 5 to 30."),
        ({"minutes": "ten"}, "“minutes” needs a number from 5 to 30."),
        ({"minutes": "9" * 40}, "“minutes” needs a number from 5 to 30."),
        ({"effort": "4"}, "“effort” needs a number from 1 to 3."),
        ({"comes": "sometimes"}, "“comes” is one of: days, weeks"),
        ({"weekdays": "Funday"}, "“funday” is no day of the week."),
        ({"comes": "days", "every": "1", "days for it": "3"}, "It comes round again before its days are over"),
        ({"energy": "none"}, "“energy” is one of: low, middle, high."),
        ({"picture": "skull"}, "“picture” is one of: chores"),
        ({"steps": "x" * 61}, "“steps” are up to twelve lines"),
    ],
)
def test_each_bad_line_is_named_with_what_to_mend(cells, words):
    stream = io.StringIO()
    writer = csv.DictWriter(stream, ["name", *(name for name in cells if name != "name")])
    writer.writeheader()
    writer.writerow({"name": "Fine"})
    writer.writerow({"name": "Bins", **cells})
    good, bad = read(stream.getvalue()) if any(cells.values()) else (None, read("name,place\n,Kitchen\n")[0])
    assert good is None or good.plan
    assert bad.plan is None and words in " ".join(bad.troubles)
    assert bad.number == (3 if good else 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [("", "one of them is “name”"), ("Bins,10\n", "one of them is “name”"), ("name\n" + "x\n" * 201, "more than 200")],
)
def test_what_is_no_such_sheet_is_told(text, words):
    with pytest.raises(BadSheet, match=words):
        read(text)


def test_the_list_can_be_taken_out(visit, worker, add):
    add("Stove", 3, place="Kitchen")
    answer = visit(worker).get("/chores/list.csv")
    assert answer.headers["Content-Disposition"] == 'attachment; filename="chores.csv"'
    assert "Stove,Kitchen,weeks,1,Thursday" in answer.get_data(as_text=True)


def test_first_it_is_seen_and_nothing_is_added(visit, resident, names):
    page = visit(resident).post("/chores/put-in", text="name\nBins\nStove\n").get_data(as_text=True)
    assert "What it would be" in page and "Line 2: Bins" in page and "Add them to the list" in page
    assert names() == []


def test_then_it_is_added(visit, resident, names):
    visitor = visit(resident)
    page = visitor.after(visitor.post("/chores/put-in", text="name\nBins\nStove\n", sure="y"))
    assert "They are on the list: Bins, Stove." in page
    assert names() == ["Bins", "Stove"]


def test_with_one_bad_line_nothing_is_added_and_what_was_typed_is_kept(visit, resident, names):
    answer = visit(resident).post("/chores/put-in", text="name,minutes\nBins,10\nStove,99\n", sure="y")
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Stove,99" in page and "Line 3: Stove" in page
    assert names() == []


@pytest.mark.parametrize("text", ["", "   ", "x", "name\n", 'name\n"Bins', "name\n\x00\n"])
def test_nonsense_adds_nothing(visit, resident, names, text):
    answer = visit(resident).post("/chores/put-in", text=text, sure="y")
    assert answer.status_code in (422, 303)
    assert len(names()) <= 1


def test_a_worker_puts_nothing_in(visit, worker):
    assert visit(worker).get("/chores/put-in").status_code == 404
