"""My check-ins and the notes about me, in the list of everything: that they are there, and none of their words."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house.about_me import AboutMe, Mark, Source, add_source, number_of, older
from house.checkins.models import CheckIn
from house.checkins.note_models import ContactNote
from house.db import db
from house.people.models import Person
from house.trust.access import opened
from house.viewer import Viewer

CHECK_INS, NOTES = "check-ins", "notes"


def check_ins(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """The viewer's own, the newest first."""
    source = number_of(CHECK_INS)
    query = (
        sa.select(CheckIn.id, CheckIn.written_at, Person.called_name)
        .outerjoin(Person, Person.id == CheckIn.typed_by_id)
        .where(
            CheckIn.house_id == viewer.house_id,
            CheckIn.owner_id == viewer.person_id,
            opened(CheckIn.written_at, viewer, now),
            older(CheckIn.written_at, CheckIn.id, source, after),
        )
        .order_by(CheckIn.written_at.desc(), CheckIn.id.desc())
    )
    for row in db.session.execute(query.limit(most)):
        typed = _("Typed by %(name)s, beside you.", name=row.called_name) if row.called_name else ""
        url = url_for("checkins.edit", check_in_id=row.id)
        yield AboutMe(Mark(row.written_at, source, row.id), _("You checked in"), typed, url)


def notes(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Notes about the viewer, the newest first."""
    source = number_of(NOTES)
    query = (
        sa.select(ContactNote.id, ContactNote.written_at, Person.called_name)
        .join(Person, Person.id == ContactNote.author_id)
        .where(
            ContactNote.house_id == viewer.house_id,
            ContactNote.owner_id == viewer.person_id,
            opened(ContactNote.written_at, viewer, now),
            older(ContactNote.written_at, ContactNote.id, source, after),
        )
        .order_by(ContactNote.written_at.desc(), ContactNote.id.desc())
    )
    for row in db.session.execute(query.limit(most)):
        words = _("%(name)s wrote a note with you, or about you", name=row.called_name)
        url = url_for("checkins.notes.sharing", note_id=row.id)
        yield AboutMe(Mark(row.written_at, source, row.id), words, "", url)


add_source(Source(CHECK_INS, lazy_gettext("My check-ins"), check_ins))
add_source(Source(NOTES, lazy_gettext("Notes about me"), notes))
