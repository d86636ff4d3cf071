"""Forms of what workers and the house agree on: agreements, terms, time off, figures."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, DecimalField, Field, TimeField, ValidationError
from wtforms.validators import DataRequired, NumberRange, Optional

from house.forms import BaseForm, cards, menu
from house.rosters.agreeing import AgreementDraft, HouseRules
from house.rosters.finding_words import AGREEMENTS, SEVERITIES
from house.rosters.findings import AgreementKind, Severity
from house.rosters.forms import CLOCK_TIMES, WorkerForm, names_of
from house.rosters.reading import WorkerLine
from house.rosters.time_off import Off
from house.rosters.worked import Basis, Stream, Terms
from house.when.words import WEEKDAYS

FAR = timedelta(days=5 * 366)
HOUR = 60
STREAMS = [
    (Stream.community.value, _("Social and community services")),
    (Stream.disability.value, _("Disability services")),
    (Stream.home_care.value, _("Home care")),
]
BASES = [
    (Basis.week.value, _("Each week")),
    (Basis.fortnight.value, _("Each fortnight")),
    (Basis.four_weeks.value, _("Four weeks at a time")),
]
PACKS = [("AU-SCHADS", _("SCHADS Award, Australia")), ("GENERIC", _("Usual figures, for anywhere"))]
PAY_LENGTHS = [("7", _("A week")), ("14", _("A fortnight")), ("28", _("Four weeks"))]
AS_SHIPPED = "as it comes"
LEAVE, ONCE, WEEKLY = "leave", "once", "weekly"


def not_too_far(today: date, field: Field) -> None:
    """Raise `ValidationError` for a year that is a slip of the finger."""
    if field.data and abs(field.data - today) > FAR:
        raise ValidationError(gettext("Choose a day within five years."))


class AgreementForm(WorkerForm):
    """What somebody agreed to."""

    kind = cards(_("Agreed to"), [(each.value, words) for each, words in AGREEMENTS.items()], _("Choose what it is."))
    made_on = DateField(_("Agreed on"), validators=[DataRequired(_("Choose the day it was agreed."))])
    first_day = DateField(_("For days from"), validators=[DataRequired(_("Choose the first day it is for."))])
    last_day = DateField(_("Up to"), validators=[Optional()], description=_("Empty: until it is ended."))

    def __init__(self, formdata: Any = None, *, workers: Sequence[WorkerLine], today: date, **start: Any) -> None:
        super().__init__(formdata, names=names_of(workers), **start)
        self.today = today

    def validate_made_on(self, field: Field) -> None:
        """Nothing is agreed in days to come."""
        not_too_far(self.today, field)
        if field.data and field.data > self.today:
            raise ValidationError(gettext("This day is still to come. Choose the day you agreed."))

    def validate_first_day(self, field: Field) -> None:
        """An agreement stands for days from its own on."""
        not_too_far(self.today, field)
        if field.data and self.made_on.data and field.data < self.made_on.data:
            words = gettext("An agreement can’t be for days before it was made. Choose that day or a later one.")
            raise ValidationError(words)

    def validate_last_day(self, field: Field) -> None:
        """Not before the first."""
        not_too_far(self.today, field)
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(gettext("This is before the first day. Choose that day or a later one."))

    def draft(self) -> AgreementDraft:
        """What was agreed."""
        made_on, first = self.made_on.data or self.today, self.first_day.data or self.today
        kind = AgreementKind(self.kind.data)
        return AgreementDraft(int(self.worker.data), kind, made_on, first, self.last_day.data)


class TermsForm(BaseForm):
    """What somebody is employed for."""

    stream = cards(_("Kind of work"), STREAMS, _("Choose the kind of work."), start=Stream.community.value)
    basis = cards(_("Hours are counted"), BASES, _("Choose how hours are counted."), start=Basis.fortnight.value)
    hours = DecimalField(
        _("Hours they are there for"),
        places=2,
        description=_("Over that time. Rosters can be spread by it."),
        validators=[Optional(), NumberRange(0, 400, _("Write hours between 0 and 400."))],
    )

    def terms(self) -> Terms:
        """What was noted."""
        minutes = None if self.hours.data is None else int(self.hours.data * HOUR)
        return Terms(Stream(self.stream.data), Basis(self.basis.data), minutes)


class RulesForm(BaseForm):
    """Which figures the house holds its roster to."""

    pack = cards(_("Figures"), PACKS, _("Choose the figures."))
    pay_start = DateField(_("A pay period begins on"), validators=[DataRequired(_("Choose a day one begins."))])
    pay_days = menu(_("A pay period lasts"), PAY_LENGTHS, _("Choose how long it lasts."), start="14")
    swaps_need_ok = BooleanField(_("Every swap waits for a coordinator’s yes, even with nothing to look at"))

    def __init__(self, formdata: Any = None, *, today: date, **start: Any) -> None:
        super().__init__(formdata, **start)
        self.today = today

    def validate_pay_start(self, field: Field) -> None:
        """A year that is a slip of the finger."""
        not_too_far(self.today, field)

    def rules(self) -> HouseRules:
        """What was chosen."""
        start = self.pay_start.data or self.today
        return HouseRules(self.pack.data, start, int(self.pay_days.data), bool(self.swaps_need_ok.data))


class FigureForm(BaseForm):
    """The house's own figure for one check."""

    usual = DecimalField(
        _("Usual here"), places=2, validators=[Optional(), NumberRange(0, 1000, _("Write a number up to 1000."))]
    )
    severity = menu(
        _("How loud"),
        [(AS_SHIPPED, _("As it comes")), *((each.value, words) for each, words in SEVERITIES.items())],
        _("Choose how loud it is."),
        start=AS_SHIPPED,
    )
    is_off = BooleanField(_("Leave this out"))

    def loudness(self) -> Severity | None:
        """How loud the house wants it; None where it is as it comes."""
        return None if self.severity.data == AS_SHIPPED else Severity(self.severity.data)


class TimeOffForm(BaseForm):
    """Leave, or a time at which somebody can't. Nothing asks why."""

    kind = cards(
        _("What is it"),
        [
            (LEAVE, _("Leave: whole days")),
            (ONCE, _("I can’t on some days, or at some hours of them")),
            (WEEKLY, _("I can’t, every week on the same day")),
        ],
        _("Choose what it is."),
        start=LEAVE,
    )
    first_day = DateField(_("From"), validators=[DataRequired(_("Choose the first day."))])
    last_day = DateField(
        _("Up to"), validators=[Optional()], description=_("Empty: that one day, or every week from then on.")
    )
    weekday = menu(
        _("Day of the week"),
        [(str(n), name) for n, name in enumerate(WEEKDAYS)],
        _("Choose the day of the week."),
        start="0",
        hint=_("Only for a time that comes every week."),
    )
    from_time = TimeField(_("Hours from"), format=CLOCK_TIMES, validators=[Optional()])
    to_time = TimeField(
        _("Hours to"), format=CLOCK_TIMES, validators=[Optional()], description=_("Both empty: the whole day.")
    )

    def __init__(self, formdata: Any = None, *, today: date, **start: Any) -> None:
        super().__init__(formdata, **start)
        self.today = today

    def validate_first_day(self, field: Field) -> None:
        """A year that is a slip of the finger."""
        not_too_far(self.today, field)

    def validate_last_day(self, field: Field) -> None:
        """Not before the first."""
        not_too_far(self.today, field)
        if field.data and self.first_day.data and field.data < self.first_day.data:
            raise ValidationError(gettext("This is before the first day. Choose that day or a later one."))

    def validate_from_time(self, field: Field) -> None:
        """Both hours or neither; asked of the one that is there."""
        if (field.data is None) != (self.to_time.data is None):
            raise ValidationError(gettext("Write both hours, or leave both empty."))

    def validate_to_time(self, field: Field) -> None:
        """The same from the other side."""
        if self.from_time.data is None:
            raise ValidationError(gettext("Write both hours, or leave both empty."))

    def off(self, person_id: int) -> Off:
        """What was entered."""
        first, last = self.first_day.data or self.today, self.last_day.data
        hours: tuple[time | None, time | None] = (self.from_time.data, self.to_time.data)
        if self.kind.data == LEAVE:
            return Off(0, person_id, True, first, last or first)
        if self.kind.data == WEEKLY:
            return Off(0, person_id, False, first, last, int(self.weekday.data), *hours)
        return Off(0, person_id, False, first, last or first, None, *hours)


def day_in(words: str | None) -> date | None:
    """A day behind the question mark of an address, if it is one."""
    try:
        return datetime.fromisoformat(words or "").date()
    except ValueError:
        return None
