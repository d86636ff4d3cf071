"""Saying yes to a purpose and taking it back: one step either way, and both stay in its owner's history."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from house import facts
from house.db import Instant, db, rows_changed
from house.people.belonging import Consent, Purpose
from house.people.models import Membership
from house.people.purposes import TEXTS
from house.people.signing_in import belongs

ASKED_AGAIN_AFTER = timedelta(days=365)


def consented(purpose: Purpose, person_id: Any, house_id: Any) -> sa.ColumnElement[bool]:
    """The condition that a person says yes to a purpose in a house, in the words of today.

    Both ids may be columns of the query it stands in. It says nothing of whether they still belong to the house.
    """
    return sa.exists().where(
        Consent.person_id == person_id,
        Consent.house_id == house_id,
        Consent.purpose == purpose,
        Consent.text_version == TEXTS[purpose].version,
        Consent.withdrawn_at.is_(None),
    )


def has_consented(purpose: Purpose, person_id: int, house_id: int) -> bool:
    """Whether they do."""
    return bool(db.session.scalar(sa.select(consented(purpose, person_id, house_id))))


def say_yes(house_id: int, person_id: int, purpose: Purpose, how: str, now: datetime) -> None:
    """Say yes, in the words of today. Said already, nothing changes; a yes to older words makes way for this one."""
    if has_consented(purpose, person_id, house_id):
        return
    # Only a yes to other words: of two taps at once, the second would take back what the first has given by then.
    older = (Consent.purpose == purpose, Consent.text_version != TEXTS[purpose].version)
    _in_force(house_id, person_id, {"withdrawn_at": now}, *older)
    yes = Consent(
        house_id=house_id,
        person_id=person_id,
        purpose=purpose,
        text_version=TEXTS[purpose].version,
        given_at=now,
        how=how,
        still_ok_at=now,
    )
    try:
        with db.session.begin_nested():  # the database holds one yes: of two taps at once, both said the same
            db.session.add(yes)
            db.session.flush()
    except IntegrityError:
        return


def take_back(house_id: int, person_id: int, purpose: Purpose, now: datetime) -> None:
    """Take a yes back, at once; its effect ends with the next question."""
    _in_force(house_id, person_id, {"withdrawn_at": now}, Consent.purpose == purpose)
    facts.consent_taken_back.send(person_id, house_id=house_id, purpose=purpose, now=now)


def still_ok(house_id: int, person_id: int, purpose: Purpose, now: datetime) -> bool:
    """It is still ok; in a year we ask again. False when there is no yes in the words of today."""
    return _in_force(house_id, person_id, {"still_ok_at": now}, Consent.purpose == purpose, _in_words_of_today())


def _in_force(house_id: int, person_id: int, values: dict[str, Any], *which: sa.ColumnElement[bool]) -> bool:
    live = sa.update(Consent).where(
        Consent.house_id == house_id, Consent.person_id == person_id, Consent.withdrawn_at.is_(None), *which
    )
    return rows_changed(db.session.execute(live.values(values))) > 0


def _in_words_of_today() -> sa.ColumnElement[bool]:
    return sa.or_(
        *(sa.and_(Consent.purpose == purpose, Consent.text_version == text.version) for purpose, text in TEXTS.items())
    )


def asks_again(house_id: int, person_id: int, now: datetime) -> sa.Select[datetime | None]:
    """The question when somebody last said of their oldest yes that it is ok; None while that is not a year ago."""
    return sa.select(sa.func.min(Consent.still_ok_at, type_=Instant())).where(
        Consent.house_id == house_id,
        Consent.person_id == person_id,
        Consent.withdrawn_at.is_(None),
        Consent.still_ok_at <= now - ASKED_AGAIN_AFTER,
        _in_words_of_today(),
    )


@facts.moved_on.connect
def end_consents(membership: Membership, now: datetime) -> None:
    """Whoever belongs to the house no more says yes to nothing here; so their photo is hidden."""
    if belongs(membership.person_id, membership.house_id, now):
        return
    _in_force(membership.house_id, membership.person_id, {"withdrawn_at": now})


# --- what its owner sees ---


@dataclass(frozen=True, slots=True)
class Yes:
    """One yes of somebody, in force or taken back."""

    text_version: int
    given_at: datetime
    how: str
    still_ok_at: datetime
    withdrawn_at: datetime | None


def history(house_id: int, person_id: int, since: datetime) -> dict[Purpose, list[Yes]]:
    """Every yes somebody gave from an instant on, newest first, by purpose; one query.

    What is in force is always there: whoever it is about can stop it, however they came in.
    """
    query = (
        sa.select(
            Consent.purpose,
            Consent.text_version,
            Consent.given_at,
            Consent.how,
            Consent.still_ok_at,
            Consent.withdrawn_at,
        )
        .where(
            Consent.house_id == house_id,
            Consent.person_id == person_id,
            Consent.withdrawn_at.is_(None) | (Consent.given_at >= since),
        )
        .order_by(Consent.given_at.desc(), Consent.id.desc())
    )
    by_purpose: dict[Purpose, list[Yes]] = {}
    for row in db.session.execute(query):
        by_purpose.setdefault(row[0], []).append(Yes(*row[1:]))
    return by_purpose
