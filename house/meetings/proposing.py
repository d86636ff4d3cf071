"""What happens to a proposal: shared, asked about, answered in a round, reworked, agreed, or off the table."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.consent import ANSWERED, EXITS, NEXT, ON_THE_TABLE, OVER, Stage, Word, may_say
from house.meetings.deciding import Decision, Ground, Proposal, ProposalVersion, Response
from house.meetings.models import AgendaItem
from house.meetings.running_models import ProposalItem
from house.trust.acts import note_change

KIND = "proposal"


class MovedOn(Exception):
    """The proposal is not any more where this step starts from: somebody was first, or it is over."""


class AnsweredAlready(Exception):
    """They have an answer in this round; it can be taken back and given anew."""


class NeedsGround(Exception):
    """Who does not live here objects on law, safety or remit, or not at all (invariant 14)."""


class NeedsReason(Exception):
    """An objection has a reason; so does a question, and a concern."""


@dataclass(frozen=True, slots=True)
class ProposalWords:
    """What somebody proposes."""

    title: str
    why: str
    text: str
    topic_words: str = ""
    is_trial: bool = False
    changes_number: int | None = None
    is_ending: bool = False


@dataclass(frozen=True, slots=True)
class Said:
    """What somebody says to a proposal."""

    word: Word
    words: str = ""
    ground: Ground | None = None


def propose(house_id: int, by_id: int, words: ProposalWords, now: datetime, item: AgendaItem | None = None) -> Proposal:
    """A new proposal, a draft that its proposer alone sees until they share it; `item`: what it came from."""
    proposal = Proposal(house_id=house_id, proposer_id=by_id, stage_at=now, made_at=now, **_columns(words))
    proposal.meeting_id = item.meeting_id if item else None
    db.session.add(proposal)
    db.session.flush()
    if item:
        db.session.add(ProposalItem(house_id=house_id, proposal_id=proposal.id, item_id=item.id))
    _keep_version(proposal, "", now)
    note_change(house_id, by_id, KIND, proposal.id, "drafted", now)
    return proposal


def _columns(words: ProposalWords) -> dict[str, object]:
    return {name: getattr(words, name) for name in ProposalWords.__dataclass_fields__}


def _keep_version(proposal: Proposal, what_changed: str, now: datetime) -> None:
    kept = ProposalVersion(
        house_id=proposal.house_id,
        proposal_id=proposal.id,
        version=proposal.version,
        text=proposal.text,
        what_changed=what_changed,
        made_at=now,
    )
    db.session.add(kept)
    db.session.flush()


def change_draft(proposal: Proposal, words: ProposalWords, now: datetime) -> None:
    """Change a draft; nobody has seen it, so it stays its first version. Raises `MovedOn`."""
    _lock(proposal, Stage.draft)
    for name, value in _columns(words).items():
        setattr(proposal, name, value)
    first = sa.update(ProposalVersion).where(ProposalVersion.proposal_id == proposal.id)
    db.session.execute(first.values(text=words.text, made_at=now))
    db.session.flush()


def step(proposal: Proposal, to: Stage, by_id: int, now: datetime) -> None:
    """Go on to the next stage. Raises `MovedOn` unless it is the next one."""
    _lock(proposal)
    if NEXT.get(proposal.stage) is not to:
        raise MovedOn
    _stand_at(proposal, to, by_id, now)


def leave_table(proposal: Proposal, how: Stage, by_id: int, now: datetime) -> None:
    """Set aside, withdrawn or sent on. Raises `MovedOn` where it has left the table already."""
    _lock(proposal)
    if how not in EXITS or proposal.stage in OVER:
        raise MovedOn
    _stand_at(proposal, how, by_id, now)


def rework(proposal: Proposal, text: str, what_changed: str, by_id: int, now: datetime) -> None:
    """A new version that takes up an objection; the round begins anew with it. Raises `MovedOn`."""
    _lock(proposal, Stage.objection_raised)
    proposal.version += 1
    proposal.text = text
    _keep_version(proposal, what_changed, now)
    _stand_at(proposal, Stage.reworked, by_id, now)


def say(proposal: Proposal, by_id: int, said: Said, decides: bool, now: datetime) -> Response:
    """Say something to the version on the table. An objection stops the round until it is taken up or taken back.

    Raises `MovedOn`, `AnsweredAlready`, `NeedsReason` and `NeedsGround`.
    """
    _lock(proposal)
    if not may_say(proposal.stage, said.word):
        raise MovedOn
    _check(said, decides)
    if proposal.stage in ANSWERED and _answer_of(proposal, by_id) is not None and said.word not in _WORDS_ALONE:
        raise AnsweredAlready
    response = add_response(proposal, by_id, said, now)
    if said.word is Word.objection:
        _stand_at(proposal, Stage.objection_raised, by_id, now)
    return response


_WORDS_ALONE = (Word.question, Word.reaction)
_NEED_WORDS = (Word.question, Word.reaction, Word.concern, Word.objection)


def _check(said: Said, decides: bool) -> None:
    if said.word in _NEED_WORDS and not said.words:
        raise NeedsReason
    if said.word is Word.objection and not decides and said.ground is None:
        raise NeedsGround


def add_response(proposal: Proposal, by_id: int, said: Said, now: datetime) -> Response:
    """Keep what somebody says."""
    response = Response(
        house_id=proposal.house_id,
        proposal_id=proposal.id,
        person_id=by_id,
        version=proposal.version,
        word=said.word,
        words=said.words,
        ground=said.ground if said.word is Word.objection else None,
        at=now,
    )
    db.session.add(response)
    db.session.flush()
    return response


def _answer_of(proposal: Proposal, person_id: int) -> Response | None:
    query = sa.select(Response).where(
        Response.proposal_id == proposal.id,
        Response.version == proposal.version,
        Response.person_id == person_id,
        Response.withdrawn_at.is_(None),
        Response.word.not_in(_WORDS_ALONE),
    )
    return db.session.scalars(query).first()


def take_back(response: Response, by_id: int, now: datetime) -> None:
    """Take back what one said. With the last objection of a round gone, the round goes on. Raises `MovedOn`."""
    proposal = db.session.get_one(Proposal, response.proposal_id, with_for_update=True, populate_existing=True)
    if response.withdrawn_at is not None or response.version != proposal.version or proposal.stage not in _OPEN:
        raise MovedOn
    response.withdrawn_at = now
    note_change(proposal.house_id, by_id, KIND, proposal.id, "took back what was said", now)
    db.session.flush()
    if proposal.stage is Stage.objection_raised and not standing_objections(proposal):
        _stand_at(proposal, stage_without_objections(proposal), by_id, now)


_OPEN = frozenset(ON_THE_TABLE)


def standing_objections(proposal: Proposal) -> list[Response]:
    """Objections to the version on the table that nobody took back."""
    query = sa.select(Response).where(
        Response.proposal_id == proposal.id,
        Response.version == proposal.version,
        Response.word == Word.objection,
        Response.withdrawn_at.is_(None),
    )
    return list(db.session.scalars(query))


def stage_without_objections(proposal: Proposal) -> Stage:
    """Where a proposal stands once no objection does: agreed, if it was before, and in its round otherwise."""
    agreed = sa.select(Decision.id).where(Decision.proposal_id == proposal.id, Decision.version == proposal.version)
    return Stage.agreed if db.session.scalar(agreed.limit(1)) is not None else Stage.consent_round


def _lock(proposal: Proposal, stage: Stage | None = None) -> None:
    # Locked and read afresh: of two who step at once, the second finds it where the first one left it.
    db.session.refresh(proposal, with_for_update=True)
    if stage is not None and proposal.stage is not stage:
        raise MovedOn


def _stand_at(proposal: Proposal, stage: Stage, by_id: int, now: datetime) -> None:
    proposal.stage, proposal.stage_at = stage, now
    db.session.flush()
    note_change(proposal.house_id, by_id, KIND, proposal.id, stage.value, now)
