"""PURE. What somebody has had of the chores, against their share of days at home: the number that turns are shared by.

Days are numbers, counted from any day. A share is in eighths of a full one, so that half of half a share is whole. An
effort is in twelfths, so that what two, three or four people did together divides.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from statistics import median_low

LOOKS_BACK = 28  # days before the first that is planned: there a ledger begins
FULL = 8  # eighths of a share
WHOLE = 12  # twelfths of an effort of 1
FINE = 720_720 * 32  # rates are whole numbers of this part: it divides by most shares and days there are
AHEAD = 6  # days after the one that is planned, of which what is taken counts already


@dataclass(frozen=True, slots=True)
class Someone:
    """A resident, with a share for each day from the first of the ledger on; none where they are away or not here."""

    id: int
    shares: Sequence[int] = field(repr=False)


@dataclass(frozen=True, slots=True)
class Credit:
    """Somebody did a chore on a day, or has taken it for that day."""

    person_id: int
    day: int
    effort: int  # twelfths
    chore_id: int


class Ledger:
    """The efforts and the days at home of everybody, while turns are planned one after the other."""

    def __init__(self, people: Iterable[Someone], days: int, credits: Iterable[Credit] = ()) -> None:
        self.days = days
        self.people = {each.id: each for each in people}
        self.efforts = {person_id: [0] * days for person_id in self.people}
        self.home = {person_id: _sums(each.shares, days) for person_id, each in self.people.items()}
        self.absent = {
            person_id: _sums([int(share == 0) for share in each.shares], days)
            for person_id, each in self.people.items()
        }
        self.last: dict[tuple[int, int], int] = {}
        self._counted_for = -1
        self._counted: dict[int, tuple[int, int]] = {}
        self._meanwhile: dict[int, int] = {}
        for credit in credits:
            self.add(credit)

    def add(self, credit: Credit) -> None:
        """One more turn of somebody."""
        if credit.person_id not in self.people or not 0 <= credit.day < self.days:
            return
        self.efforts[credit.person_id][credit.day] += credit.effort
        if self._counted and credit.day <= self._counted_for + AHEAD:
            had, days = self._counted[credit.person_id]
            self._counted[credit.person_id] = (had + credit.effort * FINE, days)
        key = (credit.person_id, credit.chore_id)
        self.last[key] = max(self.last.get(key, -1), credit.day)

    def share(self, person_id: int, day: int) -> int:
        """Their share on a day."""
        return self.people[person_id].shares[day] if 0 <= day < self.days else 0

    def days_home(self, person_id: int, first: int, end: int) -> int:
        """On how many of these days they have a share; a day outside the ledger is none."""
        first, end, absent = max(first, 0), min(end, self.days), self.absent[person_id]
        return end - first - (absent[end] - absent[first]) if first < end else 0

    def last_done(self, person_id: int, chore_id: int) -> int:
        """The day on which they last had a chore; -1 for never."""
        return self.last.get((person_id, chore_id), -1)

    def rates(self, day: int) -> dict[int, int]:
        """Effort by share and day at home, from the first day of the ledger on: whole numbers that compare.

        Days away or not here yet count as they went for the house in the middle: so nobody comes back to a debt, and a
        newcomer starts where the others are, not at nothing.
        """
        if self._counted_for != day:
            self._count_for(day)
        return {each: (had + self._meanwhile[each]) // max(days, 1) for each, (had, days) in self._counted.items()}

    def _count_for(self, day: int) -> None:
        """Count everything once for a day; from then on what is added is counted with it."""
        self._counted_for = day
        until = day + AHEAD + 1
        for each in self.people:
            absent = [number for number in range(day + 1) if not self.people[each].shares[number]]
            self._meanwhile[each] = self._middle(each, absent) * len(absent) * FULL
            days = self.home[each][day + 1] + len(absent) * FULL
            self._counted[each] = (sum(self.efforts[each][:until]) * FINE, days)

    def _middle(self, person_id: int, days: Sequence[int]) -> int:
        """The rate on some days of the one in the middle, of everybody else who was here on any of them."""
        rates = []
        for other in (each for each in self.people if days and each != person_id):
            home = sum(self.people[other].shares[day] for day in days)
            if home:
                rates.append(sum(self.efforts[other][day] for day in days) * FINE // home)
        return median_low(rates) if rates else 0


def _sums(values: Sequence[int], days: int) -> list[int]:
    """What has come together before each day."""
    sums = [0]
    for day in range(days):
        sums.append(sums[-1] + (values[day] if day < len(values) else 0))
    return sums


def targets(days_at_home: Mapping[int, int]) -> dict[int, Fraction]:
    """Each person's part of all there is to do, by share and days at home."""
    whole = sum(days_at_home.values())
    return {person_id: Fraction(days, whole) for person_id, days in days_at_home.items()} if whole else {}


def credit_of(effort: int, doers: int, needs_two: bool) -> int:
    """What each who did a turn together has of it, in twelfths; one that needs two is that much work for each."""
    people = max(doers, 1)
    return effort * WHOLE * min(2, people) // people if needs_two else effort * WHOLE // people
