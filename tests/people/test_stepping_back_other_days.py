"""Stepping back on days that no button has."""

from datetime import date

import pytest
import sqlalchemy as sa

from house.people.belonging import Presence, PresenceKind

PATH = "/me/stepping-back/days"


def kept(inside, somebody):
    columns = (Presence.kind, Presence.from_day, Presence.to_day, Presence.share_quarters)
    with inside() as session:
        rows = session.execute(sa.select(*columns).where(Presence.person_id == somebody.person_id))
        return [tuple(row) for row in rows]


@pytest.mark.parametrize(
    ("way", "kind", "quarters"),
    [
        ("away", PresenceKind.away, 0),
        ("resting", PresenceKind.resting, 0),
        ("half", PresenceKind.lighter, 2),
        ("quarter", PresenceKind.lighter, 1),
    ],
)
def test_days_of_ones_own(visit, resident, inside, way, kind, quarters):
    answer = visit(resident).submit(PATH, way=way, first="2026-08-20", end="2026-08-25")
    assert answer.status_code == 303
    assert kept(inside, resident) == [(kind, date(2026, 8, 20), date(2026, 8, 25), quarters)]


def test_without_a_last_day_it_lasts_until_they_say(visit, resident, inside):
    visit(resident).submit(PATH, way="resting", first="2026-08-06", end="")
    assert kept(inside, resident)[0][2] is None


def test_it_says_so_and_it_can_be_taken_back(visit, resident, inside):
    browser = visit(resident)
    assert "Away from Thursday 20 August until Tuesday 25 August." in browser.after(
        browser.submit(PATH, way="away", first="2026-08-20", end="2026-08-25")
    )
    assert "Take it back" in browser.page("/me/stepping-back")
    assert "Away from" not in browser.page("/")  # it is not yet
    with inside() as session:
        time = session.scalar(sa.select(Presence.id))
    browser.post("/me/stepping-back/end", time=time)
    assert kept(inside, resident) == []


@pytest.mark.parametrize(
    ("fields", "sentence", "why"),
    [
        ({"first": "2026-08-05", "end": "2026-08-08"}, "Choose today or a later day.", "yesterday"),
        ({"first": "0001-01-01"}, "Choose today or a later day.", "long ago"),
        ({"first": "2026-08-08", "end": "2026-08-08"}, "Choose a day after the first one.", "no day at all"),
        ({"first": "2026-08-08", "end": "2026-08-07"}, "Choose a day after the first one.", "backwards"),
        ({"first": "2027-08-08"}, "Choose a day within a year from now.", "starts too far away"),
        ({"first": "9999-12-31"}, "Choose a day within a year from now.", "starts at the end of time"),
        ({"first": "2026-08-08", "end": "2027-08-08"}, "or leave it empty.", "ends too far away"),
        ({"first": "2026-08-08", "end": "9999-12-31"}, "or leave it empty.", "ends at the end of time"),
        ({"first": ""}, "Choose the first day.", "nothing"),
        ({"first": "soon"}, "Choose the first day.", "no date"),
        ({"first": "2026-02-30"}, "Choose the first day.", "no such day"),
        ({"first": "2026-08-08", "end": "later"}, "Choose a day, or leave it empty.", "no date"),
        ({"first": "2026-08-08", "way": ""}, "Choose one.", "not said how"),
        ({"first": "2026-08-08", "way": "today"}, "Choose one.", "not today is for today"),
    ],
)
def test_days_that_can_not_be_are_met_beside_their_field(visit, resident, inside, fields, sentence, why):
    answer = visit(resident).submit(PATH, **{"way": "away", "end": "", **fields})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page, why
    assert all(value in page for name, value in fields.items() if name != "way")
    assert kept(inside, resident) == []


def test_a_year_ahead_is_fine(visit, resident, inside):
    visit(resident).submit(PATH, way="away", first="2027-08-06", end="2027-08-07")
    assert len(kept(inside, resident)) == 1


def test_today_is_the_houses_today(visit, resident, inside, at):
    at("2026-08-07 00:30")  # still the 6th in UTC
    assert visit(resident).submit(PATH, way="away", first="2026-08-06", end="").status_code == 422
