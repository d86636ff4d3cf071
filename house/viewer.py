"""Who is looking: one signed-in person in one house, as a small value that rules and pages read."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import cast
from zoneinfo import ZoneInfo

from flask_login import UserMixin, current_user

CARD_CLOSES_FOR = timedelta(hours=24)  # how long a re-entry card keeps closed what was private before it


class Role(StrEnum):
    """What someone is in a house. A person may be several at once; what they may do adds up."""

    resident = "resident"
    peer_worker = "peer worker"
    coordinator = "coordinator"


@dataclass(frozen=True, slots=True, eq=False)
class Viewer(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """A signed-in person in the house they have on screen."""

    person_id: int
    called_name: str
    house_id: int
    house_name: str
    quiet_name: str
    zone: ZoneInfo
    roles: frozenset[Role]
    sign_in_id: int
    started_at: datetime  # when they signed in
    last_seen_at: datetime
    confirmed_at: datetime  # when they last showed a password or a passkey here
    awake_since: datetime  # the start of this stretch of use: a pause of half an hour begins a new one
    is_shared_device: bool
    rows_until: date  # how far ahead this house's meetings and turns stand
    settle_at: datetime | None  # the next instant at which somebody's going takes effect in this house
    help_code: str  # of this house's page of outside help
    houses: int  # how many houses they belong to
    private_since: datetime  # what was private to them here before this is of an earlier time
    private_opens_at: datetime | None  # signed in by a re-entry card: earlier private things open then
    card_seen_at: datetime | None  # up to when this device has been told of re-entry cards
    card_used_at: datetime | None  # when a re-entry card of theirs was last used
    house_phone_sealed: bytes | None = field(repr=False)  # as the house keeps it; opened where it is shown
    token: str = field(repr=False)  # of their sign-in; Flask-Login keeps it in the cookie as the user's id

    def get_id(self) -> str:
        return self.token

    def is_closed(self, now: datetime) -> bool:
        """Whether this sign-in came by a re-entry card: until then it reads nothing that was private before the card.

        Of others' private things it reads nothing at all, so that a card is never a way to read (DOMAIN, matrix).
        """
        return self.private_opens_at is not None and now < self.private_opens_at

    def private_from(self, now: datetime) -> datetime:
        """From when on this viewer's own private things are open to them here, at this instant."""
        if self.private_opens_at is None or not self.is_closed(now):
            return self.private_since
        return max(self.private_since, self.private_opens_at - CARD_CLOSES_FOR)

    @property
    def is_resident(self) -> bool:
        return Role.resident in self.roles

    @property
    def is_coordinator(self) -> bool:
        return Role.coordinator in self.roles

    @property
    def is_staff(self) -> bool:
        """Whether they hold a role that reaches other people's things: their sign-ins are kept shorter."""
        return bool(self.roles & {Role.peer_worker, Role.coordinator})

    @property
    def is_worker(self) -> bool:
        """A peer worker here. Someone who lives here never counts as one (DOMAIN, settled 1)."""
        return Role.peer_worker in self.roles and not self.is_resident


def get_viewer() -> Viewer:
    """The signed-in viewer of this request; only asked where the route's access promises one."""
    assert current_user.is_authenticated  # noqa: S101  # the guard of every route has seen to it
    return cast(Viewer, current_user._get_current_object())


def find_viewer() -> Viewer | None:
    """The signed-in viewer of this request, or None."""
    return get_viewer() if current_user and current_user.is_authenticated else None
