"""Forms of meetings."""

from datetime import time
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import TimeField
from wtforms.validators import DataRequired

from house.forms import BaseForm, cards, line, menu
from house.meetings.acts import ItemWords
from house.meetings.models import Kind
from house.meetings.plan import MeetingPlan
from house.meetings.reading import GoingPlan
from house.when.rule import read_rule

SEVEN = time(19)
WEEKDAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
EVERY = [("1", _("Every week")), ("2", _("Every second week"))]
LENGTHS = [
    ("30", _("30 minutes")),
    ("45", _("45 minutes")),
    ("60", _("1 hour")),
    ("90", _("1 hour 30 minutes")),
    ("120", _("2 hours")),
]
KINDS = [(Kind.share, _("Share")), (Kind.talk, _("Talk")), (Kind.decide, _("Decide"))]
KIND_HINTS = {
    Kind.share: _("To tell the house something. No answer needed."),
    Kind.talk: _("To think about it together."),
    Kind.decide: _("To agree on something."),
}
NOT_SURE = "0"
HINTS = [
    (NOT_SURE, _("Not sure")),
    *((str(minutes), _("About %(minutes)d minutes", minutes=minutes)) for minutes in (5, 10, 15, 20, 30, 45)),
]
SIGNED, UNSIGNED = "signed", "unsigned"
NAMES = [(SIGNED, _("With my name")), (UNSIGNED, _("As “someone in the house”"))]
NAME_HINTS = {
    SIGNED: _("You can take it off again."),
    UNSIGNED: _("Your name is kept nowhere. So nobody can take it off again, you included."),
}


class PlanForm(BaseForm):
    """When and where the house meets."""

    weekday = menu(_("Day"), WEEKDAYS, _("Choose a day of the week."), start="3")
    at = TimeField(_("Time"), default=SEVEN, validators=[DataRequired(_("Choose a time, such as 7:00 pm."))])
    every = cards(_("How often?"), EVERY, _("Choose how often."), start="1")
    minutes = menu(_("How long?"), LENGTHS, _("Choose how long it lasts."), start="60")
    place = line(_("Where?"), hint=_("Such as: the kitchen table."))

    def plan(self) -> MeetingPlan:
        """What was chosen."""
        return MeetingPlan(
            weekday=int(self.weekday.data),
            at=self.at.data or SEVEN,
            every=int(self.every.data),
            minutes=int(self.minutes.data),
            place=self.place.data or "",
            title=str(_("House meeting")),
        )


def start_from(plan: GoingPlan | None) -> dict[str, Any]:
    """What the form of a plan shows first: the plan the house keeps now."""
    if plan is None:
        return {}
    return {
        "weekday": str(plan.first_local.weekday()),
        "at": plan.first_local.time(),
        "every": str(read_rule(plan.rule).interval),
        "minutes": str(plan.minutes),
        "place": plan.place,
    }


class ItemForm(BaseForm):
    """Something for an agenda."""

    title = line(_("What is it about?"), 120, needed=_("Write a few words about it."))
    kind = cards(_("What would you like?"), KINDS, _("Choose share, talk or decide."), start=Kind.talk)
    minutes_hint = menu(_("How long may it take?"), HINTS, _("Choose about how long."), start=NOT_SURE)
    content_note = line(
        _("A word of warning"),
        120,
        hint=_("If it is about something hard, say what. Others can get ready, or sit it out."),
    )
    name = cards(_("How do you bring it?"), NAMES, _("Choose whether your name stands with it."), start=SIGNED)

    @property
    def is_signed(self) -> bool:
        """Whether their name stands with it."""
        return bool(self.name.data == SIGNED)

    def words(self) -> ItemWords:
        """What they bring."""
        minutes = int(self.minutes_hint.data) or None
        return ItemWords(self.title.data or "", Kind(self.kind.data), minutes, self.content_note.data or "")


class CallOffForm(BaseForm):
    """Why a meeting is called off."""

    why = line(
        _("A word why"),
        160,
        needed=_("Write a word or two, so that people know."),
        hint=_("Everyone in the house reads it."),
    )
