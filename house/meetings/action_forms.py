"""Forms of actions: offering to do something, and saying it in other words."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, SelectField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types

from house.forms import BaseForm, line
from house.meetings.action_acts import ActionWords
from house.meetings.day_field import day_field, is_within_a_year

ME, NO_MEETING = "me", "0"


class ChangeForm(BaseForm):
    """What it is, by when, and whether help is welcome."""

    what = line(
        _("What"), 160, needed=_("Write what it is, in a few words."), hint=_("Such as: ask about a second key.")
    )
    by_day = day_field(_("By when"))
    help_wanted = BooleanField(_("Help is welcome"))

    def fits(self, today: date, before: date | None = None) -> bool:
        """Whether its day can be kept; one that stood there before may stay."""
        return self.by_day.data == before or is_within_a_year(self.by_day, today)

    def words(self, meeting_id: int | None = None) -> ActionWords:
        """What was written."""
        return ActionWords(self.what.data or "", self.by_day.data, bool(self.help_wanted.data), meeting_id)


class ActionForm(ChangeForm):
    """Somebody offers to do something, or writes down that another one did."""

    who = SelectField(
        _("Who offered?"),
        default=ME,
        validate_choice=False,
        description=_("Somebody else is asked first. It is theirs only once they say yes."),
    )
    meeting = SelectField(_("At which meeting?"), default=NO_MEETING, validate_choice=False)

    def let_choose(self, people: Iterable[tuple[int, str]], meetings: Iterable[tuple[int, str]]) -> None:
        """Whom and which meetings can be chosen."""
        offered = [(str(person_id), _("%(name)s offered", name=name)) for person_id, name in people]
        self.who.choices = [SelectChoice(*each) for each in [(ME, _("I offer this")), *offered]]
        known = [(str(meeting_id), words) for meeting_id, words in meetings]
        self.meeting.choices = [SelectChoice(*each) for each in [(NO_MEETING, _("At no meeting")), *known]]

    def validate_who(self, field: Field) -> None:
        """Only somebody of the house who can say so themselves."""
        if not _is_offered(field):
            raise ValidationError(_("Choose who offered."))

    def validate_meeting(self, field: Field) -> None:
        """Only a meeting that has begun."""
        if not _is_offered(field):
            raise ValidationError(_("Choose a meeting, or “At no meeting”."))

    @property
    def for_id(self) -> int | None:
        """Whom it is written down for; None for whoever writes it."""
        return None if self.who.data == ME else int(self.who.data)

    @property
    def meeting_id(self) -> int | None:
        """At which meeting."""
        return int(self.meeting.data) or None


def _is_offered(field: Any) -> bool:
    return field.data in [choice.value for choice in field.choices]
