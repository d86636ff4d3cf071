"""What notes ask of somebody, as parts of the one question that check-ins ask for Today: no names, no words."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from flask import url_for
from flask_babel import gettext as _

from house.checkins.note_access import READ_BACK_WITHIN, is_authors, is_to_be_read_back, readable
from house.checkins.note_models import KIND, ContactNote
from house.checkins.note_reading import is_new_to
from house.checkins.read_back import waits_for
from house.db import Instant
from house.trust.access import Standing, opened
from house.trust.models import Audience, Look, Share
from house.viewer import Viewer
from house.waiting import Waiting

MINE, TO_READ_BACK, ANSWERED, SHARED = "note of mine", "to read back", "answered", "shared note"
SHARED_FOR = timedelta(days=30)  # what is shared stands under "Waiting for you" no longer than this


def questions(viewer: Viewer, reading: Standing, now: datetime) -> list[sa.Select[*tuple[Any, ...]]]:
    """For each thing that notes ask, since when; each answers one row, or none of an audience."""
    asked = [_about_me(viewer, now), _shared(reading, now)]
    return [*asked, _to_read_back(viewer, now), _answered(viewer, reading, now)] if viewer.is_worker else asked


def _about_me(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    is_unseen = sa.or_(ContactNote.seen_at.is_(None), ContactNote.seen_at < ContactNote.changed_at)
    return _since(MINE, ContactNote.changed_at).where(
        ContactNote.house_id == viewer.house_id,
        ContactNote.owner_id == viewer.person_id,
        opened(ContactNote.written_at, viewer, now),
        sa.or_(is_unseen, is_to_be_read_back()),
    )


def _to_read_back(viewer: Viewer, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    return _since(TO_READ_BACK, ContactNote.changed_at).where(waits_for(viewer, now))


def _answered(viewer: Viewer, reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    has_looked = sa.exists().where(
        Look.kind == KIND,
        Look.thing_id == ContactNote.id,
        Look.viewer_id == viewer.person_id,
        Look.at >= ContactNote.replied_at,
    )
    return _since(ANSWERED, ContactNote.replied_at).where(
        ContactNote.house_id == viewer.house_id,
        ContactNote.author_id == viewer.person_id,
        ContactNote.replied_at.is_not(None),
        sa.exists().where(is_authors(), readable(reading, now)).correlate(ContactNote),
        ~has_looked,
    )


def _since(what: str, at: Any) -> sa.Select[*tuple[Any, ...]]:
    columns = (sa.literal(what), sa.literal(Audience.only_me.value), sa.literal(0), sa.func.min(at, type_=Instant()))
    return sa.select(*columns).select_from(ContactNote)


def _shared(reading: Standing, now: datetime) -> sa.Select[*tuple[Any, ...]]:
    return (
        sa.select(
            *(sa.literal(SHARED), sa.cast(Share.audience, sa.String), sa.literal(0)),
            sa.func.min(Share.since, type_=Instant()),
        )
        .join(ContactNote, readable(reading, now))
        .where(
            Share.audience.in_((Audience.person, Audience.on_shift)),
            Share.since > now - SHARED_FOR,
            ContactNote.author_id != reading.person_id,
            is_new_to(reading.person_id, Share.since),
        )
        .group_by(Share.audience)
    )


def line(what: str, audience: str, since: datetime, now: datetime) -> Waiting:
    """One answer as a line of Today."""
    mine, shared = url_for("checkins.notes.mine"), url_for("checkins.notes.shared")
    if what == MINE:
        return Waiting(_("A note is there for you to read"), mine, _("Read it"), since)
    if what == ANSWERED:
        return Waiting(_("Something was said about a note you wrote"), shared, _("Read it"), since)
    if what == TO_READ_BACK:
        return Waiting(_read_back_words(since, now), shared, _("Read it back"), since)
    words: dict[str, str] = {
        Audience.person: _("Someone shared a note with you"),
        Audience.on_shift: _("Someone shared a note with whoever is on shift"),
    }
    return Waiting(words[audience], shared, _("Read it"), since)


def _read_back_words(since: datetime, now: datetime) -> str:
    if now - since <= READ_BACK_WITHIN:
        return _("A note you wrote is to be read back")
    return _("A note you wrote is still to be read back")
