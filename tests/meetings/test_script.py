"""The script of a meeting: which parts, in which order, and what the time says of one. Pure."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.meetings.script import MOST_TO_DECIDE, Item, Kind, Mark, Name, Step, mark, place, script

items = st.lists(
    st.builds(
        Item,
        id=st.integers(1, 10**9),
        title=st.text(max_size=5),
        kind=st.sampled_from(Kind),
        minutes_hint=st.none() | st.integers(1, 180),
        is_elsewhere=st.booleans(),
    ),
    max_size=70,
    unique_by=lambda item: item.id,
)
START = datetime(2026, 8, 6, 9, 5, tzinfo=UTC)


def names(steps: list[Step]) -> list[str]:
    return [step.name for step in steps]


def item(number: int, kind: Kind, **more) -> Item:
    return Item(number, f"Thing {number}", kind, more.pop("minutes_hint", None), **more)


def test_without_anything_on_the_agenda_every_part_of_its_own_is_there():
    assert names(script([])) == list(Name)


def test_two_to_decide_come_first_and_the_rest_of_them_last():
    agenda = [item(1, Kind.talk), item(2, Kind.decide), item(3, Kind.share), item(4, Kind.decide), item(5, Kind.decide)]
    assert names(script(agenda))[5:-3] == ["item-2", "item-4", "item-1", "item-3", "item-5"]


@pytest.mark.parametrize(
    ("kind", "hint", "minutes"),
    [(Kind.talk, 25, 25), (Kind.share, None, 5), (Kind.talk, None, 10), (Kind.decide, None, 15)],
)
def test_a_thing_takes_what_its_hint_says_and_else_what_its_kind_does(kind, hint, minutes):
    assert script([item(1, kind, minutes_hint=hint)])[5].minutes == minutes


@given(items)
def test_everything_on_the_agenda_has_one_part_unless_it_is_elsewhere(agenda):
    of_items = [step.item for step in script(agenda) if step.item]
    assert sorted(each.id for each in of_items) == sorted(each.id for each in agenda if not each.is_elsewhere)


@given(items)
def test_no_more_than_two_to_decide_come_before_the_rest(agenda):
    kinds = [step.item.kind for step in script(agenda) if step.item]
    others = [n for n, kind in enumerate(kinds) if kind is not Kind.decide]
    assert not others or kinds[: others[0]].count(Kind.decide) <= MOST_TO_DECIDE


@given(items)
def test_it_begins_with_arriving_and_ends_with_free_time(agenda):
    steps = script(agenda)
    assert (steps[0].name, steps[-1].name) == (Name.arrive, Name.free)


def test_a_part_that_is_gone_leads_to_what_comes_after_the_agenda():
    steps = script([item(1, Kind.talk)])
    assert (place(steps, "item-1"), steps[place(steps, "item-9")].name) == (5, Name.asks)


@pytest.mark.parametrize(
    ("minutes", "after", "says"),
    [(5, 0, Mark.meant), (5, 4, Mark.meant), (5, 5, Mark.longer), (5, 90, Mark.longer), (0, 600, Mark.meant)],
)
def test_the_time_says_gently_when_a_part_goes_on_longer(minutes, after, says):
    assert mark(Step("thanks", minutes), START, START + timedelta(minutes=after)) is says
