"""Lines for the next shift that are somebody's own, to be taken along: asked for, written, and read."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.mine import Section, Value, fields
from house.rosters.handing_models import HandoverLine, HandoverSeen


def handed_over(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """What they asked to pass on, what they wrote about the house, and when they read the lines of others."""
    own = sa.select(HandoverLine).where(HandoverLine.house_id == house_id, HandoverLine.expires_at > now)
    asked = own.where(HandoverLine.about_id == person_id, HandoverLine.written_at >= private_from)
    written = own.where(HandoverLine.about_id.is_(None), HandoverLine.written_by_id == person_id)
    about = _("What you asked to pass on to the shift.")
    return [
        _lines("passed_on", _("Please pass on"), about, asked),
        _lines("house_lines", _("For the next shift"), _("What you wrote about the house."), written),
        _seen(person_id, house_id),
    ]


def _lines(key: str, title: str, about: str, query: sa.Select[HandoverLine]) -> Section:
    def rows() -> Iterator[tuple[Value, ...]]:
        for line in db.session.scalars(query.order_by(HandoverLine.written_at, HandoverLine.id)):
            yield line.words, line.written_at, line.expires_at

    labels = {"words": _("Words"), "written": _("Written"), "goes": _("Goes by itself")}
    return Section(key, title, about, fields(**labels), rows)


def _seen(person_id: int, house_id: int) -> Section:
    query = sa.select(HandoverSeen.seen_at).where(
        HandoverSeen.house_id == house_id, HandoverSeen.person_id == person_id
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for seen_at in db.session.scalars(query.order_by(HandoverSeen.seen_at)):
            yield (seen_at,)

    about = _("When you marked a line for your shift as read.")
    return Section("lines_read", _("Lines I read"), about, fields(read=_("Read")), rows)
