"""Who may do what with chores. Everyone who belongs to the house sees them all; another house's are never found."""

import sqlalchemy as sa

from house.chores.between import ChoreDraft, Swap
from house.chores.models import Chore, Turn, TurnDoer, TurnHolder
from house.db import db
from house.trust.models import Change
from house.viewer import Viewer


def may_see(viewer: Viewer, chore: Chore) -> bool:
    """Everyone who lives or works here."""
    return chore.house_id == viewer.house_id


def may_join_in(viewer: Viewer, turn: Turn) -> bool:
    """Everyone who lives or works here may take what is up for grabs, or do it at once."""
    return turn.house_id == viewer.house_id


def may_let_go(viewer: Viewer, turn: Turn) -> bool:
    """Whoever has the turn; whoever had it before is told that it is let go, by them or because they stepped back."""
    return _is_in(TurnHolder, turn, viewer) or _has(viewer, turn, "taken")


def may_have(viewer: Viewer, turn: Turn) -> bool:
    """Whoever has the turn."""
    return _is_in(TurnHolder, turn, viewer)


def may_undo(viewer: Viewer, turn: Turn) -> bool:
    """Whoever did the turn or said so; whoever undid it before is told so."""
    return _is_in(TurnDoer, turn, viewer) or any(_has(viewer, turn, action) for action in ("done", "undone"))


def may_ask_again(viewer: Viewer, turn: Turn) -> bool:
    """Who lives here says that something could use another go."""
    return turn.house_id == viewer.house_id and viewer.is_resident


def may_put_away(viewer: Viewer, chore: Chore) -> bool:
    """Who lives here, and coordinators."""
    return may_see(viewer, chore) and (viewer.is_resident or viewer.is_coordinator)


def may_see_draft(viewer: Viewer, draft: ChoreDraft) -> bool:
    """Everyone who lives or works here."""
    return draft.house_id == viewer.house_id


def may_answer_swap(viewer: Viewer, swap: Swap) -> bool:
    """Whoever is asked."""
    return swap.house_id == viewer.house_id and swap.to_id == viewer.person_id


def may_withdraw_swap(viewer: Viewer, swap: Swap) -> bool:
    """Whoever asks."""
    return swap.house_id == viewer.house_id and swap.from_id == viewer.person_id


def may_decide(viewer: Viewer) -> bool:
    """Who lives here, and coordinators, say what the house decided."""
    return viewer.is_resident or viewer.is_coordinator


def _is_in(kind: type[TurnHolder | TurnDoer], turn: Turn, viewer: Viewer) -> bool:
    query = sa.select(kind.id).where(kind.turn_id == turn.id, kind.person_id == viewer.person_id)
    return db.session.scalar(query) is not None


def _has(viewer: Viewer, turn: Turn, action: str) -> bool:
    """Whether the viewer has done this to the turn before, by the trace of changes."""
    query = sa.select(Change.id).where(
        Change.kind == "turn", Change.thing_id == turn.id, Change.actor_id == viewer.person_id, Change.action == action
    )
    return db.session.scalar(query.limit(1)) is not None
