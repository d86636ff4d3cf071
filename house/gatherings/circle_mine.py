"""What is a person's own in circles, to be taken along: what they say of times to come, and what they host."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import in_stretches
from house.gatherings.circle_models import Circle, CircleAnswer, CircleHost, CircleSession
from house.mine import Section, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their own of circles. Once a time is over, nothing of who came is kept, so nothing of it is here."""
    own = (CircleAnswer.person_id == person_id, CircleAnswer.house_id == house_id, CircleAnswer.said_at >= private_from)
    said = (
        sa.select(
            *(Circle.title, CircleSession.starts_at, CircleAnswer.standing),
            *(CircleAnswer.shows_name, CircleAnswer.offered_until, CircleAnswer.said_at),
        )
        .join(CircleSession, CircleSession.id == CircleAnswer.session_id)
        .join(Circle, Circle.id == CircleSession.circle_id)
        .where(*own, CircleSession.ends_at > now)
    )
    hosted = (
        sa.select(Circle.title, CircleHost.asked_at, CircleHost.since)
        .join(Circle, Circle.id == CircleHost.circle_id)
        .where(CircleHost.person_id == person_id, CircleHost.house_id == house_id)
    )
    return [
        Section(
            "circles_coming",
            _("What I said of coming to circles"),
            _("Of times to come. Once one is over, it is gone."),
            fields(
                circle=_("Circle"),
                starts=_("When"),
                answer=_("What"),
                shows_name=_("My name is shown"),
                offered_until=_("A place is kept for me until"),
                said=_("Said"),
            ),
            in_stretches(said.order_by(CircleSession.starts_at, CircleAnswer.id)),
        ),
        Section(
            "circles_hosted",
            _("Circles I host"),
            _("And those I am asked to host."),
            fields(circle=_("Circle"), asked=_("Asked"), since=_("Since")),
            in_stretches(hosted.order_by(CircleHost.id)),
        ),
    ]
