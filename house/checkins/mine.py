"""A person's own check-ins, to be taken along: all of them, a stretch at a time."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.checkins import need_mine
from house.checkins.labels import CONNECTIONS, ENERGIES, FEELINGS, NEEDS
from house.checkins.models import KIND, CheckIn, CheckInWay
from house.checkins.shares_mine import share_fields, share_rows
from house.checkins.ways import of
from house.checkins.words import open_words
from house.db import db, open_sealed
from house.mine import Section, Value, fields
from house.people.models import Person
from house.trust.models import Audience, Share

AT_A_TIME = 200


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """All check-ins of theirs in this house that were written from an instant on, oldest first."""
    own = (CheckIn.owner_id == person_id, CheckIn.house_id == house_id, CheckIn.written_at >= private_from)
    return [
        Section(
            "check_ins",
            _("My check-ins"),
            _("In your own words, with whom you shared each of them."),
            fields(
                at=_("When"),
                feeling=_("The day was"),
                need=_("What would help"),
                energy=_("Energy"),
                connection=_("Connection"),
                note=_("In my words"),
                typed_by=_("Typed beside me by"),
                changed=_("Last changed"),
                shared_with=_("Shared with"),
            ),
            lambda: _rows(own),
        ),
        _shares(own),
        Section(
            "check_in_way",
            _("How I check in"),
            _("My own words for a day, with whom a new check-in starts, and whether I look back."),
            fields(
                words=_("My own words for a day"),
                audience=_("Starts with"),
                on_call=_("Whoever is on call too"),
                looks_back=_("A look back"),
            ),
            lambda: _way(person_id, house_id, private_from),
        ),
        *need_mine.sections(person_id, house_id, private_from),
    ]


def _way(person_id: int, house_id: int, private_from: datetime) -> Iterator[tuple[Value, ...]]:
    query = sa.select(
        *(CheckInWay.id, CheckInWay.words_sealed, CheckInWay.audience, CheckInWay.on_call, CheckInWay.looks_back),
        Person.called_name,
    ).outerjoin(Person, Person.id == CheckInWay.person_id)
    for row in db.session.execute(query.where(*of(person_id, house_id), CheckInWay.kept_at >= private_from)):
        words = open_sealed(CheckInWay.__tablename__, row.id, "words", row.words_sealed)
        yield words, row.called_name or row.audience, row.on_call, row.looks_back


def _rows(own: tuple[sa.ColumnElement[bool], ...]) -> Iterator[tuple[Value, ...]]:
    last: tuple[datetime, int] | None = None
    while rows := _stretch(own, last):
        shared = _audiences([row.id for row in rows])
        for row in rows:
            yield _values(row, shared.get(row.id, {}))
        last = (rows[-1].at, rows[-1].id)


def _stretch(own: tuple[sa.ColumnElement[bool], ...], after: tuple[datetime, int] | None) -> list[Any]:
    query = (
        sa.select(
            CheckIn.id,
            CheckIn.at,
            CheckIn.written_at,
            CheckIn.changed_at,
            CheckIn.feeling_sealed,
            CheckIn.need_sealed,
            CheckIn.note_sealed,
            CheckIn.energy_sealed,
            CheckIn.connection_sealed,
            Person.called_name.label("typed_by"),
        )
        .outerjoin(Person, Person.id == CheckIn.typed_by_id)
        .where(*own)
        .order_by(CheckIn.at, CheckIn.id)
        .limit(AT_A_TIME)
    )
    if after:
        at, own_id = after
        query = query.where((CheckIn.at > at) | sa.and_(CheckIn.at == at, CheckIn.id > own_id))
    return list(db.session.execute(query))


def _values(row: Any, shared: Iterable[str]) -> tuple[Value, ...]:
    words = open_words(row)
    return (
        row.at,
        str(FEELINGS.get(words.feeling, words.feeling)),
        str(NEEDS.get(words.need, words.need)),
        str(ENERGIES.get(words.energy, words.energy)),
        str(CONNECTIONS.get(words.connection, words.connection)),
        words.note,
        row.typed_by or "",
        row.changed_at if row.changed_at != row.written_at else None,
        tuple(shared) or (str(Audience.only_me),),
    )


def _audiences(check_in_ids: list[int]) -> dict[int, dict[str, None]]:
    """With whom each of these was ever shared; who a person was stands with the shares, beside its times."""
    query = sa.select(Share.thing_id, Share.audience).where(Share.kind == KIND, Share.thing_id.in_(check_in_ids))
    shared: dict[int, dict[str, None]] = {}
    for thing_id, audience in db.session.execute(query.order_by(Share.since, Share.id)):
        shared.setdefault(thing_id, {})[audience.value] = None
    return shared


def _shares(own: tuple[sa.ColumnElement[bool], ...]) -> Section:
    return Section(
        "shared_check_ins",
        _("Check-ins I shared"),
        _("Who could read a check-in, and from when to when."),
        share_fields("check_in", _("Check-in of")),
        lambda: share_rows(KIND, CheckIn, *own),
    )
