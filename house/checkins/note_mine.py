"""A person's notes, to be taken along: those about them with all that was said, and that they wrote some."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import aliased

from house.checkins import note_drafts
from house.checkins.note_access import for_author
from house.checkins.note_labels import ANSWERS, CONTACTS
from house.checkins.note_models import (
    KIND,
    ContactNote,
    ContactOffer,
    NoteDraft,
    NoteText,
    Saying,
    Starter,
    TakenNote,
)
from house.checkins.note_words import open_text
from house.checkins.shares_mine import share_fields, share_rows
from house.db import db
from house.mine import Section, Value, fields
from house.people.models import Person

AT_A_TIME = 200
_Author = aliased(Person)


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """All about one person in this house from an instant on, oldest first."""
    about = (
        ContactNote.owner_id == person_id,
        ContactNote.house_id == house_id,
        ContactNote.written_at >= private_from,
    )
    of_house = (person_id, house_id, private_from)
    return [
        _texts(about),
        _shares(about),
        _offers(*of_house, now),
        _taken(*of_house),
        _written(*of_house, now),
        _draft(*of_house, now),
    ]


def _texts(about: tuple[sa.ColumnElement[bool], ...]) -> Section:
    query = (
        sa.select(
            *(ContactNote.id, ContactNote.at, _Author.called_name, ContactNote.kind, ContactNote.started_by),
            *(NoteText.id.label("text_id"), NoteText.saying, NoteText.made, NoteText.at.label("said_at")),
            *(NoteText.words_sealed, NoteText.next_step_sealed),
        )
        .join(NoteText, NoteText.note_id == ContactNote.id)
        .join(_Author, _Author.id == ContactNote.author_id)
        .where(*about)
        .order_by(ContactNote.written_at, ContactNote.id, NoteText.position)
    )

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=AT_A_TIME)):
            words = open_text(row)
            by = row.called_name if row.saying is Saying.written else _("me")
            started = _("me") if row.started_by is Starter.resident else row.called_name
            made = row.made.value if row.made else None
            yield row.at, str(CONTACTS[row.kind]), started, by, row.said_at, made, words.text, words.next_step

    return Section(
        "notes_about_me",
        _("Notes about me"),
        _("Each note with all the words it ever had, and your own words beside them."),
        fields(
            at=_("When"),
            kind=_("What it was"),
            started_by=_("Started by"),
            by=_("Words by"),
            said=_("Written"),
            made=_("How"),
            words=_("Words"),
            next_step=_("A next step"),
        ),
        rows,
    )


def _shares(about: tuple[sa.ColumnElement[bool], ...]) -> Section:
    return Section(
        "read_notes",
        _("Who could read notes about me"),
        _("Who could read a note, and from when to when."),
        share_fields("note", _("Note of")),
        lambda: share_rows(KIND, ContactNote, *about),
    )


def _offers(person_id: int, house_id: int, private_from: datetime, now: datetime) -> Section:
    query = (
        sa.select(ContactOffer.at, Person.called_name, ContactOffer.kind, ContactOffer.answer)
        .join(Person, Person.id == ContactOffer.author_id)
        .where(ContactOffer.owner_id == person_id, ContactOffer.house_id == house_id, ContactOffer.at >= private_from)
        .order_by(ContactOffer.at, ContactOffer.id)
    )
    return Section(
        "contact_offers",
        _("Contact offered to me"),
        _("Each goes after 30 days."),
        fields(at=_("When"), by=_("Offered by"), kind=_("What"), answer=_("What came of it")),
        lambda: (
            (at, name, str(CONTACTS[kind]), str(ANSWERS[answer]))
            for at, name, kind, answer in db.session.execute(query)
        ),
    )


def _taken(person_id: int, house_id: int, private_from: datetime) -> Section:
    query = (
        sa.select(TakenNote.at, Person.called_name)
        .join(Person, Person.id == TakenNote.author_id)
        .where(TakenNote.owner_id == person_id, TakenNote.house_id == house_id, TakenNote.at >= private_from)
        .order_by(TakenNote.at, TakenNote.id)
    )
    return Section(
        "notes_taken_away",
        _("Notes about somebody else"),
        _("Notes that reached you by mistake and were taken away."),
        fields(at=_("When"), by=_("Written by")),
        lambda: (tuple(row) for row in db.session.execute(query)),
    )


def _written(person_id: int, house_id: int, private_from: datetime, now: datetime) -> Section:
    """When they wrote those they still read: whom a note is about is that person's own to take along."""
    still_read = sa.exists().where(for_author(now)).correlate(ContactNote)
    query = (
        sa.select(ContactNote.written_at)
        .where(
            ContactNote.author_id == person_id,
            ContactNote.house_id == house_id,
            ContactNote.written_at >= private_from,
            still_read,
        )
        .order_by(ContactNote.written_at, ContactNote.id)
    )
    return Section(
        "notes_i_wrote",
        _("Notes I wrote"),
        _("When you wrote notes that you can still read. Their words belong to whom they are about."),
        fields(written=_("Written")),
        lambda: (tuple(row) for row in db.session.execute(query)),
    )


def _draft(person_id: int, house_id: int, private_from: datetime, now: datetime) -> Section:
    def rows() -> Iterator[tuple[Value, ...]]:
        own = (NoteDraft.author_id == person_id, NoteDraft.house_id == house_id, NoteDraft.kept_at >= private_from)
        for draft in db.session.scalars(sa.select(NoteDraft).where(*own, note_drafts.lasts(now))):
            typed = note_drafts.fields_of(draft)
            yield draft.kept_at, typed.get("text", ""), typed.get("next_step", "")

    return Section(
        "note_draft",
        _("A note I am writing"),
        _("What you typed and have not kept as a note yet."),
        fields(typed=_("Typed"), words=_("Words"), next_step=_("A next step")),
        rows,
    )
