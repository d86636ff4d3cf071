"""When somebody's next shift is, in words."""

from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.rosters.models import WITH_SOMEONE, Shift
from house.viewer import Role, Viewer
from house.when.words import soon_words


def next_shift_words(viewer: Viewer, now: datetime) -> str:
    """The beginning of the viewer's next shift; "" for who works no shifts here or has none ahead."""
    if Role.peer_worker not in viewer.roles:
        return ""
    query = sa.select(Shift.starts_at).where(
        Shift.worker_id == viewer.person_id,
        Shift.house_id == viewer.house_id,
        Shift.status.in_(WITH_SOMEONE),
        Shift.starts_at > now,
    )
    starts_at = db.session.scalar(query.order_by(Shift.starts_at).limit(1))
    return str(_("Your next shift begins %(when)s.", when=soon_words(starts_at, now, viewer.zone))) if starts_at else ""
