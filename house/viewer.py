"""Who is looking: one signed-in person in one house, as a small value that rules and pages read."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import cast
from zoneinfo import ZoneInfo

from flask_login import UserMixin, current_user


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
    confirmed_at: datetime  # when they last showed a password here
    awake_since: datetime  # the start of this stretch of use: a pause of half an hour begins a new one
    is_shared_device: bool
    rows_until: date  # how far ahead this house's meetings and turns stand
    houses: int  # how many houses they belong to
    token: str = field(repr=False)  # of their sign-in; Flask-Login keeps it in the cookie as the user's id

    def get_id(self) -> str:
        return self.token

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
