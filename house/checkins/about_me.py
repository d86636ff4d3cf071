"""My check-ins, and what was written about me, in the list of everything: that it is there, and none of its words."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from sqlalchemy.orm import InstrumentedAttribute

from house.about_me import AboutMe, Mark, Source, add_source, number_of, older
from house.checkins.models import CheckIn
from house.checkins.note_models import ContactNote, ContactOffer, TakenNote
from house.checkins.note_offers import KEPT_FOR
from house.db import db
from house.people.models import Person
from house.trust.access import opened
from house.viewer import Viewer

CHECK_INS, NOTES, OFFERS, TAKEN = "check-ins", "notes", "offers", "taken-away"


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
    """Notes about the viewer."""
    query = _by_others(viewer, now, NOTES, after, most, ContactNote, ContactNote.written_at)
    for row in db.session.execute(query):
        words = _("%(name)s wrote a note with you, or about you", name=row.called_name)
        yield AboutMe(_mark(row, NOTES), words, "", url_for("checkins.notes.sharing", note_id=row.id))


def offers(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Contact that was offered to the viewer; each line goes after 30 days."""
    yield from _lines(_offered(viewer, now, after, most))


def taken_away(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Notes that were about somebody else, and are gone."""
    yield from _lines(_taken(viewer, now, after, most))


def offers_and_taken_away(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> Iterator[AboutMe]:
    """Both, as many of each; one query."""
    parts = (each(viewer, now, after, most).subquery() for each in (_offered, _taken))
    yield from _lines(sa.union_all(*(sa.select(part) for part in parts)))


def _lines(query: Any) -> Iterator[AboutMe]:
    words = {
        OFFERS: _("%(name)s wrote down that contact was offered"),
        TAKEN: _("A note by %(name)s was about somebody else, and was taken away"),
    }
    for row in db.session.execute(query):
        yield AboutMe(
            _mark(row, row.key), words[row.key] % {"name": row.called_name}, "", url_for("checkins.notes.mine")
        )


def _offered(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> sa.Select[*tuple[Any, ...]]:
    lately = ContactOffer.at > now - KEPT_FOR
    return _by_others(viewer, now, OFFERS, after, most, ContactOffer, ContactOffer.at, lately)


def _taken(viewer: Viewer, now: datetime, after: Mark | None, most: int) -> sa.Select[*tuple[Any, ...]]:
    return _by_others(viewer, now, TAKEN, after, most, TakenNote, TakenNote.at)


def _by_others(
    viewer: Viewer,
    now: datetime,
    key: str,
    after: Mark | None,
    most: int,
    table: Any,
    at: InstrumentedAttribute[datetime],
    *more: sa.ColumnElement[bool],
) -> sa.Select[*tuple[Any, ...]]:
    """What a peer worker wrote about the viewer in one of the tables of notes, the newest first: when, and who."""
    query = (
        sa.select(table.id, at.label("at"), Person.called_name, sa.literal(key).label("key"))
        .join(Person, Person.id == table.author_id)
        .where(
            table.house_id == viewer.house_id,
            table.owner_id == viewer.person_id,
            opened(at, viewer, now),
            older(at, table.id, number_of(key), after),
            *more,
        )
        .order_by(at.desc(), table.id.desc())
    )
    return query.limit(most)


def _mark(row: Any, key: str) -> Mark:
    return Mark(row.at, number_of(key), row.id)


add_source(Source(CHECK_INS, lazy_gettext("My check-ins"), check_ins))
add_source(Source(NOTES, lazy_gettext("Notes about me"), notes))
add_source(Source(OFFERS, lazy_gettext("Contact offered"), offers, offers_and_taken_away))
add_source(Source(TAKEN, lazy_gettext("Taken away"), taken_away, offers_and_taken_away))
