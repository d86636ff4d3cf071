"""In any house there could be, each reader's list holds what the rule lets them read, and what DOMAIN's words say."""

from dataclasses import dataclass, replace
from datetime import timedelta

import sqlalchemy as sa
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from house.people.models import Membership, Person
from house.people.shares import may_read, my_shares, readable
from house.people.signing_in import viewer_of
from house.trust.access import reaches, reaching, standing
from house.trust.models import Audience, Share
from house.viewer import CARD_CLOSES_FOR, Role
from tests.support.cast import LONG_AGO, NOW

KIND, OTHER_KIND = "check-in", "note"
PEOPLE, HOUSES = range(5), range(2)
FIRST_ID = 9000  # of these people, far from those of the cast
HOUR = timedelta(hours=1)


@dataclass(frozen=True)
class Belonging:
    """Somebody is something in a house, for a time."""

    person: int
    house: int
    role: Role
    private_since: int
    start: int
    end: int | None


@dataclass(frozen=True)
class Shared:
    """Somebody shares a thing. Times are hours from now."""

    house: int
    owner: int
    kind: str
    audience: Audience
    person: int
    on_call: bool  # with whoever is on shift: on call too
    since: int
    until: int | None
    withdrawn: int | None


@dataclass(frozen=True)
class World:
    """Houses, the people of them, and all they share."""

    belongings: list[Belonging]
    shares: list[Shared]
    on_shift: set[int]  # as the roster says, whatever they are
    on_call: set[int]
    cards_end: dict[int, int]  # who came in by a card: when that opens, in hours from now


# Most of what is made holds now, so that most readers have something to read.
people, houses = st.sampled_from(PEOPLE), st.sampled_from((0, 0, 0, 1))
begins = st.sampled_from((-2, -2, -1, -1, 0, 1))
ends = st.sampled_from((None, None, None, None, None, -1, 0, 1))
belongings = st.builds(
    Belonging, people, houses, st.sampled_from(Role), st.sampled_from((-3, -3, -1)), begins, ends
).filter(lambda made: (made.end is None or made.start < made.end) and made.private_since <= made.start)
audiences = st.sampled_from([each for each in Audience if each is not Audience.only_me])
kinds = st.sampled_from((KIND, KIND, KIND, OTHER_KIND))
shares = st.builds(Shared, houses, people, kinds, audiences, people, st.booleans(), begins, ends, ends)
worlds = st.builds(
    World,
    st.lists(belongings, min_size=6, max_size=14, unique_by=lambda made: (made.person, made.house, made.role)),
    st.lists(shares, min_size=8, max_size=20),
    st.sets(people),
    st.sets(people),
    st.dictionaries(people, st.integers(-1, 25), max_size=2),
)


# --- what DOMAIN says, slowly ---


def holds(start, end):
    """Half-open, at this instant."""
    return start <= 0 and (end is None or end > 0)


def belongings_now(world, person, house):
    return [
        each
        for each in world.belongings
        if (each.person, each.house) == (person, house) and holds(each.start, each.end)
    ]


def is_closed(world, person):
    """Came in by a re-entry card less than a day ago (invariant 2 holds for whoever printed it, too)."""
    return world.cards_end.get(person, 0) > 0


def lets_read(world, share, person, house):
    """Deny by default: each sentence that lets somebody read stands here, and nothing else does (settled 3)."""
    roles = {each.role for each in belongings_now(world, person, house)}
    owners = belongings_now(world, share.owner, share.house)
    if not roles or share.house != house:
        return False  # nobody reads in a house that is not theirs
    if share.owner == person:
        return False  # one's own is not read by a share
    if not owners or share.since < min(each.private_since for each in owners):
        return False  # moving on ends shares, and coming back does not bring them back
    if share.withdrawn is not None or not holds(share.since, share.until):
        return False  # ended, or not begun
    if is_closed(world, person):
        return False  # a card is never a way to read
    if share.audience is Audience.person:
        here_since = min(each.private_since for each in belongings_now(world, person, house))
        return share.person == person and share.since >= here_since
    is_worker = Role.peer_worker in roles and Role.resident not in roles  # settled 1
    if share.audience is Audience.workers:
        return is_worker
    if share.audience is Audience.on_shift:
        # Invariant 4: on call reads it only where its owner ticked that.
        return is_worker and (person in world.on_shift or (share.on_call and person in world.on_call))
    # Invariant 8: the role of coordinator grants nothing, also not what is for the house.
    return Role.resident in roles or Role.peer_worker in roles


def lists_as_mine(world, share, person, house):
    """What I share now, of this time of mine, and nothing from before a card."""
    here = belongings_now(world, person, house)
    if (share.owner, share.house) != (person, house) or not here:
        return False
    if share.withdrawn is not None or not holds(share.since, share.until):
        return False
    card_used = world.cards_end.get(person, 0) - CARD_CLOSES_FOR // HOUR
    is_before_the_card = is_closed(world, person) and share.since < card_used
    return share.since >= min(each.private_since for each in here) and not is_before_the_card


# --- the house itself ---


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(worlds)
def test_list_rule_and_words_agree_for_every_reader(inside, cast, world):
    house_ids = (cast.house_id, cast.other_house_id)
    with inside() as session:
        savepoint = session.begin_nested()
        build(session, world, house_ids)
        by_id = {share.thing_id: share for share in session.scalars(sa.select(Share))}
        for person in PEOPLE:
            for house in HOUSES:
                check(session, world, by_id, person, house, house_ids[house])
        savepoint.rollback()


def build(session, world, house_ids):
    def instant(hour):
        return None if hour is None else NOW + HOUR * hour

    session.execute(
        sa.insert(Person),
        [{"id": FIRST_ID + each, "called_name": "Somebody", "made_at": LONG_AGO} for each in PEOPLE],
    )
    session.execute(
        sa.insert(Membership),
        [
            {
                "house_id": house_ids[each.house],
                "person_id": FIRST_ID + each.person,
                "role": each.role,
                "started_at": instant(each.start),
                "ended_at": instant(each.end),
                "private_since": instant(each.private_since),
            }
            for each in world.belongings
        ],
    )
    session.execute(
        sa.insert(Share),
        [
            {
                "house_id": house_ids[each.house],
                "owner_id": FIRST_ID + each.owner,
                "kind": each.kind,
                "thing_id": number,
                "audience": each.audience,
                "person_id": FIRST_ID + each.person if each.audience is Audience.person else None,
                "on_call": each.on_call and each.audience is Audience.on_shift,
                "since": instant(each.since),
                "until": instant(each.until),
                "withdrawn_at": instant(each.withdrawn),
            }
            for number, each in enumerate(world.shares)
        ],
    )


def check(session, world, by_id, person, house, house_id):
    said = {number for number, share in enumerate(world.shares) if lets_read(world, share, person, house)}
    mine = {number for number, share in enumerate(world.shares) if lists_as_mine(world, share, person, house)}
    viewer = viewer_of(FIRST_ID + person, house_id, NOW)
    if viewer is None:
        assert not said | mine  # and no page opens
        return
    if person in world.cards_end:
        viewer = replace(viewer, private_opens_at=NOW + HOUR * world.cards_end[person])
    reader = standing(viewer, person in world.on_shift, NOW, person in world.on_call)

    def listed(*which):
        return set(session.scalars(sa.select(Share.thing_id).where(*which)))

    def ruled(rule):
        return {number for number, share in by_id.items() if share.kind == KIND and rule(reader, share)}

    of_kind = {number for number in said if world.shares[number].kind == KIND}
    assert listed(readable(KIND, reader, NOW)) == of_kind
    assert ruled(lambda reader, share: may_read(reader, share, NOW)) == of_kind
    reached = ruled(lambda reader, share: reaches(share, reader, NOW))
    assert listed(reaching(KIND, reader, NOW)) == reached >= of_kind
    assert {line.thing_id for line in my_shares(viewer, 100, NOW)} == mine
