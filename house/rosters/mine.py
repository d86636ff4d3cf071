"""A worker's own shifts and what they told the house of themselves, to be taken along."""

from collections.abc import Iterator
from dataclasses import astuple
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.mine import Section, Value, fields
from house.rosters.mine_agreed import agreed
from house.rosters.mine_handover import handed_over
from house.rosters.models import Shift, ShiftStatus
from house.rosters.reading import get_profile


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Their shifts from an instant on, and how people reach them."""
    return [
        _shifts(person_id, house_id, private_from),
        _reach(person_id, house_id),
        *agreed(person_id, house_id),
        *handed_over(person_id, house_id, private_from, now),
    ]


def _shifts(person_id: int, house_id: int, private_from: datetime) -> Section:
    query = (
        sa.select(Shift.starts_at, Shift.ends_at, Shift.kind, Shift.status, Shift.visible_label, Shift.confirmed_at)
        .where(
            Shift.worker_id == person_id,
            Shift.house_id == house_id,
            Shift.status != ShiftStatus.draft,
            Shift.ends_at >= private_from,
        )
        .order_by(Shift.starts_at, Shift.id)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    labels = {
        "from": _("From"),
        "to": _("To"),
        "kind": _("What kind"),
        "state": _("How it stands"),
        "words": _("A few words"),
        "said_yes": _("Said yes"),
    }
    return Section("shifts", _("My shifts"), _("Shifts that were given to you."), fields(**labels), rows)


def _reach(person_id: int, house_id: int) -> Section:
    def rows() -> Iterator[tuple[Value, ...]]:
        profile = get_profile(house_id, person_id)
        if profile.reach_by or profile.is_told:
            yield astuple(profile)

    labels = {
        "reach_by": _("How people reach me"),
        "how_i_support": _("How I like to support"),
        "not_great_with": _("Not great at"),
        "languages": _("Languages"),
        "usual_days": _("Usually here"),
    }
    about = _("What you told the house of yourself, for your shifts.")
    return Section("reach", _("About me, for the house"), about, fields(**labels), rows)
