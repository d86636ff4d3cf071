"""Who may read a check-in: one rule and one query, and they agree for every reader, audience and state of a share."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins.access import is_mine, may_read, readable
from house.checkins.models import KIND, CheckIn
from house.people.signing_in import load_viewer
from house.rosters.plan import ShiftKind
from house.trust.access import standing
from house.trust.models import Audience, Share
from house.viewer import Role, Viewer
from tests.support.cast import NOW, Cast

HOUR = timedelta(hours=1)
R, W, C = Role.resident, Role.peer_worker, Role.coordinator


@dataclass(frozen=True)
class Reader:
    """Somebody who would like to read, and what they may read by audience."""

    who: str  # of the cast
    roles: tuple[Role, ...]
    is_on_shift: bool  # what the roster says of them
    reads: set[Audience | str]  # "on call": of what is for the shift, only where on call reads too
    why: str
    is_on_call: bool = False


SHIFT, WORKERS, NAMED, HOUSE = Audience.on_shift, Audience.workers, Audience.person, Audience.house
READERS = [
    Reader("resident", (R,), False, set(), "the owner reads as the owner, by no share"),
    Reader("housemate", (R,), False, {HOUSE}, "a housemate"),
    Reader("worker", (W,), True, {HOUSE, WORKERS, SHIFT, NAMED}, "a worker on shift, whom the named shares name"),
    Reader("other_worker", (W,), True, {HOUSE, WORKERS, SHIFT}, "another worker on shift"),
    Reader("other_worker", (W,), False, {HOUSE, WORKERS}, "a worker off shift, or only on call"),
    Reader(
        "living_worker",
        (R, W),
        True,
        {HOUSE},
        "a worker who lives here never counts as one, even if the roster said so",
    ),
    Reader("other_worker", (W,), False, {HOUSE, WORKERS, "on call"}, "a worker on call", is_on_call=True),
    Reader("living_worker", (R, W), False, {HOUSE}, "on call a worker who lives here counts as none", is_on_call=True),
    Reader("coordinator", (C,), False, set(), "nor does a coordinator on call", is_on_call=True),
    Reader("coordinator", (C,), False, set(), "a coordinator reads nothing, unless named"),
    Reader("coordinator", (C,), True, set(), "nor does one whom the roster names, without being a worker"),
    Reader("coordinator", (C, R), False, {HOUSE}, "a coordinator who lives here reads as a housemate"),
    Reader(
        "coordinator", (C, W), True, {HOUSE, WORKERS, SHIFT}, "a coordinator who is a worker on shift reads as that"
    ),
    Reader("coordinator", (C, W), False, {HOUSE, WORKERS}, "and off shift as a worker off shift"),
    Reader("outsider", (R,), True, set(), "somebody of another house"),
    Reader("outside_coordinator", (C, W), True, set(), "staff of another house"),
]
STATES = {
    "in force": ({}, True),
    "begins this instant": ({"since": NOW}, True),
    "begins later": ({"since": NOW + HOUR}, False),
    "ends later": ({"until": NOW + HOUR}, True),
    "ends this instant": ({"until": NOW}, False),
    "has run out": ({"until": NOW - HOUR}, False),
    "was ended": ({"withdrawn_at": NOW - HOUR}, False),
    "was ended this instant": ({"withdrawn_at": NOW}, False),
    "of something else": ({"kind": "note"}, False),
}


@pytest.fixture
def shares(inside, cast: Cast) -> dict[int, tuple[Audience, bool, str]]:
    """A share for every audience and state, by the resident; what each is, by its id."""
    made = {}
    with inside() as session:
        for audience, on_call in ((SHIFT, False), (SHIFT, True), (WORKERS, False), (NAMED, False), (HOUSE, False)):
            for name, (values, _reads) in STATES.items():
                person_id = cast.worker.person_id if audience is NAMED else None
                given = {"kind": KIND, "since": NOW - HOUR, **values}
                share = Share(
                    house_id=cast.house_id,
                    owner_id=cast.resident.person_id,
                    thing_id=len(made) + 1,
                    audience=audience,
                    person_id=person_id,
                    on_call=on_call,
                    **given,
                )
                session.add(share)
                session.flush()
                made[share.id] = (audience, on_call, name)
    return made


@pytest.fixture
def viewer_of(app, visit, cast: Cast) -> Callable[[Reader], Viewer]:
    """The reader as a viewer, with the roles the table gives them."""

    def view(reader: Reader) -> Viewer:
        token = visit(getattr(cast, reader.who)).token
        with app.test_request_context():
            return replace(load_viewer(token), roles=frozenset(reader.roles))

    return view


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_the_rule_says_what_the_house_settled(inside, viewer_of, shares, reader):
    stands = standing(viewer_of(reader), reader.is_on_shift, NOW, reader.is_on_call)
    with inside() as session:
        read = {each.id for each in session.scalars(sa.select(Share)) if may_read(stands, each, NOW)}
    assert read == {
        share_id
        for share_id, (audience, on_call, state) in shares.items()
        if STATES[state][1] and (audience in reader.reads or (on_call and "on call" in reader.reads))
    }


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_the_query_says_what_the_rule_says(inside, viewer_of, shares, reader):
    stands = standing(viewer_of(reader), reader.is_on_shift, NOW, reader.is_on_call)
    with inside() as session:
        by_rule = {each.id for each in session.scalars(sa.select(Share)) if may_read(stands, each, NOW)}
        by_query = set(session.scalars(sa.select(Share.id).where(readable(stands, NOW))))
    assert by_query == by_rule


@pytest.mark.parametrize("reader", READERS, ids=lambda reader: reader.why)
def test_a_check_in_is_its_owners_alone_to_change(cast, viewer_of, reader):
    check_in = CheckIn(house_id=cast.house_id, owner_id=cast.resident.person_id, written_at=NOW)
    assert is_mine(viewer_of(reader), check_in) is (reader.who == "resident")


def test_somebody_who_has_moved_on_reads_nothing(visit, departed, shared):
    assert visit(departed).get("/check-ins/shared").status_code == 303


# --- the same through the page, with the roster asked ---


PLACES = [
    ("worker", {"begins": "14:00", "ends": "22:00"}, True, "on shift"),
    ("worker", {"begins": "17:30", "ends": "22:00"}, True, "half an hour before their shift"),
    ("worker", {"begins": "17:31", "ends": "22:00"}, False, "longer before it"),
    ("worker", {"begins": "08:00", "ends": "16:31"}, True, "half an hour after it"),
    ("worker", {"begins": "14:00", "ends": "22:00", "kind": ShiftKind.on_call}, False, "on call"),
    ("worker", None, False, "off shift"),
    ("other_worker", None, False, "another worker, off shift"),
    ("housemate", None, False, "a housemate"),
    ("living_worker", None, False, "a worker who lives here"),
    ("coordinator", None, False, "a coordinator"),
    ("outsider", None, False, "somebody of another house"),
    ("resident", None, False, "its owner, who reads it on their own page"),
]


@pytest.mark.parametrize(("who", "shift", "reads", "_why"), PLACES, ids=[why for *_, why in PLACES])
def test_the_page_shows_it_to_whoever_is_on_shift(visit, put_on_shift, shared, request, who, shift, reads, _why):
    somebody = request.getfixturevalue(who)
    if shift:
        put_on_shift(somebody, **shift)
    assert ("zebrawort" in visit(somebody).page("/check-ins/shared")) is reads


def test_whom_nothing_reaches_gets_the_same_page_whether_something_is_there_or_not(visit, write, worker):
    before = shown(visit(worker).page("/check-ins/shared"))
    write(audience=Audience.on_shift)
    assert shown(visit(worker).page("/check-ins/shared")) == before


def shown(page: str) -> str:
    return page[page.index("<main") : page.index("</main>")]
