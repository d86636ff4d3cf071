"""What I shared and who looked, in the list of everything about me."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house.about_me import AboutMe, Mark, Source, add_source, number_of, older
from house.db import db
from house.people.models import Person
from house.people.shares import KINDS, kind_words
from house.people.sharing import Sharing
from house.people.sharing_words import basis_words, who_words
from house.trust.access import opened
from house.trust.models import Look, Share
from house.viewer import Viewer
from house.when.words import stamp_words

SHARES, LOOKS = "shares", "looks"


def shares(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """What the viewer shared, also what has ended, the newest first."""
    source = number_of(SHARES)
    query = (
        sa.select(
            *(Share.kind, Share.thing_id, Share.since, Share.until, Share.withdrawn_at),
            *(Share.audience, Share.person_id, Share.on_call, Person.called_name),
        )
        .outerjoin(Person, Person.id == Share.person_id)
        .where(
            Share.house_id == viewer.house_id,
            Share.owner_id == viewer.person_id,
            opened(Share.since, viewer, now),
            older(Share.since, Share.thing_id, source, after),
        )
        .order_by(Share.since.desc(), Share.thing_id.desc())
    )
    for row in db.session.execute(query.limit(most)):
        sharing = Sharing(row.audience, row.person_id, row.until, row.called_name or "", row.on_call)
        whom = who_words(sharing).rstrip(",")  # it ends the line here
        words = _("You shared %(what)s: %(whom)s", what=kind_words(row.kind), whom=whom)
        ended = min((end for end in (row.until, row.withdrawn_at) if end), default=None)
        url = KINDS[row.kind].path(row.thing_id) if row.kind in KINDS else ""
        yield AboutMe(Mark(row.since, source, row.thing_id), words, _end_words(ended, viewer, now), url)


def _end_words(ended: datetime | None, viewer: Viewer, now: datetime) -> str:
    if ended is None:
        return _("Still shared, until you stop it.")
    if ended > now:
        return _("Still shared, until %(when)s.", when=stamp_words(ended, now, viewer.zone))
    return _("Ended %(when)s.", when=stamp_words(ended, now, viewer.zone))


def looks(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Looks by others at what is the viewer's, the newest first."""
    source = number_of(LOOKS)
    query = (
        sa.select(Look.id, Look.kind, Look.basis, Look.at, Person.called_name)
        .join(Person, Person.id == Look.viewer_id)
        .where(
            Look.owner_id == viewer.person_id,
            Look.house_id == viewer.house_id,
            opened(Look.at, viewer, now),
            older(Look.at, Look.id, source, after),
        )
        .order_by(Look.at.desc(), Look.id.desc())
    )
    for row in db.session.execute(query.limit(most)):
        words = _("%(name)s looked at %(what)s of yours", name=row.called_name, what=kind_words(row.kind))
        yield AboutMe(Mark(row.at, source, row.id), words, basis_words(row.basis), url_for("people.my_looks"))


add_source(Source(SHARES, lazy_gettext("What I shared"), shares))
add_source(Source(LOOKS, lazy_gettext("Who looked"), looks))
