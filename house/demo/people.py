"""The people of the example: they come, some move on, one invite waits."""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa

from house.db import db
from house.demo import cast
from house.demo.cast import Part
from house.people import acts, consents, going
from house.people.belonging import Purpose
from house.people.lines import template_lines
from house.people.models import House, Membership, SupportLine
from house.people.passwords import hash_password
from house.rosters.profiles import set_profile
from house.rosters.reading import Profile
from house.viewer import Role

SMALL_HOUSE_PEOPLE = 3


@dataclass(frozen=True, slots=True)
class Home:
    """A house of the example and who is in it now."""

    house: House
    residents: tuple[int, ...]
    workers: tuple[int, ...]
    coordinators: tuple[int, ...]


def first_house(now: datetime, years: int) -> Home:
    """Phoenix House and everyone in it."""
    house = _house("Phoenix House", "03 9000 1234", now - timedelta(days=max(years, 2) * 366))
    hashed = hash_password(cast.PASSWORD)
    come = _Coming(house, now, hashed)
    home = Home(
        house,
        residents=come.all(cast.RESIDENTS, Role.resident),
        workers=come.all(cast.WORKERS, Role.peer_worker),
        coordinators=come.all(cast.COORDINATORS, Role.coordinator),
    )
    _tried_lately(home, now)
    come.all(cast.FORMER_RESIDENTS, Role.resident)
    come.all(cast.FORMER_WORKERS, Role.peer_worker)
    for number, worker_id in enumerate(home.workers):
        told = Profile(cast.REACH.format(number=number), *cast.ABOUT[number % len(cast.ABOUT)])
        set_profile(house.id, worker_id, told, now)
    for resident_id in home.residents[:5]:
        consents.say_yes(house.id, resident_id, Purpose.whos_home, "on the welcome page", now - timedelta(days=20))
    acts.invite(house.id, home.coordinators[0], Role.resident, "Billie", now - timedelta(days=2))
    return home


def second_house(now: datetime) -> Home:
    """Harbour House, smaller; nobody of it sees anything of the first."""
    house = _house(cast.SECOND_HOUSE, "03 9000 5678", now - timedelta(days=210))
    come = _Coming(house, now, hash_password(cast.PASSWORD))
    return Home(
        house,
        residents=come.all(cast.SECOND_RESIDENTS, Role.resident),
        workers=come.all(cast.SECOND_WORKERS, Role.peer_worker),
        coordinators=come.all(cast.SECOND_COORDINATORS, Role.coordinator),
    )


def _house(name: str, phone: str, made_at: datetime) -> House:
    plan = acts.HousePlan(name, "Home", "Australia/Melbourne", "AU", phone)
    return acts.open_house(plan, template_lines("AU"), made_at, made_at.date())


def _tried_lately(home: Home, now: datetime) -> None:
    """A coordinator has tried the numbers for outside help this month."""
    lines = sa.update(SupportLine).where(SupportLine.house_id == home.house.id)
    day = (now - timedelta(days=20)).date()
    db.session.execute(lines.values(checked_on=day, checked_by_id=home.coordinators[0]))


@dataclass(frozen=True, slots=True)
class _Coming:
    """People come to a house, each on their day."""

    house: House
    now: datetime
    hashed: str

    def all(self, parts: tuple[Part, ...], role: Role) -> tuple[int, ...]:
        return tuple(self._one(part, role) for part in parts)

    def _one(self, part: Part, role: Role) -> int:
        came = self.now - timedelta(days=part.days_ago)
        person = acts.add_person(part.name, came, sign_in_name=part.name if part.has_account else None)
        person.pronouns, person.password_hash = part.pronouns, self.hashed if part.has_account else None
        membership = acts.join(self.house.id, person.id, role, came)
        if part.left_days_ago is not None:
            going.move_on(membership, None, self.now - timedelta(days=part.left_days_ago))
        return person.id


def many_houses(count: int, now: datetime) -> None:
    """More houses, for measuring: written in bulk, a few people each."""
    for number in range(1, count + 1):
        house = _house(f"House {number}", "", now - timedelta(days=100))
        for place in range(SMALL_HOUSE_PEOPLE):
            person = acts.add_person(f"Person {place + 1}", now)
            role = (Role.resident, Role.peer_worker, Role.coordinator)[place]
            db.session.add(Membership(house_id=house.id, person_id=person.id, role=role, started_at=house.made_at))
