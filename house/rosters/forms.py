"""Forms of rosters."""

from collections.abc import Callable, Sequence
from dataclasses import fields, replace
from datetime import date, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, Form, SelectField, TimeField, ValidationError
from wtforms.validators import DataRequired, StopValidation

from house.forms import BaseForm, cards, line, lines
from house.rosters.plan import ShiftKind, ShiftPlan
from house.rosters.reading import Profile, WorkerLine

NOBODY = "nobody"
MIDNIGHT = time()
YEARS_AHEAD = timedelta(days=2 * 366)
# What browsers send, and what people type where no clock opens.
CLOCK_TIMES = ["%H:%M", "%H:%M:%S", "%I:%M%p", "%I%p"]

KINDS = [
    (ShiftKind.day.value, _("Day")),
    (ShiftKind.evening.value, _("Evening")),
    (ShiftKind.active_night.value, _("Night, awake")),
    (ShiftKind.sleepover.value, _("Night with sleep")),
    (ShiftKind.on_call.value, _("On call")),
    (ShiftKind.overlap.value, _("Handing over")),
    (ShiftKind.co_reflection.value, _("Co-reflection")),
    (ShiftKind.training.value, _("Training")),
    (ShiftKind.meeting.value, _("House meeting")),
]
KIND_NAMES = dict(KINDS)
KIND_HINTS = {
    ShiftKind.active_night.value: _("Up all night, in the house."),
    ShiftKind.sleepover.value: _("In the house, and asleep for part of it. You set the hours of sleep below."),
    ShiftKind.on_call.value: _("Not in the house, and answers the phone."),
}


def _clock_time(label: Any, sentence: Any, hint: Any = "") -> TimeField:
    return TimeField(label, format=CLOCK_TIMES, description=hint, validators=[DataRequired(sentence)])


def _sleep_time(label: Any, sentence: Any, start: time) -> TimeField:
    return TimeField(label, format=CLOCK_TIMES, default=start, validators=[_needed_for_sleep(sentence)])


def _needed_for_sleep(sentence: Any) -> Callable[[Form, Field], None]:
    """A validator: in a shift without sleep, whatever stands in the field is no trouble."""

    def check(form: Form, field: Field) -> None:
        field.errors = []
        if form["kind"].data == ShiftKind.sleepover and field.data is None:
            raise StopValidation(sentence)
        raise StopValidation

    return check


class WorkerForm(BaseForm):
    """A form that asks for one of the workers of the house; nobody else is ever among its choices."""

    worker = SelectField(_("Who"), validate_choice=False)

    def __init__(self, formdata: Any = None, *, names: dict[str, str], **start: Any) -> None:
        super().__init__(formdata, **start)
        self.names = names
        self.worker.choices = list(names.items())

    @property
    def name(self) -> str:
        """What the chosen worker is called."""
        return self.names[self.worker.data]

    def validate_worker(self, field: Field) -> None:
        """Only somebody on the list."""
        if field.data not in self.names:
            raise ValidationError(gettext("Choose somebody from the list."))


def names_of(workers: Sequence[WorkerLine]) -> dict[str, str]:
    """Workers as the choices of a form."""
    return {str(each.person_id): each.called_name for each in workers}


class ShiftForm(WorkerForm):
    """A shift, as a coordinator plans it."""

    kind = cards(_("What kind of shift"), KINDS, _("Choose what kind of shift it is."))
    day = DateField(_("Day"), validators=[DataRequired(_("Choose the day it starts."))])
    from_time = _clock_time(_("From"), _("Choose when it starts, like 10:00 or 10pm."))
    to_time = _clock_time(
        _("To"),
        _("Choose when it ends, like 18:00 or 6pm."),
        hint=_("If this is earlier than the start, it is on the next day."),
    )
    asleep_from = _sleep_time(_("Asleep from"), _("Choose when sleep starts, like 22:00 or 10pm."), time(22))
    asleep_to = _sleep_time(_("Asleep to"), _("Choose when sleep ends, like 06:00 or 6am."), time(6))
    visible_label = line(
        _("A few words for everyone"), 60, hint=_("Such as “Pizza night”. Everyone in the house reads this.")
    )

    def __init__(self, formdata: Any = None, *, workers: Sequence[WorkerLine], today: date, **start: Any) -> None:
        super().__init__(formdata, names={NOBODY: gettext("Nobody yet"), **names_of(workers)}, **start)
        self.today = today

    def validate_day(self, field: Field) -> None:
        """A slip of the finger in the year is easy to make."""
        if field.data and not self.today - timedelta(days=1) <= field.data <= self.today + YEARS_AHEAD:
            raise ValidationError(gettext("Choose a day from now on, up to two years ahead."))

    def plan(self) -> ShiftPlan:
        """What was planned."""
        plan = ShiftPlan(
            kind=ShiftKind(self.kind.data),
            worker_id=None if self.worker.data == NOBODY else int(self.worker.data),
            day=self.day.data or self.today,
            from_time=self.from_time.data or MIDNIGHT,
            to_time=self.to_time.data or MIDNIGHT,
            visible_label=self.visible_label.data or "",
        )
        if self.asleep_from.data is None or self.asleep_to.data is None:
            return plan
        return replace(plan, asleep_from=self.asleep_from.data, asleep_to=self.asleep_to.data)


class GiveForm(WorkerForm):
    """Who does an open shift."""

    def __init__(self, formdata: Any = None, *, workers: Sequence[WorkerLine]) -> None:
        super().__init__(formdata, names=names_of(workers))


class ProfileForm(BaseForm):
    """What a worker tells the house of themselves."""

    reach_by = line(
        _("How people reach you when you are here"),
        160,
        needed=_("Write how people reach you, even if it is only “knock on the office door”."),
        hint=_(
            "Such as “Knock on the office door, or call 0491 570 006”. "
            "Everyone in the house reads this, and visitors on a kitchen screen."
        ),
    )
    how_i_support = lines(
        _("How you like to support"), 600, hint=_("In your own words. Everyone in the house reads this, too.")
    )
    not_great_with = lines(
        _("What you are not great at"), 600, hint=_("So that people know whom else to ask. Such as “forms and phones”.")
    )
    languages = line(_("Languages you speak"), 120, hint=_("Such as “English, some Auslan”."))
    usual_days = line(_("Days you are usually here"), 120, hint=_("Such as “Mondays, and every second weekend”."))

    def profile(self) -> Profile:
        """What was told."""
        return Profile(*(self[name].data or "" for name in (each.name for each in fields(Profile))))
