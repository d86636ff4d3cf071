"""Who does what in a meeting: asked for it, said yes, took it, gave it back."""

from collections.abc import Iterable
from datetime import datetime

import sqlalchemy as sa

from house.db import db
from house.meetings.access import is_open
from house.meetings.models import Meeting
from house.meetings.rotation import APART, Part
from house.meetings.taking_part import LIVE, HappyTo, MeetingRole, Standing
from house.people.models import Membership, Person
from house.people.signing_in import in_force


class MeetingClosed(Exception):
    """The meeting is over or called off."""


class RoleTaken(Exception):
    """Somebody has the role, or is asked for it already."""


class NotBoth(Exception):
    """Whoever hosts can't take the notes at the same time."""


class NotThisTime(Exception):
    """They were asked for it, and said: not this time."""


class CannotBeAsked(Exception):
    """They do not belong to the house at that time, or have no account to answer with."""


class NotAsked(Exception):
    """What was asked is not open any more."""


# Everything here is called with the meeting held, so that of two at once the second meets what the first did.


def ask(meeting: Meeting, part: Part, person_id: int, now: datetime) -> None:
    """Ask somebody for a role. Raises whatever stands in the way, as named above."""
    _still_open(meeting, now)
    roles = _roles(meeting)
    if part in _live(roles):
        raise RoleTaken
    _may_have(roles, part, person_id)
    if not _can_answer(meeting, person_id, now):
        raise CannotBeAsked
    own = _own(roles, part, person_id)
    if own and own.standing is Standing.not_this_time:
        raise NotThisTime
    _stand(own or _new(meeting, part, person_id), Standing.offered, now)
    _forget_answers(meeting.house_id, now)


def take(meeting: Meeting, part: Part, person_id: int, now: datetime) -> None:
    """A role that nobody has is theirs, also where somebody was asked and has not answered.

    Raises `MeetingClosed`, `RoleTaken` and `NotBoth`.
    """
    _still_open(meeting, now)
    roles = _roles(meeting)
    before, own = _live(roles).get(part), _own(roles, part, person_id)
    if before and before.standing is Standing.accepted and before is not own:
        raise RoleTaken
    _may_have(roles, part, person_id)
    if before and before is not own:
        _stand(before, Standing.no_longer, now)  # they were asked, and had not answered
    if own is None or own.standing is not Standing.accepted:
        _stand(own or _new(meeting, part, person_id), Standing.accepted, now)


def accept(meeting: Meeting, role: MeetingRole, now: datetime) -> None:
    """They say yes. Raises `MeetingClosed`, `NotBoth`, and `NotAsked` once they have answered."""
    _still_open(meeting, now)
    if role.standing is not Standing.offered:
        raise NotAsked
    _may_have(_roles(meeting), role.part, role.person_id)
    _stand(role, Standing.accepted, now)


def not_this_time(meeting: Meeting, role: MeetingRole, now: datetime) -> None:
    """They would rather not, no reason asked, and are not asked again for this meeting. Raises as `accept` does."""
    _still_open(meeting, now)
    if role.standing is not Standing.offered:
        raise NotAsked
    _stand(role, Standing.not_this_time, now)


def give_back(meeting: Meeting, role: MeetingRole, now: datetime) -> None:
    """The role is free again, and nothing is left of it. Raises `MeetingClosed`; `NotAsked` if it is not theirs."""
    _still_open(meeting, now)
    if role.standing is not Standing.accepted:
        raise NotAsked
    db.session.delete(role)
    db.session.flush()


def take_back_asking(meeting: Meeting, role: MeetingRole, now: datetime) -> None:
    """Ask them no longer. Raises `MeetingClosed`, and `NotAsked` once they have answered."""
    _still_open(meeting, now)
    if role.standing is not Standing.offered:
        raise NotAsked
    _stand(role, Standing.no_longer, now)


def be_happy_to(house_id: int, person_id: int, parts: Iterable[Part], now: datetime) -> None:
    """What a resident is happy to be asked for, instead of what it was. The house is held."""
    wanted, own = set(parts), (HappyTo.house_id == house_id, HappyTo.person_id == person_id)
    has = set(db.session.scalars(sa.select(HappyTo.part).where(*own)))
    db.session.execute(sa.delete(HappyTo).where(*own, HappyTo.part.not_in(wanted)))
    new = sorted(wanted - has)
    db.session.add_all(HappyTo(house_id=house_id, person_id=person_id, part=part, since=now) for part in new)
    db.session.flush()


def _still_open(meeting: Meeting, now: datetime) -> None:
    if not is_open(meeting, now):
        raise MeetingClosed


def _roles(meeting: Meeting) -> list[MeetingRole]:
    query = sa.select(MeetingRole).where(MeetingRole.meeting_id == meeting.id)
    return list(db.session.scalars(query.execution_options(populate_existing=True)))


def _live(roles: list[MeetingRole]) -> dict[Part, MeetingRole]:
    return {each.part: each for each in roles if each.standing in LIVE}


def _own(roles: list[MeetingRole], part: Part, person_id: int) -> MeetingRole | None:
    return next((each for each in roles if (each.part, each.person_id) == (part, person_id)), None)


def _may_have(roles: list[MeetingRole], part: Part, person_id: int) -> None:
    live = _live(roles)
    others = [live[other] for other in APART - {part} if part in APART and other in live]
    if any(each.person_id == person_id for each in others):
        raise NotBoth


def _can_answer(meeting: Meeting, person_id: int, now: datetime) -> bool:
    query = (
        sa.select(Membership.id)
        .join(Person, Person.id == Membership.person_id)
        .where(
            Membership.house_id == meeting.house_id,
            Membership.person_id == person_id,
            Person.sign_in_name.is_not(None),
            in_force(now),
            in_force(max(now, meeting.starts_at)),
        )
    )
    return db.session.scalar(query.limit(1)) is not None


def _new(meeting: Meeting, part: Part, person_id: int) -> MeetingRole:
    return MeetingRole(house_id=meeting.house_id, meeting_id=meeting.id, part=part, person_id=person_id)


def _stand(role: MeetingRole, standing: Standing, now: datetime) -> None:
    role.standing, role.changed_at = standing, now
    db.session.add(role)
    db.session.flush()


def _forget_answers(house_id: int, now: datetime) -> None:
    """Once a meeting is over, nothing is left of who was asked and did not do it."""
    over = sa.select(Meeting.id).where(Meeting.house_id == house_id, Meeting.ends_at <= now)
    theirs = sa.delete(MeetingRole).where(
        MeetingRole.house_id == house_id,
        MeetingRole.standing.not_in(LIVE),
        MeetingRole.meeting_id.in_(over),
    )
    db.session.execute(theirs.execution_options(synchronize_session=False))
