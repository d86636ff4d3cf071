"""Who may read a note: one rule and one query, and they agree for every reader, share and state."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins.note_access import is_mine, may_read, may_withdraw, readable
from house.checkins.note_models import KIND, Contact, ContactNote, Made, Starter
from house.people.signing_in import load_viewer
from house.trust.access import standing
from house.trust.models import Audience, Share
from house.viewer import Role, Viewer
from tests.support.cast import NOW, Cast

HOUR = timedelta(hours=1)
R, W, C = Role.resident, Role.peer_worker, Role.coordinator
SHIFT, WORKERS, NAMED, HOUSE = "on shift", "workers", "named", "house"
AUTHORS, CHOSEN = "its author's own", "its author, chosen by name since"


@dataclass(frozen=True)
class Reader:
    """Somebody who would like to read, and what they may read by share."""

    who: str  # of the cast
    roles: tuple[Role, ...]
    is_on_shift: bool
    reads: set[str]
    why: str
    is_closed: bool = False


READERS = [
    Reader("resident", (R,), False, set(), "the owner reads as the owner, by no share"),
    Reader("housemate", (R,), False, {HOUSE, NAMED}, "a housemate, whom the named shares name"),
    Reader("worker", (W,), True, {HOUSE, WORKERS, SHIFT, AUTHORS, CHOSEN}, "its author, on shift"),
    Reader("worker", (W,), False, {HOUSE, WORKERS, AUTHORS, CHOSEN}, "its author, off shift"),
    Reader("worker", (W,), True, set(), "its author, who came in by a card", is_closed=True),
    Reader("worker", (R, W), True, {HOUSE, CHOSEN}, "its author, who lives here by now"),
    Reader("worker", (C,), True, {CHOSEN}, "its author, who is a coordinator by now and no worker"),
    Reader("other_worker", (W,), True, {HOUSE, WORKERS, SHIFT}, "another worker on shift"),
    Reader("other_worker", (W,), False, {HOUSE, WORKERS}, "another worker off shift"),
    Reader("living_worker", (R, W), True, {HOUSE}, "a worker who lives here"),
    Reader("coordinator", (C,), True, set(), "a coordinator reads nothing, unless named"),
    Reader("coordinator", (C, W), False, {HOUSE, WORKERS}, "a coordinator who is a worker reads as one"),
    Reader("outsider", (R,), True, set(), "somebody of another house"),
    Reader("outside_coordinator", (C, W), True, set(), "staff of another house"),
]
STATES: dict[str, tuple[dict[str, object], bool]] = {
    "in force": ({}, True),
    "ends later": ({"until": NOW + HOUR}, True),
    "ends this instant": ({"until": NOW}, False),
    "was ended": ({"withdrawn_at": NOW}, False),
    "of a check-in": ({"kind": "check-in"}, False),
    "of another note": ({"thing_id": 7}, False),
}


@pytest.fixture
def note(inside, cast: Cast) -> ContactNote:
    own = {"house_id": cast.house_id, "owner_id": cast.resident.person_id, "author_id": cast.worker.person_id}
    how = {"at": NOW, "is_of_the_day": False, "kind": Contact.chat, "started_by": Starter.worker, "made": Made.later}
    stamps = {"written_at": NOW - 2 * HOUR, "changed_at": NOW - 2 * HOUR}
    with inside() as session:
        made = ContactNote(**own, **how, **stamps, is_answered=False)
        session.add(made)
        session.flush()
        return made


@pytest.fixture
def shares(inside, cast: Cast, note: ContactNote) -> dict[int, tuple[str, str]]:
    """A share for every audience and state; what each is, by its id."""
    named: dict[str, dict[str, object]] = {
        SHIFT: {"audience": Audience.on_shift},
        WORKERS: {"audience": Audience.workers},
        HOUSE: {"audience": Audience.house},
        NAMED: {"audience": Audience.person, "person_id": cast.housemate.person_id},
        AUTHORS: {"audience": Audience.person, "person_id": cast.worker.person_id, "since": note.written_at},
        CHOSEN: {"audience": Audience.person, "person_id": cast.worker.person_id},
    }
    made = {}
    with inside() as session:
        for name, values in named.items():
            for state, (more, _reads) in STATES.items():
                given = {"kind": KIND, "thing_id": note.id, "since": NOW - HOUR, **values, **more}
                share = Share(house_id=cast.house_id, owner_id=cast.resident.person_id, **given)
                session.add(share)
                session.flush()
                made[share.id] = (name, state)
    return made


@pytest.fixture
def viewer_of(app, visit, cast: Cast) -> Callable[[Reader], Viewer]:
    def view(reader: Reader) -> Viewer:
        token = visit(getattr(cast, reader.who)).token
        with app.test_request_context():
            viewer = load_viewer(token)
        assert viewer is not None
        opens = NOW + HOUR if reader.is_closed else None
        return replace(viewer, roles=frozenset(reader.roles), private_opens_at=opens)

    return view


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_the_rule_says_what_the_house_settled(inside, viewer_of, note, shares, reader):
    stands = standing(viewer_of(reader), reader.is_on_shift, NOW)
    with inside() as session:
        read = {each.id for each in session.scalars(sa.select(Share)) if may_read(stands, note, each, NOW)}
    assert read == {each for each, (name, state) in shares.items() if name in reader.reads and STATES[state][1]}


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_the_query_says_what_the_rule_says(inside, viewer_of, note, shares, reader):
    stands = standing(viewer_of(reader), reader.is_on_shift, NOW)
    with inside() as session:
        by_rule = {each.id for each in session.scalars(sa.select(Share)) if may_read(stands, note, each, NOW)}
        query = sa.select(Share.id).join(ContactNote, readable(stands, NOW)).where(ContactNote.id == note.id)
        assert set(session.scalars(query)) == by_rule


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_it_is_its_owners_alone(viewer_of, note, reader):
    assert is_mine(viewer_of(reader), note) is (reader.who == "resident")


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_its_author_alone_takes_it_away_as_a_worker(viewer_of, note, reader):
    is_its_author_at_work = reader.who == "worker" and reader.roles == (W,) and not reader.is_closed
    assert may_withdraw(viewer_of(reader), note) is is_its_author_at_work
