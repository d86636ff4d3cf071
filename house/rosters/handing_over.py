"""Lines for the next shift are written, seen, taken away; what a resident asked to pass on is theirs the whole time."""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people.belonging import Purpose
from house.people.consents import has_consented
from house.people.models import Membership
from house.rosters.handing_models import HandoverLine, HandoverSeen
from house.trust.acts import share
from house.trust.models import Audience, Share
from house.viewer import Role

KIND = "pass-on"  # what shares and looks call it
LASTS = timedelta(days=14)


class NotAsked(Exception):
    """The resident does not say yes to passing things on."""


def write_house_line(house_id: int, by_id: int, words: str, now: datetime) -> HandoverLine:
    """A line about the house: visitors, repairs, what's on."""
    return _write(HandoverLine(house_id=house_id, written_by_id=by_id, words=words), now)


def pass_on(house_id: int, about_id: int, by_id: int, words: str, now: datetime) -> HandoverLine:
    """What a resident asked to pass on; whoever is on shift can read it. Raises `NotAsked`."""
    if not has_consented(Purpose.pass_on, about_id, house_id):
        raise NotAsked
    line = HandoverLine(house_id=house_id, about_id=about_id, written_by_id=by_id, words=words, asked_at=now)
    _write(line, now)
    share(house_id, about_id, KIND, line.id, Audience.on_shift, now, until=line.expires_at)
    return line


def _write(line: HandoverLine, now: datetime) -> HandoverLine:
    clear_expired(line.house_id, now)
    line.written_at, line.expires_at = now, now + LASTS
    db.session.add(line)
    db.session.flush()
    return line


@facts.rows_needed.connect
def clear_with_new_rows(house_id: int, until: object, now: datetime) -> None:
    """About once a week, what has had its 14 days goes, whether or not somebody writes the next."""
    clear_expired(house_id, now)


def clear_expired(house_id: int, now: datetime) -> None:
    """What has had its 14 days is gone, with who read it and its share."""
    _delete(HandoverLine.house_id == house_id, HandoverLine.expires_at <= now)


def take_line_away(line: HandoverLine) -> None:
    """It is gone at once."""
    _delete(HandoverLine.id == line.id)


def mark_seen(house_id: int, person_id: int, line_ids: list[int], now: datetime) -> None:
    """A worker who came on has read these."""
    seen = sa.select(HandoverSeen.line_id).where(HandoverSeen.person_id == person_id)
    known = set(db.session.scalars(seen.where(HandoverSeen.line_id.in_(line_ids))))
    rows = [
        HandoverSeen(house_id=house_id, line_id=line_id, person_id=person_id, seen_at=now)
        for line_id in line_ids
        if line_id not in known
    ]
    db.session.add_all(rows)
    db.session.flush()


def _delete(*which: sa.ColumnElement[bool]) -> None:
    ids = list(db.session.scalars(sa.select(HandoverLine.id).where(*which)))
    if not ids:
        return
    db.session.execute(sa.delete(Share).where(Share.kind == KIND, Share.thing_id.in_(ids)))
    db.session.execute(sa.delete(HandoverSeen).where(HandoverSeen.line_id.in_(ids)))
    db.session.execute(sa.delete(HandoverLine).where(HandoverLine.id.in_(ids)))


@facts.consent_taken_back.connect
def forget_passed_on(person_id: int, house_id: int, purpose: Purpose, now: datetime) -> None:
    """Who no longer wants things passed on finds that what was written down is gone."""
    if purpose is Purpose.pass_on:
        _delete(HandoverLine.house_id == house_id, HandoverLine.about_id == person_id)


@facts.own_things_deleted.connect
def delete_passed_on(person_id: int, house_id: int, now: datetime) -> None:
    """They delete what is theirs alone: what they asked to pass on is among it."""
    _delete(HandoverLine.house_id == house_id, HandoverLine.about_id == person_id)


@facts.moved_on.connect
def passed_on_goes_with_them(membership: Membership, now: datetime) -> None:
    """A resident moves on: what they asked to pass on is gone."""
    if membership.role is Role.resident:
        _delete(HandoverLine.house_id == membership.house_id, HandoverLine.about_id == membership.person_id)
