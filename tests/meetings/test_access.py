"""The rule about who may see a meeting, and the query that states the same."""

import pytest
import sqlalchemy as sa

from house.db import db
from house.meetings.access import may_see, visible
from house.meetings.models import Meeting
from house.meetings.plan import MeetingPlan


@pytest.mark.parametrize(
    "who", ["resident", "worker", "living_worker", "coordinator", "outsider", "outside_coordinator"]
)
def test_the_rule_and_the_query_agree(who, request, inside, eyes, plan, meeting, outside_coordinator):
    plan(MeetingPlan(1, meeting.starts_local.time()), by=outside_coordinator)
    viewer = eyes(request.getfixturevalue(who))
    with inside():
        by_rule = {each.id for each in db.session.scalars(sa.select(Meeting)) if may_see(viewer, each)}
        by_query = set(db.session.scalars(sa.select(Meeting.id).where(visible(viewer))))
    assert by_rule == by_query != set()
