"""What my file says of whom I shared a check-in with, and until when."""

from datetime import timedelta

import pytest

from house import clock
from house.checkins import acts
from house.checkins.mine import mine
from house.checkins.models import CheckIn
from house.trust.models import Audience
from tests.support.cast import LONG_AGO, NOW

DAY = timedelta(days=1)


@pytest.fixture
def taken(inside, resident):
    """The rows of what I shared, as they stand in the file."""

    def rows():
        with inside():
            _check_ins, shared, *_more = mine(resident.person_id, resident.house_id, LONG_AGO, clock.now())
            return [tuple(row) for row in shared.rows()]

    return rows


@pytest.mark.parametrize("audience", [Audience.on_shift, Audience.workers, Audience.house])
def test_it_names_the_audience_and_its_end(taken, write, audience):
    write(audience=audience, until=NOW + DAY)
    assert taken() == [(NOW, audience, None, NOW, NOW + DAY)]


def test_it_names_the_person(taken, write, housemate):
    write(audience=Audience.person, whom=housemate)
    assert taken() == [(NOW, Audience.person, "Hana", NOW, None)]


def test_what_i_stopped_ended_then(taken, write, inside, at):
    own = write(audience=Audience.house, until=NOW + DAY)
    later = at(NOW + DAY / 2)
    with inside() as session:
        acts.end_sharing(session.get_one(CheckIn, own), later)
    assert taken() == [(NOW, Audience.house, None, NOW, later)]


def test_what_ran_out_before_i_stopped_it_ended_by_itself(taken, write, inside, at):
    own = write(audience=Audience.house, until=NOW + DAY)
    later = at(NOW + DAY * 2)
    with inside() as session:
        acts.end_sharing(session.get_one(CheckIn, own), later)
    assert taken() == [(NOW, Audience.house, None, NOW, NOW + DAY)]
