"""Where something asked for stands: a table of each step, and the database says the same as the rule."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house.checkins import need_acts
from house.checkins.models import CheckIn
from house.checkins.need_access import still_open
from house.checkins.need_models import NeedSignal, Step
from house.checkins.need_states import State, came, state_of
from house.trust.acts import note_looks_at
from house.trust.models import Audience, Share
from tests.support.cast import NOW

H = timedelta(hours=1)
STATES = [
    ({}, State.waiting, "nobody has seen it"),
    ({"asked": 24 * 400}, State.waiting, "nobody has seen it for more than a year"),
    ({"seen": 1}, State.seen, "somebody has seen it"),
    ({"seen": 23.9}, State.seen, "nearly a day ago"),
    ({"seen": 24}, State.still_so, "a day ago: its owner is asked"),
    ({"seen": 47.9}, State.still_so, "for a day more"),
    ({"seen": 48}, State.resting, "and then it rests"),
    ({"seen": 30, "step": Step.seen, "said": 2}, State.seen, "a word about it begins the day anew"),
    ({"seen": 30, "step": Step.arranged, "said": 2}, State.arranged, "arranged"),
    ({"seen": 30, "step": Step.answered, "said": 2}, State.answered, "answered"),
    ({"seen": 30, "step": Step.answered, "said": 25}, State.still_so, "answered a day ago"),
    ({"seen": 80, "step": Step.arranged, "said": 48}, State.resting, "arranged two days ago"),
    ({"seen": 1, "closed": 1}, State.closed, "closed by its owner"),
    ({"closed": 1}, State.closed, "closed before anybody saw it"),
    ({"seen": 90, "step": Step.answered, "said": 80, "closed": 70}, State.closed, "closed long ago"),
    # Of before it was shared as it is now, nothing counts.
    (
        {"asked": 5, "seen": 6, "step": Step.answered, "said": 6},
        State.waiting,
        "answered before it was asked anew",
    ),
    ({"asked": 5, "seen": 4, "step": Step.answered, "said": 6}, State.seen, "seen since, answered before"),
    ({"asked": 5, "closed": 6}, State.waiting, "closed before it was shared anew"),
]


def ago(hours):
    return None if hours is None else NOW - H * hours


@pytest.mark.parametrize(("what", "stands", "_why"), STATES, ids=[why for *_, why in STATES])
def test_it_stands_where_the_table_says(what, stands, _why):
    since, seen = ago(what.get("asked", 100)), ago(what.get("seen"))
    said = (what["step"], ago(what["said"])) if "step" in what else None
    seen = seen if seen and seen >= since else None
    assert state_of(came(since, seen, said, ago(what.get("closed"))), NOW) is stands


@pytest.mark.parametrize(("what", "stands", "_why"), STATES, ids=[why for *_, why in STATES])
def test_the_database_says_so_too(inside, write, worker, what, stands, _why):
    need_id = write(audience=Audience.on_shift, when=ago(100))
    with inside() as session:
        signal = session.get_one(NeedSignal, need_id)
        signal.since = ago(what.get("asked", 100))
        signal.closed_at = ago(what.get("closed"))
        session.execute(sa.update(Share).values(since=min(signal.since, ago(100))))
        if "step" in what:
            need_acts.say(signal, what["step"], "", worker.person_id, ago(what["said"]))
        if "seen" in what:
            looks = [(need_id, session.get_one(CheckIn, need_id).owner_id, "on shift")]
            note_looks_at(worker.house_id, worker.person_id, "check-in", looks, ago(what["seen"]))
        session.flush()
        query = sa.select(NeedSignal.id).join(CheckIn, CheckIn.id == NeedSignal.id)
        found = session.scalars(query.join(Share, Share.thing_id == CheckIn.id).where(still_open(NOW))).all()
    assert (found == [need_id]) is (stands not in (State.closed, State.resting))
