"""Moves a house's mark with every change that a calendar could show, whoever makes it and in whatever way.

Nobody has to remember it: it listens to the session, and the tests hold every table to be in one of the two lists.
The mark moves last of all, when everything else of a transaction is written. So whoever holds it waits for nothing
more, two houses are always taken in the same order, and nobody can wait for each other in a ring.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import ORMExecuteState, Session

from house.db import QuietSession
from house.people.models import Membership

# Every table that a room's entries read; a test looks at what they ask.
SHOWS = frozenset(
    {
        *("house", "person", "membership", "consent"),
        *("shift", "segment", "worker_profile", "roster_period"),
        *("chore", "turn", "turn_holder", "together", "together_joiner"),
        *("meeting", "meeting_role", "action_item"),
        *("diary_line", "diary_day"),
        *("chat", "circle", "circle_session", "circle_answer", "circle_host"),
    }
)
NEVER_SHOWS = frozenset(
    {
        # Doors and keys, what is waited for, what is shared and who looked.
        *("key_check", "passkey", "sign_in", "sign_in_try", "set_up_link", "spent_nonce", "invite", "reentry_link"),
        *("export_link", "role_ask", "change", "look", "share", "feed", "feed_mark"),
        # Private words, and what a calendar never holds.
        *("check_in", "check_in_way", "need_signal", "contact_note", "contact_offer", "note_draft", "note_text"),
        *("taken_note", "handover_line", "handover_seen", "photo", "presence"),
        # Whom somebody would rather not meet, and who is up for a chat: no times yet.
        *("not_with", "up_for_a_chat"),
        # The house's own settings and lines of help.
        *("house_setting", "kitchen_screen", "support_line", "way_beyond", "wording"),
        # Rules, and what stands as rows of its own before a calendar shows it.
        *("series", "meeting_series", "skipped_day", "pattern_shift"),
        # Rosters behind the shifts.
        *("call_out", "cover_ask", "roster_figure", "roster_rules", "roster_wish", "kind_wish", "shift_alteration"),
        *("shift_left_open", "shift_swap", "time_off", "work_agreement", "worker_terms"),
        # Chores behind the turns.
        *("chore_draft", "chore_like", "chore_place", "chore_step", "suggestion", "suggested_item", "swap", "thanks"),
        *("turn_doer", "turn_pass", "turn_step"),
        # Meetings behind their times.
        *("agenda_item", "ask", "ask_answer", "attendance", "carry_over", "correction", "decision", "happy_to"),
        *("meeting_run", "other_text", "proposal", "proposal_item", "proposal_version", "record", "record_part"),
        *("response", "spoken_answer", "taken_out", "thought", "written_down"),
    }
)
MOVE = sa.text(
    "INSERT INTO feed_mark (house_id, number) SELECT id, 1 FROM house WHERE id = :house_id"  # a house may be gone
    " ON CONFLICT (house_id) DO UPDATE SET number = feed_mark.number + 1"
)
HOUSES, PEOPLE = "houses whose mark moves", "people whose houses' marks move"


@event.listens_for(QuietSession, "after_flush")
def _note_rows(session: Session, _context: Any) -> None:
    """Rows that were added, changed or deleted one by one."""
    changed = (row for row in session.dirty if session.is_modified(row))
    for row in (*session.new, *changed, *session.deleted):
        table = str(row.__table__.name)
        if table in SHOWS:
            _note(session, table, [getattr(row, _whose(table))])


@event.listens_for(QuietSession, "do_orm_execute")
def _note_statement(state: ORMExecuteState) -> None:
    """Statements that add, change or delete many rows at once."""
    if not (state.is_insert or state.is_update or state.is_delete):
        return
    statement: Any = state.statement
    table: sa.Table = statement.table
    if table.name in SHOWS:
        whose = table.c[_whose(table.name)]
        found = _added(state, whose) if state.is_insert else state.session.execute(_met(state, table, whose)).scalars()
        _note(state.session, table.name, found)


def _added(state: ORMExecuteState, whose: sa.Column[Any]) -> Iterator[int]:
    """Whose rows an INSERT adds; KeyError where it does not say, such as one from a SELECT."""
    statement: Any = state.statement
    given: Any = state.parameters or statement.compile().params
    for row in given if isinstance(given, list) else [given]:
        yield row[whose.name]


def _met(state: ORMExecuteState, table: sa.Table, whose: sa.Column[int]) -> sa.Select[int]:
    """Whose rows an UPDATE or DELETE meets: asked before, because afterwards they may be gone."""
    statement: Any = state.statement
    query = sa.select(whose).distinct()
    if statement.whereclause is not None:
        return query.where(statement.whereclause)
    given: Any = state.parameters
    return query.where(table.c.id.in_([row["id"] for row in given])) if given else query


def _whose(table: str) -> str:
    return "id" if table in ("house", "person") else "house_id"


def _note(session: Session, table: str, ids: Iterable[int]) -> None:
    session.info.setdefault(PEOPLE if table == "person" else HOUSES, set()).update(ids)


@event.listens_for(QuietSession, "before_commit")
def _move(session: Session) -> None:
    """The last statements of the transaction; a savepoint is not its end."""
    if session.in_nested_transaction():
        return
    session.flush()
    houses: set[int] = session.info.pop(HOUSES, set())
    if people := session.info.pop(PEOPLE, set()):
        theirs = sa.select(Membership.house_id).where(Membership.person_id.in_(people)).distinct()
        houses = houses | set(session.scalars(theirs))
    for house_id in sorted(houses):
        session.execute(MOVE, {"house_id": house_id})


@event.listens_for(QuietSession, "after_rollback")
def _forget(session: Session) -> None:
    """What did not happen moves nothing."""
    if not session.in_nested_transaction():
        session.info.pop(HOUSES, None)
        session.info.pop(PEOPLE, None)
