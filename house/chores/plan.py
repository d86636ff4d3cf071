"""PURE. What is asked about a chore, and the days that follow from it."""

from dataclasses import dataclass
from datetime import date, timedelta

from house.chores.cadence import SOMETIME_IN_THE_WEEK, Cadence, on_weekday
from house.chores.kinds import Energy, PartOfDay, Way, WhenOver

MOST_STEPS = 12


@dataclass(frozen=True, slots=True)
class Step:
    """One small step, with a pictogram where somebody typed one before it."""

    words: str
    picture: str = ""


@dataclass(frozen=True, slots=True)
class ChorePlan:
    """A chore as somebody would have it: what it is, how it comes round, and how it is shared out."""

    name: str
    weekday: int | None  # of a chore of every week, Monday is 0; None: sometime in the week
    minutes: int  # 5 to 30
    effort: int = 1  # 1 to 3
    place: str = ""
    good_enough: str = ""
    icon: str = "chores"
    cadence: Cadence | None = None  # instead of every week
    energy: Energy = Energy.middle
    supplies: str = ""
    needs_two: bool = False
    steps: tuple[Step, ...] = ()
    part_of_day: PartOfDay = PartOfDay.any_time
    when_over: WhenOver = WhenOver.up_for_grabs
    way: Way = Way.up_for_grabs
    stays_a_week: bool = False
    pool: tuple[int, ...] = ()  # person ids, in their order; nobody: everybody who lives here

    @property
    def comes_round(self) -> Cadence:
        """How often, and in how many days each turn fits."""
        if self.cadence:
            return self.cadence
        return SOMETIME_IN_THE_WEEK if self.weekday is None else on_weekday(self.weekday)

    @property
    def rule(self) -> str:
        """Its repeat (RRULE); what fits anywhere in the week begins with the week."""
        return self.comes_round.rule

    @property
    def window(self) -> timedelta:
        """How long each turn may wait for its moment."""
        return self.comes_round.window

    def first_day(self, today: date) -> date:
        """The first day of the first window that has not ended."""
        return self.comes_round.first_day(today)


def read_steps(text: str) -> tuple[Step, ...]:
    """Steps as they are typed, one a line; a pictogram before the words is the step's picture."""
    return tuple(_step(line) for line in (line.strip() for line in text.splitlines()) if line)


def _step(line: str) -> Step:
    first, _blank, rest = line.partition(" ")
    # A pictogram has no letter, number or ASCII sign in it, whatever signs it is put together from.
    is_picture = (
        bool(rest.strip()) and len(first) <= 12 and all(ord(sign) > 0x2000 and not sign.isalnum() for sign in first)
    )
    return Step(rest.strip(), first) if is_picture else Step(line)


def write_steps(steps: tuple[Step, ...]) -> str:
    """Steps as they are typed."""
    return "\n".join(f"{step.picture} {step.words}".strip() for step in steps)
