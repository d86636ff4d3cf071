"""Who a share reaches: the rule and the query agree for every share there can be, and the trace is only added to."""

from dataclasses import replace
from datetime import timedelta
from itertools import product
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st

from house import clock
from house.trust.access import Standing, reaches, reaching, standing
from house.trust.acts import end_shares, note_change, note_looks_at, share
from house.trust.models import Audience, Change, Look, Share
from house.viewer import Role, Viewer
from tests.support.cast import NOW

KIND, OTHER_KIND = "check-in", "note"
A_MOMENT, AN_HOUR = timedelta(microseconds=1), timedelta(hours=1)
SINCE = (NOW - AN_HOUR, NOW, NOW + A_MOMENT, NOW + AN_HOUR)
UNTIL = (None, NOW - AN_HOUR, NOW, NOW + A_MOMENT, NOW + AN_HOUR)
WITHDRAWN = (None, NOW - AN_HOUR, NOW, NOW + AN_HOUR)


@pytest.fixture
def every_share(inside, cast):
    """One share of every sort: each audience, owner, house and kind, and every side of each instant."""
    reader, another = cast.resident.person_id, cast.housemate.person_id
    audiences = [(each, None, False) for each in (Audience.on_shift, Audience.workers, Audience.house)]
    audiences += [(Audience.on_shift, None, True), (Audience.person, reader, False), (Audience.person, another, False)]
    houses, owners, kinds = (cast.house_id, cast.other_house_id), (reader, another), (KIND, OTHER_KIND)
    rows = [
        {
            "house_id": house,
            "owner_id": owner,
            "kind": kind,
            "thing_id": number,
            "audience": audience,
            "person_id": person,
            "on_call": on_call,
            "since": since,
            "until": until,
            "withdrawn_at": withdrawn,
        }
        for number, (house, owner, kind, (audience, person, on_call), since, until, withdrawn) in enumerate(
            product(houses, owners, kinds, audiences, SINCE, UNTIL, WITHDRAWN), start=1
        )
    ]
    with inside() as session:
        session.execute(sa.insert(Share), rows)


ON_SHIFT = {"is_of_the_house": True, "is_worker": True, "is_on_shift": True}
ON_CALL = {"is_of_the_house": True, "is_worker": True, "is_on_call": True}
STANDS = {
    "only a coordinator": {},
    "lives here": {"is_of_the_house": True},
    "a worker off shift": {"is_of_the_house": True, "is_worker": True},
    "a worker on shift": ON_SHIFT,
    "a worker on call": ON_CALL,
    "a worker on call who came in by a card": {**ON_CALL, "is_closed": True},
    "came in by a card": {**ON_SHIFT, "is_closed": True},
    "came back": {**ON_SHIFT, "here_since": NOW},
}


def reader_of(person_id, house_id, here_since=NOW - AN_HOUR * 9, **more):
    nothing = dict.fromkeys(("is_of_the_house", "is_worker", "is_on_shift", "is_on_call", "is_closed"), False)
    return Standing(person_id, house_id, here_since, **{**nothing, **more})


@pytest.mark.parametrize("stands", STANDS)
@pytest.mark.parametrize("house", ["house_id", "other_house_id"])
@pytest.mark.parametrize("who", ["resident", "worker"])
def test_the_query_finds_what_the_rule_says(every_share, inside, cast, who, house, stands):
    reader = reader_of(getattr(cast, who).person_id, getattr(cast, house), **STANDS[stands])
    with inside() as session:
        found = set(session.scalars(sa.select(Share.id).where(reaching(KIND, reader, NOW))))
        shares = session.scalars(sa.select(Share).where(Share.kind == KIND)).all()
        assert len(shares) == 1920
        assert found == {each.id for each in shares if reaches(each, reader, NOW)}
        # The shares of this table name the resident alone.
        assert bool(found) == (not reader.is_closed and (reader.is_of_the_house or who == "resident"))


instants = st.integers(-3, 3).map(lambda hours: NOW + AN_HOUR * hours)
moments = st.none() | instants
shares = st.builds(
    SimpleNamespace,
    house_id=st.integers(1, 2),
    owner_id=st.integers(1, 3),
    audience=st.sampled_from([each for each in Audience if each is not Audience.only_me]),
    person_id=st.integers(1, 3),
    on_call=st.booleans(),
    since=instants,
    until=moments,
    withdrawn_at=moments,
)
flags = [st.booleans()] * 5
readers = st.builds(Standing, st.integers(1, 3), st.integers(1, 2), instants, *flags)


@given(shares, readers)
def test_a_share_reaches_nobody_outside_its_house_its_time_or_its_will(made, reader):
    if reaches(made, reader, NOW):
        assert made.house_id == reader.house_id and made.owner_id != reader.person_id
        assert made.withdrawn_at is None and made.since <= NOW
        assert made.until is None or made.until > NOW


@given(shares, readers)
def test_what_is_shared_with_workers_reaches_no_one_else(made, reader):
    if made.audience is Audience.workers and not reader.is_worker:
        assert not reaches(made, reader, NOW)


@given(shares, readers)
def test_on_call_reads_what_is_for_the_shift_only_where_its_owner_said_so(made, reader):
    if made.audience is Audience.on_shift and not reader.is_on_shift and reaches(made, reader, NOW):
        assert made.on_call and reader.is_on_call


@given(shares, readers)
def test_who_came_in_by_a_card_reads_nothing_of_others(made, reader):
    assert not (reader.is_closed and reaches(made, reader, NOW))


@given(shares, readers)
def test_what_names_somebody_does_not_reach_them_once_they_have_come_back(made, reader):
    if made.audience is Audience.person and reaches(made, reader, NOW):
        assert made.since >= reader.here_since


@given(shares, readers)
def test_only_me_reaches_nobody_even_if_a_share_said_so(made, reader):
    made.audience = Audience.only_me
    assert not reaches(made, reader, NOW)


def viewer(*roles):
    nothing = dict.fromkeys(Viewer.__dataclass_fields__)
    return Viewer(**{**nothing, "person_id": 1, "house_id": 1, "roles": frozenset(roles)})


@pytest.mark.parametrize(
    ("roles", "is_worker", "is_of_the_house"),
    [
        ((Role.peer_worker,), True, True),
        ((Role.peer_worker, Role.coordinator), True, True),
        pytest.param((Role.peer_worker, Role.resident), False, True, id="who lives here never counts as a worker"),
        pytest.param((Role.coordinator,), False, False, id="a coordinator on the roster is no worker for it"),
        pytest.param((Role.coordinator, Role.resident), False, True, id="a coordinator who lives here"),
        pytest.param((Role.resident,), False, True, id="a resident"),
    ],
)
def test_where_somebody_stands(roles, is_worker, is_of_the_house):
    here = standing(viewer(*roles), is_on_shift=True, now=NOW)
    assert (here.is_worker, here.is_on_shift, here.is_of_the_house) == (is_worker, is_worker, is_of_the_house)
    assert not standing(viewer(*roles), is_on_shift=False, now=NOW).is_on_shift


@pytest.mark.parametrize(("opens_at", "is_closed"), [(None, False), (NOW + A_MOMENT, True), (NOW, False)])
def test_a_card_closes_until_its_instant(opens_at, is_closed):
    by_card = replace(viewer(Role.resident), private_opens_at=opens_at)
    assert standing(by_card, is_on_shift=False, now=NOW).is_closed is is_closed


# --- sharing and ending ---


@pytest.fixture
def reached(inside, cast):
    """Whether somebody of the cast reads thing 7 of the resident at this moment."""

    def ask(somebody, is_worker=False, is_on_shift=False):
        here = {"is_of_the_house": True, "is_worker": is_worker, "is_on_shift": is_on_shift}
        reader = reader_of(somebody.person_id, somebody.house_id, **here)
        with inside() as session:
            return session.scalar(sa.select(Share.id).where(reaching(KIND, reader, clock.now()))) is not None

    return ask


@pytest.fixture
def shared(inside, resident):
    def share_it(audience, **more):
        with inside():
            share(resident.house_id, resident.person_id, KIND, 7, audience, clock.now(), **more)

    return share_it


def test_a_share_with_the_house_reaches_a_housemate(shared, reached, housemate):
    shared(Audience.house)
    assert reached(housemate)


def test_it_reaches_nobody_of_another_house(shared, reached, outsider):
    shared(Audience.house)
    assert not reached(outsider)


def test_only_me_writes_no_share(shared, inside):
    shared(Audience.only_me)
    with inside() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Share)) == 0


def test_a_new_audience_takes_the_place_of_the_old_one(shared, reached, housemate, worker):
    shared(Audience.house)
    shared(Audience.workers)
    assert not reached(housemate) and reached(worker, is_worker=True)


def test_ending_it_holds_from_the_next_question_on(shared, reached, housemate, inside):
    shared(Audience.house)
    with inside():
        end_shares(KIND, 7, clock.now())
    assert not reached(housemate)


def test_ending_one_things_shares_leaves_anothers(shared, reached, housemate, inside):
    shared(Audience.house)
    with inside():
        end_shares(KIND, 8, clock.now())
        end_shares(OTHER_KIND, 7, clock.now())
    assert reached(housemate)


def test_an_ended_share_keeps_the_instant_it_ended(shared, inside, at):
    shared(Audience.house)
    with inside():
        end_shares(KIND, 7, NOW)
    at(NOW + AN_HOUR)
    with inside() as session:
        end_shares(KIND, 7, clock.now())
        assert session.scalars(sa.select(Share.withdrawn_at)).all() == [NOW]


def test_a_share_until_some_time_ends_by_itself(shared, reached, housemate, at):
    shared(Audience.house, until=NOW + AN_HOUR)
    assert reached(housemate)
    at(NOW + AN_HOUR)
    assert not reached(housemate)


def test_the_same_audience_until_another_time_is_the_same_share(shared, reached, housemate, inside, at):
    shared(Audience.house)
    at(NOW + AN_HOUR)
    shared(Audience.house, until=NOW + AN_HOUR * 2)
    with inside() as session:
        assert session.execute(sa.select(Share.since, Share.until)).all() == [(NOW, NOW + AN_HOUR * 2)]
    at(NOW + AN_HOUR * 2)
    assert not reached(housemate)


def test_one_that_has_run_out_begins_anew(shared, inside, at):
    shared(Audience.house, until=NOW + AN_HOUR)
    at(NOW + AN_HOUR)
    shared(Audience.house)
    with inside() as session:
        assert session.scalars(sa.select(Share.since).order_by(Share.id)).all() == [NOW, NOW + AN_HOUR]


def test_naming_another_person_takes_it_from_the_first(shared, reached, housemate, worker):
    shared(Audience.person, person_id=housemate.person_id)
    shared(Audience.person, person_id=worker.person_id)
    assert [reached(housemate), reached(worker)] == [False, True]


@pytest.mark.parametrize(
    ("audience", "names_somebody"),
    [(Audience.only_me, False), (Audience.person, False), (Audience.house, True)],
    ids=["a share with nobody", "a person who is not named", "the house, and a person"],
)
def test_a_share_that_says_two_things_cannot_be_stored(inside, resident, housemate, audience, names_somebody):
    row = Share(
        house_id=resident.house_id,
        owner_id=resident.person_id,
        kind=KIND,
        thing_id=7,
        audience=audience,
        person_id=housemate.person_id if names_somebody else None,
        since=NOW,
    )
    with inside() as session, pytest.raises(sa.exc.IntegrityError), session.begin_nested():
        session.add(row)


# --- the trace ---


def test_looks_at_several_things_are_written_in_one_statement(inside, worker, resident, housemate, queries):
    things = [(1, resident.person_id, "the house"), (2, housemate.person_id, "all peer workers")]
    with inside() as session:
        with queries() as seen:
            note_looks_at(worker.house_id, worker.person_id, KIND, things, NOW)
        assert seen.count == 1
        rows = session.execute(sa.select(Look.owner_id, Look.viewer_id, Look.thing_id, Look.basis, Look.at)).all()
    assert sorted(map(tuple, rows)) == sorted(
        (owner, worker.person_id, thing, basis, NOW) for thing, owner, basis in things
    )


def test_looking_at_my_own_thing_is_no_look(inside, resident):
    with inside() as session:
        note_looks_at(resident.house_id, resident.person_id, KIND, [(1, resident.person_id, "the house")], NOW)
        assert session.scalar(sa.select(sa.func.count()).select_from(Look)) == 0


def test_looking_at_nothing_asks_nothing(inside, worker, queries):
    with inside(), queries() as seen:
        note_looks_at(worker.house_id, worker.person_id, KIND, [], NOW)
    assert seen.count == 0


@pytest.fixture(params=[Look, Change], ids=["a look", "a change"])
def written(request, inside, resident, worker):
    with inside():
        note_looks_at(worker.house_id, worker.person_id, KIND, [(1, resident.person_id, "the house")], NOW)
        note_change(worker.house_id, worker.person_id, "chore", 1, "made", NOW)
    return request.param


def test_what_was_written_is_not_changed(inside, written):
    with pytest.raises(RuntimeError, match="stays as it was written"), inside() as session:
        session.scalars(sa.select(written)).first().kind = "something else"
        session.flush()


def test_what_was_written_is_not_taken_away(inside, written):
    with pytest.raises(RuntimeError, match="stays as it was written"), inside() as session:
        session.delete(session.scalars(sa.select(written)).first())
        session.flush()


def test_a_change_may_be_somebodys_of_the_house(inside, house_id):
    with inside() as session:
        note_change(house_id, None, "agenda item", 5, "brought", NOW)
        session.flush()
        assert session.scalars(sa.select(Change.actor_id)).one() is None


def test_neither_looks_nor_changes_have_a_place_for_words():
    columns = {column.name for table in (Look.__table__, Change.__table__) for column in table.c}
    assert columns == {
        "id", "house_id", "owner_id", "viewer_id", "actor_id", "kind", "thing_id", "basis", "action", "at",
    }  # fmt: skip
