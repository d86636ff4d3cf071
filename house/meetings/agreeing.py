"""A round is closed and a decision stands; it can be objected to while it is provisional, and looked at again later."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import sqlalchemy as sa

from house.db import db
from house.meetings.access import goes_on
from house.meetings.consent import Answer, Outcome, Stage, Word, has_quorum, outcome
from house.meetings.deciding import Decision, Proposal, Response
from house.meetings.models import Meeting, Status
from house.meetings.proposing import KIND, MovedOn, NeedsGround, NeedsReason, Said, add_response
from house.people.holding import hold_house
from house.people.models import House, Membership
from house.people.presence import away_on
from house.people.settings import DECISION_WINDOW_DAYS, QUORUM, WORKER_IN_CONSENT_ROUND, Settled, settled
from house.people.signing_in import in_force
from house.trust.acts import note_change
from house.viewer import Role
from house.when.span import to_local

TRIAL_MONTHS, OTHER_MONTHS = 3, 12  # until a decision is due for a look (DOMAIN, invariant 12)


class NotAgreed(Exception):
    """The round does not come to an agreement yet; `outcome` says why."""

    def __init__(self, outcome: Outcome) -> None:
        super().__init__()
        self.outcome = outcome


def decides(roles: frozenset[Role], house: Settled) -> bool:
    """Whether what somebody says counts in a round: who lives here, and others where the house decided so."""
    return Role.resident in roles or house[WORKER_IN_CONSENT_ROUND] == "counts"


def close_round(proposal: Proposal, by_id: int, now: datetime) -> Decision:
    """The round has come to an agreement: it is a decision, provisional until its window ends.

    Raises `MovedOn` where somebody else closed it, and `NotAgreed`.
    """
    house = hold_house(proposal.house_id)  # its numbers are given one at a time
    db.session.refresh(proposal, with_for_update=True)
    if proposal.stage not in (Stage.consent_round, Stage.objection_raised):
        raise MovedOn
    rules, today = settled(house.id), to_local(now, ZoneInfo(house.timezone)).date()
    heard = answers(proposal, rules, now)
    came_to = outcome(heard)
    if came_to is not Outcome.agreed:
        raise NotAgreed(came_to)
    is_enough = has_quorum(sum(each.decides for each in heard), residents_at_home(house.id, today, now), rules[QUORUM])
    decision = _decide(proposal, house, today, now)
    decision.provisional_until = now + timedelta(days=rules[DECISION_WINDOW_DAYS])
    decision.is_conversation_only = not is_enough or _is_conversation(proposal.meeting_id, now)
    db.session.add(decision)
    proposal.stage, proposal.stage_at = Stage.agreed, now
    db.session.flush()
    note_change(house.id, by_id, KIND, proposal.id, Stage.agreed.value, now)
    return decision


def _is_conversation(meeting_id: int | None, now: datetime) -> bool:
    """Whether it is closed at a meeting that goes on with fewer than the house wants for a decision."""
    query = sa.select(Meeting.id).where(Meeting.id == meeting_id, Meeting.status == Status.conversation_only)
    return db.session.scalar(query.where(goes_on(now))) is not None


def _decide(proposal: Proposal, house: House, today: date, now: datetime) -> Decision:
    last = sa.select(sa.func.max(Decision.number)).where(Decision.house_id == house.id)
    return Decision(
        house_id=house.id,
        number=int(db.session.scalar(last) or 0) + 1,
        proposal_id=proposal.id,
        version=proposal.version,
        title=proposal.title,
        text=proposal.text,
        topic_words=proposal.topic_words,
        decided_at=now,
        review_on=months_on(today, TRIAL_MONTHS if proposal.is_trial else OTHER_MONTHS),
        supersedes_id=_superseded(proposal),
        is_ending=proposal.is_ending,
    )


def months_on(day: date, months: int) -> date:
    """So many months on; where that month is shorter, its last day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    first_of_next = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    return min(first_of_next - timedelta(days=1), date(year, month + 1, 1) + timedelta(days=day.day - 1))


def _superseded(proposal: Proposal) -> int | None:
    """The decision this one takes the place of: the one it said it would change, or its own one that was reopened."""
    of_the_house = sa.select(Decision.id).where(Decision.house_id == proposal.house_id)
    named = of_the_house.where(Decision.number == proposal.changes_number)
    own = of_the_house.where(Decision.proposal_id == proposal.id).order_by(Decision.number.desc())
    return db.session.scalar(own.limit(1)) or db.session.scalar(named)


def answers(proposal: Proposal, rules: Settled, now: datetime) -> list[Answer]:
    """The answers to the version on the table, each with whether its person decides and is still here."""
    roles = (
        sa.select(Membership.role)
        .where(Membership.person_id == Response.person_id, Membership.house_id == proposal.house_id, in_force(now))
        .correlate(Response)
    )
    lives_here = sa.exists(roles.where(Membership.role == Role.resident))
    counts = sa.true() if rules[WORKER_IN_CONSENT_ROUND] == "counts" else lives_here
    query = sa.select(Response.word, counts, sa.exists(roles), Response.ground.is_not(None)).where(
        Response.proposal_id == proposal.id,
        Response.version == proposal.version,
        Response.withdrawn_at.is_(None),
        Response.word.not_in([Word.question, Word.reaction]),
    )
    return [Answer(*row) for row in db.session.execute(query)]


def residents_at_home(house_id: int, today: date, now: datetime) -> int:
    """How many live here now and are not away (DOMAIN, invariant 15)."""
    query = sa.select(sa.func.count(sa.distinct(Membership.person_id))).where(
        Membership.house_id == house_id, Membership.role == Role.resident, in_force(now), ~away_on(today)
    )
    return int(db.session.scalar(query) or 0)


def object_to(decision: Decision, by_id: int, said: Said, may_decide: bool, now: datetime) -> Response:
    """Object to a decision within its window, with a reason: it is open again.

    Raises `MovedOn` once it holds or has been changed, `NeedsReason` and `NeedsGround`.
    """
    proposal = db.session.get_one(Proposal, decision.proposal_id, with_for_update=True, populate_existing=True)
    if now >= decision.provisional_until or proposal.version != decision.version or proposal.stage not in _AGREED:
        raise MovedOn
    if not said.words:
        raise NeedsReason
    if not may_decide and said.ground is None:
        raise NeedsGround
    _withdraw_yes(proposal, by_id, now)
    response = add_response(proposal, by_id, Said(Word.objection, said.words, said.ground), now)
    proposal.stage, proposal.stage_at = Stage.objection_raised, now
    db.session.flush()
    note_change(decision.house_id, by_id, KIND, proposal.id, Stage.objection_raised.value, now)
    return response


_AGREED = (Stage.agreed, Stage.objection_raised)


def _withdraw_yes(proposal: Proposal, by_id: int, now: datetime) -> None:
    mine = (Response.proposal_id == proposal.id, Response.version == proposal.version, Response.person_id == by_id)
    said = (Response.withdrawn_at.is_(None), Response.word.not_in([Word.question, Word.reaction]))
    db.session.execute(sa.update(Response).where(*mine, *said).values(withdrawn_at=now))


def renew(decision: Decision, until: date, by_id: int, now: datetime) -> None:
    """The house had a look, and it stays: the next look is on this day."""
    db.session.refresh(decision, with_for_update=True)
    decision.review_on = until
    db.session.flush()
    note_change(decision.house_id, by_id, "decision", decision.id, "looked at", now)
