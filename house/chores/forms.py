"""The form of a chore: what it is, how it comes round, how it is shared out."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types

from house.chores.cadence import MOST, Cadence, How, NeverComes, TooLong
from house.chores.choices import (
    DAYS,
    EFFORTS,
    ENERGIES,
    HOW_HINTS,
    HOWS,
    ICONS,
    MINUTES,
    MONTH_DAYS,
    NTHS,
    PARTS,
    WAY_HINTS,
    WAYS,
    WHEN_OVER,
    WINDOWS,
)
from house.chores.kinds import Energy, PartOfDay, Way, WhenOver
from house.chores.plan import MOST_STEPS, ChorePlan, read_steps, write_steps
from house.forms import BaseForm, cards, line, lines, menu, several
from house.when.rule import BadRule

__all__ = ["HOW_HINTS", "WAY_HINTS", "ChoreForm", "start_from"]


class ChoreForm(BaseForm):
    """What is asked about a chore."""

    known: dict[str, str]  # whom it can go round, by id as it is sent

    name = line(
        _("What is it?"),
        60,
        needed=_("Give the chore a name."),
        hint=_("A few words, like “Kitchen bins”. On a kitchen screen visitors read it too."),
    )
    how = cards(_("When does it come round?"), HOWS, _("Choose when it comes round."), start=How.weeks.value)
    every = menu(
        _("Every how many?"),
        [(str(number), str(number)) for number in range(1, MOST + 1)],
        _("Choose a number from 1 to 60."),
        start="1",
        hint=_("Days, weeks or months: 1 is each of them, 2 every second one."),
    )
    weekdays = several(_("On which days of the week?"), DAYS, hint=_("Nothing ticked: sometime in the week."))
    nth = menu(_("Which one of the month?"), NTHS, _("Choose which one of the month."), start="1")
    weekday = menu(_("Which day of the week?"), DAYS, _("Choose a day of the week."), start="0")
    month_day = menu(_("Which day of the month?"), MONTH_DAYS, _("Choose a day from 1 to 31."), start="1")
    window = menu(
        _("How long may it wait?"),
        WINDOWS,
        _("Choose how long it may wait."),
        start="1",
        hint=_("So that people can choose their moment."),
    )
    minutes = menu(_("How long does it take?"), MINUTES, _("Choose how long it takes."), start="10")
    effort = cards(_("How much effort is it?"), EFFORTS, _("Choose how much effort it is."), start="1")
    way = cards(_("How is it shared out?"), WAYS, _("Choose how it is shared out."), start=Way.by_fairness.value)
    place = line(_("Where is it?"), 60)
    good_enough = lines(
        _("What does good enough look like?"), 200, hint=_("So that nobody does more than the house needs.")
    )
    steps = lines(
        _("Small steps"),
        1000,
        hint=_("One a line, the first a tiny one. A pictogram at the beginning of a line is shown as its picture."),
    )
    supplies = line(_("What is needed for it?"), 200, hint=_("Such as: blue cloth, under the sink."))
    energy = menu(_("How much energy does it take?"), ENERGIES, _("Choose one."), start=Energy.middle.value)
    part_of_day = menu(_("When in the day?"), PARTS, _("Choose one."), start=PartOfDay.any_time.value)
    needs_two = BooleanField(_("It needs two people"))
    pool = several(_("Whom does it go round?"), hint=_("Nobody ticked: everybody who lives here."))
    stays_a_week = BooleanField(_("It stays with one person all week, though it comes more often"))
    when_over = menu(
        _("If it is still open when its days are over"), WHEN_OVER, _("Choose one."), start=WhenOver.up_for_grabs.value
    )
    icon = menu(_("Picture"), ICONS, _("Choose a picture."), start="chores")

    def offer(self, people: Iterable[tuple[int, str]]) -> None:
        """Whom it can go round."""
        self.known = {str(person_id): name for person_id, name in people}
        self.pool.choices = [SelectChoice(value, name) for value, name in self.known.items()]

    def validate(self, *args: Any, **more: Any) -> bool:
        """Each field, and whether they make a chore that comes round."""
        self._leave_out_what_is_not_asked()
        return bool(super().validate(*args, **more)) and self._comes_round() and self._can_be_shared_out()

    def _leave_out_what_is_not_asked(self) -> None:
        """Whatever stands in a field that the choice does not need is no trouble."""
        needs = {
            "every": self.how.data != How.when_needed,
            "nth": self.how.data == How.month_weekday,
            "weekday": self.how.data == How.month_weekday,
            "month_day": self.how.data == How.month_day,
        }
        for name, is_needed in needs.items():
            if not is_needed:
                self[name].data, self[name].raw_data = self[name].default, [self[name].default]

    def _comes_round(self) -> bool:
        try:
            if any(day not in dict(DAYS) for day in self.weekdays.data or ()):
                raise BadRule
            cadence = self.cadence()
            cadence.rule  # noqa: B018  # it says what does not fit
        except BadRule:
            self.weekdays.errors = [gettext("Choose days of the week.")]
        except TooLong:
            self.window.errors = [gettext("It comes round again before that. Choose a shorter time, or fewer days.")]
        except NeverComes:
            self.how.errors = [gettext("That never comes round. Choose another day.")]
        return not self.errors

    def _can_be_shared_out(self) -> bool:
        chosen = self.pool.data or []
        if not set(chosen) <= set(self.known):
            self.pool.errors = [gettext("Choose from the people who live here.")]
        elif self.way.data in (Way.one_person, Way.in_order) and not chosen:
            self.pool.errors = [gettext("Choose who has it. In turn, they come in the order of this list.")]
        elif self.way.data == Way.one_person and len(chosen) > 1:
            self.pool.errors = [gettext("Choose one person, or let it go round.")]
        if len(read_steps(self.steps.data or "")) > MOST_STEPS:
            self.steps.errors = [gettext("Twelve steps are the most. Two short chores may be easier than a long one.")]
        elif any(len(step.words) > 60 for step in read_steps(self.steps.data or "")):
            self.steps.errors = [gettext("A step can be up to 60 letters long. Two steps may be easier than one.")]
        return not self.errors

    def cadence(self) -> Cadence:
        """How it comes round."""
        return Cadence(
            how=How(self.how.data),
            every=int(self.every.data),
            weekdays=tuple(sorted({int(day) for day in self.weekdays.data or ()}))
            if self.how.data == How.weeks
            else (),
            weekday=int(self.weekday.data),
            nth=int(self.nth.data),
            day=int(self.month_day.data),
            days=int(self.window.data),
        )

    def plan(self) -> ChorePlan:
        """What was chosen."""
        return ChorePlan(
            name=self.name.data or "",
            weekday=None,
            cadence=self.cadence(),
            minutes=int(self.minutes.data),
            effort=int(self.effort.data),
            place=self.place.data or "",
            good_enough=self.good_enough.data or "",
            icon=self.icon.data,
            energy=Energy(self.energy.data),
            supplies=self.supplies.data or "",
            needs_two=bool(self.needs_two.data),
            steps=read_steps(self.steps.data or ""),
            part_of_day=PartOfDay(self.part_of_day.data),
            when_over=WhenOver(self.when_over.data),
            way=Way(self.way.data),
            stays_a_week=bool(self.stays_a_week.data),
            pool=tuple(int(person_id) for person_id in self.pool.data or ()),
        )


def start_from(plan: ChorePlan) -> dict[str, Any]:
    """What the form shows first: the chore as it stands."""
    cadence = plan.comes_round
    return {
        **{name: getattr(plan, name) for name in ("name", "place", "good_enough", "supplies", "icon")},
        **{name: getattr(plan, name).value for name in ("energy", "part_of_day", "when_over", "way")},
        **{name: getattr(plan, name) for name in ("needs_two", "stays_a_week")},
        **{name: str(getattr(plan, name)) for name in ("minutes", "effort")},
        "how": cadence.how.value,
        "every": str(cadence.every),
        "weekdays": [str(day) for day in cadence.weekdays],
        "nth": str(cadence.nth),
        "weekday": str(cadence.weekday),
        "month_day": str(cadence.day),
        "window": str(cadence.days),
        "steps": write_steps(plan.steps),
        "pool": [str(person_id) for person_id in plan.pool],
    }
