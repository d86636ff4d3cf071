"""Who is next for each role: one fair round, whoever joins, leaves, swaps or sits one out."""

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from house.meetings.rotation import APART, Happy, Part, who_is_next

START = datetime(2026, 1, 1, 19, tzinfo=UTC)
WEEK = timedelta(weeks=1)

people = st.integers(1, 6)
parts = st.sampled_from(list(Part))
waits = st.integers(0, 30).map(lambda weeks: START + weeks * WEEK)
happy = st.builds(Happy, people, parts, waits, st.sampled_from((True, True, False)))
pools = st.lists(happy, max_size=20, unique_by=lambda each: (each.person_id, each.part))


@st.composite
def takings(draw):
    """Roles that somebody has already; whoever hosts does not take notes."""
    taken = draw(st.dictionaries(parts, people, max_size=4))
    if taken.get(Part.host) == taken.get(Part.notes):
        taken.pop(Part.notes, None)
    return taken


@given(pools, takings())
def test_only_who_is_happy_to_and_free_is_named_for_what_is_free(pool, taken):
    free = {(each.part, each.person_id) for each in pool if each.is_free}
    named = who_is_next(pool, taken)
    assert set(named.items()) <= free
    assert not set(named) & set(taken)


@given(pools, takings())
def test_host_and_note_taker_are_two_people(pool, taken):
    filled = taken | who_is_next(pool, taken)
    assert len({filled[part] for part in APART if part in filled}) == len(APART & set(filled))


@given(pools, takings(), st.randoms())
def test_the_order_of_the_pool_changes_nothing(pool, taken, chance):
    shuffled = list(pool)
    chance.shuffle(shuffled)
    assert who_is_next(shuffled, taken) == who_is_next(pool, taken)


@given(pools, takings())
def test_a_role_is_left_out_only_where_nobody_can(pool, taken):
    filled = taken | who_is_next(pool, taken)
    for part in set(Part) - set(filled):
        can = {each.person_id for each in pool if each.part is part and each.is_free}
        clash = {filled.get(other) for other in APART - {part}} if part in APART else set()
        assert can <= clash


@given(pools)
def test_the_host_is_whoever_waited_longest(pool):
    can = [each for each in pool if each.part is Part.host and each.is_free]
    named = who_is_next(pool, {}).get(Part.host)
    longest = min(can, key=lambda each: (each.last, each.person_id), default=None)
    assert named == (longest.person_id if longest else None)


@given(pools, people)
def test_a_leaver_leaves_the_next_host_as_it_was(pool, leaver):
    before = who_is_next(pool, {}).get(Part.host)
    after = who_is_next([each for each in pool if each.person_id != leaver], {}).get(Part.host)
    assert before == leaver or after == before


@given(pools)
def test_a_newcomer_waits_behind_those_who_waited(pool):
    before = who_is_next(pool, {}).get(Part.host)
    joined = [*pool, Happy(99, Part.host, START + 31 * WEEK)]
    assert who_is_next(joined, {}).get(Part.host) == (before or 99)


def rounds(pool, meetings, does=lambda meeting, named: named):
    """Hold so many meetings: each time whoever does it, be it the one who was named or another."""
    done = []
    for number in range(meetings):
        doing = does(number, who_is_next(pool, {}))
        done.append(doing)
        now = START + (50 + number) * WEEK
        pool = [replace(each, last=now) if doing.get(each.part) == each.person_id else each for each in pool]
    return done


@given(st.integers(2, 6), st.integers(1, 24))
def test_everybody_hosts_as_often_as_everybody_else(size, meetings):
    pool = [Happy(person, part, START) for person in range(1, size + 1) for part in Part]
    hosts = Counter(each[Part.host] for each in rounds(pool, meetings))
    assert max(hosts.values()) - min(hosts[person] for person in range(1, size + 1)) <= 1


def test_a_swap_changes_only_whose_turn_lies_back():
    pool = [Happy(person, Part.host, START + person * timedelta(hours=1)) for person in (1, 2, 3)]
    swapped = rounds(pool, 5, lambda number, named: {Part.host: 3} if number == 0 else named)
    assert [each[Part.host] for each in swapped] == [3, 1, 2, 3, 1]


def test_not_this_time_counts_nowhere():
    pool = [Happy(1, Part.host, START, is_free=False), Happy(2, Part.host, START + WEEK)]
    assert who_is_next(pool, {}) == {Part.host: 2}
    assert who_is_next([replace(pool[0], is_free=True), pool[1]], {}) == {Part.host: 1}


def test_nobody_has_two_roles_while_somebody_else_is_happy_to():
    pool = [Happy(person, part, START) for person in range(1, 6) for part in Part]
    assert len(set(who_is_next(pool, {}).values())) == len(Part)


@pytest.mark.parametrize("part", Part)
def test_a_pool_of_one_hosts_or_writes_and_not_both(part):
    named = who_is_next([Happy(1, each, START) for each in Part], {part: 1})
    assert (Part.host in named, Part.notes in named) == (part not in APART, False)
