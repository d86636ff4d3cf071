"""Forms of planning ahead: begin some days, change a shift."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import DateField, Field, HiddenField, SelectField, ValidationError
from wtforms.validators import DataRequired

from house.forms import BaseForm, menu
from house.rosters.copying import LETTERS
from house.rosters.forms import YEARS_AHEAD, ShiftForm
from house.web import number_in

NOTHING, LAST = "nothing", "last"
LENGTHS = [("7", _("One week")), ("14", _("Two weeks")), ("28", _("Four weeks"))]


def fill_choices(weeks: int) -> list[tuple[str, str]]:
    """What a period can be filled with: nothing, the days before it, or the pattern from one of its weeks on."""
    pattern = [
        (str(n), gettext("The pattern, beginning with week %(letter)s", letter=LETTERS[n])) for n in range(weeks)
    ]
    return [(LAST, gettext("A copy of the days before")), *pattern, (NOTHING, gettext("Nothing yet"))]


class PeriodForm(BaseForm):
    """Which days to draft, and with what to begin."""

    first_day = DateField(_("First day"), validators=[DataRequired(_("Choose the first day."))])
    days = menu(_("How long"), LENGTHS, _("Choose how long it is."), start="14")
    fill = SelectField(_("Begin with"), validate_choice=False)

    def __init__(self, formdata: Any = None, *, weeks: int, today: date, **start: Any) -> None:
        super().__init__(formdata, **start)
        self.fill.choices = fill_choices(weeks)
        self.today, self.weeks = today, weeks

    def validate_first_day(self, field: Field) -> None:
        """Only days to come, and not so far off that it is a slip."""
        if field.data and not self.today <= field.data <= self.today + YEARS_AHEAD:
            raise ValidationError(gettext("Choose a day from now on, up to two years ahead."))

    def validate_fill(self, field: SelectField) -> None:
        """Only something on the list."""
        if field.data not in dict(fill_choices(self.weeks)):
            raise ValidationError(gettext("Choose something from the list."))


class ChangeForm(ShiftForm):
    """A shift that is there already; it carries how often it was changed when the form was opened."""

    seen = HiddenField()

    def __init__(self, formdata: Any = None, *, workers: Sequence[Any], today: date, **start: Any) -> None:
        super().__init__(formdata, workers=workers, today=today, **start)

    @property
    def seen_sequence(self) -> int:
        """The state the form was opened in; one that was never there, where it was tampered with."""
        return number_in(self.seen.data)
