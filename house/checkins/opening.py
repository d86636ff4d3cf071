"""What was typed beside somebody before they had an account, opened for the account by a peer worker beside them.

An account is given by a link that a coordinator makes and could open themselves. So it begins with what was private
before it closed; whoever made the link never opens it.
"""

from datetime import datetime

import sqlalchemy as sa
from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins.blueprint import bp
from house.db import Instant, db
from house.guard import Access, access
from house.people.models import Invite, Membership, Person
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.viewer import Role, Viewer, get_viewer

KIND = "before the account"


def new_accounts(viewer: Viewer, now: datetime) -> sa.Select[int, str]:
    """Who lives here, has an account by now, and cannot open yet what was typed beside them before."""
    made_it = sa.exists().where(
        Invite.person_id == Person.id, Invite.used_at.is_not(None), Invite.made_by_id == viewer.person_id
    )
    return (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == viewer.house_id,
            Membership.role == Role.resident,
            in_force(now),
            Membership.private_since > Membership.started_at,
            Person.sign_in_name.is_not(None),
            ~made_it,
        )
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )


@bp.post("/for/<id:person_id>/open")
@access(Access.workers, is_private=True)
def open_beside(person_id: int) -> ResponseReturnValue:
    """They are here and say so: from now on their account opens what was typed beside them before."""
    viewer, now = get_viewer(), clock.now()
    found = db.session.execute(new_accounts(viewer, now).where(Person.id == person_id)).first()
    if found is None or viewer.is_closed(now):
        abort(404)
    theirs = (Membership.house_id == viewer.house_id, Membership.person_id == person_id, in_force(now))
    came = db.session.scalar(sa.select(sa.func.min(Membership.started_at, type_=Instant())).where(*theirs))
    opened = sa.update(Membership).where(*theirs).values(private_since=came)
    db.session.execute(opened.execution_options(synchronize_session=False))
    note_change(viewer.house_id, viewer.person_id, KIND, person_id, "opened", now)
    flash(_("Open. %(name)s finds it under Check in.", name=found.called_name))
    return redirect(url_for(".whom"), 303)
