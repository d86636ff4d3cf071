"""The decision book: what the house agreed, numbered, searched, and how each decision stands now."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased

from house.db import db
from house.meetings.consent import Facts, Standing, Word, standing
from house.meetings.deciding import WORDS_ON_POSTGRESQL, Decision, ReachedBy, Response
from house.people.models import Membership
from house.people.signing_in import in_force

MOST_WORDS = 8
_WORD = re.compile(r"[^\W_]{1,40}")


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of the book, with how it stands."""

    id: int
    number: int
    title: str
    text: str
    topic_words: str
    decided_at: datetime
    provisional_until: datetime
    review_on: date
    reached_by: ReachedBy
    is_conversation_only: bool
    is_ending: bool
    proposal_id: int
    version: int
    supersedes_id: int | None
    standing: Standing


_COLUMNS = tuple(name for name in DecisionLine.__dataclass_fields__ if name != "standing")


def decisions(
    house_id: int, now: datetime, today: date, *which: Any, most: int | None = None, before: int | None = None
) -> list[DecisionLine]:
    """Decisions of a house, the newest first; `before`: those with a smaller number. One query."""
    query = _book(now).where(Decision.house_id == house_id, *which).order_by(Decision.number.desc())
    if before is not None:
        query = query.where(Decision.number < before)
    return [_line(row, now, today) for row in db.session.execute(query.limit(most))]


def find_words(house_id: int, words: str, now: datetime, today: date, most: int) -> list[DecisionLine]:
    """Decisions that hold all of these words, or their beginnings, in their title, text or topic words."""
    return decisions(house_id, now, today, holding(words), most=most)


def holding(words: str) -> sa.ColumnElement[bool]:
    """The condition that a decision holds each of these words: the one place that knows how a database searches.

    FTS5 on SQLite, full text on PostgreSQL; there is nothing in either that a typed word could mean but itself.
    """
    found = _WORD.findall(words.casefold())[:MOST_WORDS]
    if not found:
        return sa.false()
    if db.session.get_bind().dialect.name == "postgresql":
        asked = sa.func.to_tsquery("simple", " & ".join(f"{word}:*" for word in found))
        return sa.literal_column(WORDS_ON_POSTGRESQL).bool_op("@@")(asked)
    matches = sa.text("SELECT rowid FROM decision_words WHERE decision_words MATCH :asked")
    return Decision.id.in_(matches.bindparams(asked=" ".join(f'"{word}"*' for word in found)).columns(rowid=sa.Integer))


def due_for_a_look(today: date) -> sa.ColumnElement[bool]:
    """The condition that the day of a decision's next look has come; how it stands says the rest."""
    return Decision.review_on <= today


def _book(now: datetime) -> sa.Select[Any]:
    later = aliased(Decision)
    takes_its_place = sa.and_(
        later.supersedes_id == Decision.id, later.provisional_until <= now, ~_is_objected(later, now)
    )
    return sa.select(
        *(getattr(Decision, name) for name in _COLUMNS),
        _is_objected(Decision, now).label("is_objected"),
        sa.exists().where(takes_its_place).label("is_changed"),
        sa.exists().where(takes_its_place, later.is_ending).label("is_ended"),
    )


def _is_objected(decision: Any, now: datetime) -> sa.ColumnElement[bool]:
    """An objection to its own version stands, of somebody who is here still: it lapses when they move on."""
    is_here = sa.exists().where(
        Membership.person_id == Response.person_id, Membership.house_id == Response.house_id, in_force(now)
    )
    return sa.exists().where(
        Response.proposal_id == decision.proposal_id,
        Response.version == decision.version,
        Response.word == Word.objection,
        Response.withdrawn_at.is_(None),
        is_here,
    )


def _line(row: Any, now: datetime, today: date) -> DecisionLine:
    how = Facts(row.provisional_until, row.review_on, row.is_objected, row.is_changed, row.is_ended)
    values: dict[str, Any] = {name: getattr(row, name) for name in _COLUMNS}
    return DecisionLine(**values, standing=standing(how, now, today))
