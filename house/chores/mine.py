"""A person's own of the chores, to be taken along. Who else did a turn, and who else was asked, is left out."""

from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.chores.between import ChoreDraft, Swap, Thanks, Together, TogetherJoiner
from house.chores.models import WITH_SOMEONE, Chore, Turn, TurnDoer, TurnHolder
from house.chores.shape import ChoreLike, ChorePlace, Suggestion, TurnPass
from house.db import in_stretches
from house.mine import Section, fields


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Turns they have or did, and what they said of chores and to whom, from an instant on."""
    day = {"chore": _("Chore"), "from": _("From"), "to": _("Before")}
    chore = {"chore": _("Chore")}
    return [
        Section(
            "turns",
            _("My turns"),
            _("Chores you have taken, and those you did."),
            fields(**day, state=_("How it stands"), done=_("Done")),
            in_stretches(_turns(person_id, house_id, private_from)),
        ),
        Section(
            "chores_suggested",
            _("Suggested to me"),
            _("Turns that suit you, and those you would rather not have."),
            fields(**day, answer=_("What you said")),
            in_stretches(_suggested(person_id, house_id)),
        ),
        Section(
            "chore_likes",
            _("How I feel about chores"),
            _("Nobody else reads this."),
            fields(**chore, like=_("How you feel about it")),
            in_stretches(_likes(person_id, house_id)),
        ),
        Section(
            "chore_rounds",
            _("Chores that go round to me"),
            _("Where the house chose people, and you are among them."),
            fields(**chore),
            in_stretches(_places(person_id, house_id)),
        ),
        Section(
            "swaps",
            _("Swaps"),
            _("What you asked, and what you were asked."),
            fields(**chore, asked=_("Asked"), own=_("Asked by you"), state=_("How it stands")),
            in_stretches(_swaps(person_id, house_id, private_from)),
        ),
        Section(
            "together",
            _("Things done together"),
            _("Where you invited others, and where you joined in."),
            fields(what=_("What"), when=_("When"), own=_("Your invitation")),
            in_stretches(_together(person_id, house_id, private_from)),
        ),
        Section(
            "thanks",
            _("Thanks"),
            _("What you said, and what was said to you."),
            fields(**chore, words=_("Words"), when=_("When"), own=_("Said by you")),
            in_stretches(_thanks(person_id, house_id, private_from)),
        ),
        Section(
            "chore_drafts",
            _("My drafts of the chore list"),
            _("What you wrote for the house to decide."),
            fields(**chore, why=_("Why"), when=_("Written"), closed=_("Closed")),
            in_stretches(_drafts(person_id, house_id, private_from)),
        ),
    ]


def _turns(person_id: int, house_id: int, since: datetime) -> sa.Select[*tuple[Any, ...]]:
    has = sa.exists().where(TurnHolder.turn_id == Turn.id, TurnHolder.person_id == person_id)
    did = sa.exists().where(TurnDoer.turn_id == Turn.id, TurnDoer.person_id == person_id)
    is_theirs = sa.and_(Turn.status.in_(WITH_SOMEONE), has) | sa.and_(Turn.done_at >= since, did)
    query = sa.select(Chore.name, Turn.window_from, Turn.window_to, Turn.status, Turn.done_at)
    return (
        query.join(Chore, Chore.id == Turn.chore_id)
        .where(Turn.house_id == house_id, is_theirs)
        .order_by(Turn.window_from, Turn.id)
    )


def _suggested(person_id: int, house_id: int) -> sa.Select[*tuple[Any, ...]]:
    def asked(kind: Any, answer: str) -> sa.Select[*tuple[Any, ...]]:
        query = sa.select(Chore.name, Turn.window_from, Turn.window_to, sa.literal(answer)).select_from(kind)
        query = query.join(Turn, Turn.id == kind.turn_id).join(Chore, Chore.id == Turn.chore_id)
        return query.where(kind.house_id == house_id, kind.person_id == person_id)

    both = sa.union_all(asked(Suggestion, "–"), asked(TurnPass, "not this one")).subquery()
    return sa.select(both).order_by(both.c.window_from)


def _likes(person_id: int, house_id: int) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(Chore.name, ChoreLike.liking).join(Chore, Chore.id == ChoreLike.chore_id)
    return query.where(ChoreLike.house_id == house_id, ChoreLike.person_id == person_id).order_by(Chore.name)


def _places(person_id: int, house_id: int) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(Chore.name).join(ChorePlace, ChorePlace.chore_id == Chore.id)
    return query.where(ChorePlace.house_id == house_id, ChorePlace.person_id == person_id).order_by(Chore.name)


def _swaps(person_id: int, house_id: int, since: datetime) -> sa.Select[*tuple[Any, ...]]:
    query = (
        sa.select(Chore.name, Swap.asked_at, Swap.from_id == person_id, Swap.status)
        .join(Turn, Turn.id == Swap.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
    )
    theirs = (Swap.from_id == person_id) | (Swap.to_id == person_id)
    return query.where(Swap.house_id == house_id, theirs, Swap.asked_at >= since).order_by(Swap.id)


def _together(person_id: int, house_id: int, since: datetime) -> sa.Select[*tuple[Any, ...]]:
    joined = sa.exists().where(TogetherJoiner.together_id == Together.id, TogetherJoiner.person_id == person_id)
    query = sa.select(Together.what, Together.starts_at, Together.by_id == person_id)
    theirs = (Together.by_id == person_id) | joined
    return query.where(Together.house_id == house_id, theirs, Together.starts_at >= since).order_by(Together.id)


def _thanks(person_id: int, house_id: int, since: datetime) -> sa.Select[*tuple[Any, ...]]:
    query = (
        sa.select(Chore.name, Thanks.words, Thanks.said_at, Thanks.from_id == person_id)
        .join(Turn, Turn.id == Thanks.turn_id)
        .join(Chore, Chore.id == Turn.chore_id)
    )
    theirs = (Thanks.from_id == person_id) | (Thanks.to_id == person_id)
    return query.where(Thanks.house_id == house_id, theirs, Thanks.said_at >= since).order_by(Thanks.id)


def _drafts(person_id: int, house_id: int, since: datetime) -> sa.Select[*tuple[Any, ...]]:
    query = sa.select(Chore.name, ChoreDraft.why, ChoreDraft.made_at, ChoreDraft.closed_at)
    query = query.outerjoin(Chore, Chore.id == ChoreDraft.chore_id)
    theirs = (ChoreDraft.house_id == house_id, ChoreDraft.by_id == person_id, ChoreDraft.made_at >= since)
    return query.where(*theirs).order_by(ChoreDraft.id)
