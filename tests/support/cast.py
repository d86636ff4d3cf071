"""The small cast of every test: one house, the people of it, and an outsider who is always there."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from house.db import db
from house.people import acts
from house.people.lines import template_lines
from house.people.models import House, Membership
from house.people.publishing import publish_lines
from house.viewer import Role

ZONE = ZoneInfo("Australia/Melbourne")
NOW = datetime(2026, 8, 6, 17, 0, tzinfo=ZONE).astimezone(UTC)  # a Thursday, 5pm
LONG_AGO = NOW - timedelta(days=400)


@dataclass(frozen=True, slots=True)
class Somebody:
    """One of the cast: enough to sign them in and to ask about them."""

    person_id: int
    house_id: int
    name: str
    roles: tuple[Role, ...]


@dataclass(frozen=True, slots=True)
class Cast:
    """Everyone, by the part they play."""

    house_id: int
    other_house_id: int
    resident: Somebody  # Robin, lives here
    housemate: Somebody  # Hana, lives here too
    worker: Somebody  # Alex, peer worker
    other_worker: Somebody  # Sam, peer worker
    living_worker: Somebody  # Lou, lives here and works here: never counts as a worker
    coordinator: Somebody  # Cleo
    departed: Somebody  # Dana, a peer worker until a month ago
    outsider: Somebody  # Omar, lives in another house
    outside_coordinator: Somebody  # Odette, coordinator of that house


def make_cast() -> Cast:
    """Make the cast in the database at hand."""
    here = _house("Phoenix House", "Home", "03 9000 1234")
    there = _house("Harbour House", "Home", "")
    someone = _Maker(here.id)
    elsewhere = _Maker(there.id)
    cast = Cast(
        house_id=here.id,
        other_house_id=there.id,
        resident=someone.make("Robin", Role.resident),
        housemate=someone.make("Hana", Role.resident),
        worker=someone.make("Alex", Role.peer_worker),
        other_worker=someone.make("Sam", Role.peer_worker),
        living_worker=someone.make("Lou", Role.resident, Role.peer_worker),
        coordinator=someone.make("Cleo", Role.coordinator),
        departed=someone.make("Dana", Role.peer_worker, ended_at=NOW - timedelta(days=30)),
        outsider=elsewhere.make("Omar", Role.resident),
        outside_coordinator=elsewhere.make("Odette", Role.coordinator),
    )
    publish_lines()
    return cast


def _house(name: str, quiet_name: str, phone: str) -> House:
    plan = acts.HousePlan(name, quiet_name, "Australia/Melbourne", "AU", phone)
    # Rows stand far ahead, so that no arrival makes any unless a test asks for it.
    return acts.open_house(plan, template_lines("AU"), LONG_AGO, date(2028, 1, 1))


@dataclass(frozen=True, slots=True)
class _Maker:
    house_id: int

    def make(self, name: str, *roles: Role, ended_at: datetime | None = None) -> Somebody:
        person = acts.add_person(name, LONG_AGO, sign_in_name=name)
        for role in roles:
            db.session.add(
                Membership(
                    house_id=self.house_id,
                    person_id=person.id,
                    role=role,
                    started_at=LONG_AGO,
                    ended_at=ended_at,
                    settled_at=ended_at,
                )
            )
        db.session.flush()
        return Somebody(person.id, self.house_id, name, roles)
