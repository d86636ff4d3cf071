"""Forms of chores."""

from flask_babel import lazy_gettext as _

from house.chores.plan import ChorePlan
from house.forms import BaseForm, cards, line, lines, menu

SOMETIME = "week"
DAYS = [
    (SOMETIME, _("Sometime in the week")),
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
MINUTES = [(str(minutes), _("About %(minutes)d minutes", minutes=minutes)) for minutes in (5, 10, 15, 20, 25, 30)]
EFFORTS = [("1", _("Light")), ("2", _("Some effort")), ("3", _("More effort"))]


class ChoreForm(BaseForm):
    """What is asked about a new chore."""

    name = line(_("What is it?"), 60, needed=_("Give the chore a name."), hint=_("A few words, like “Kitchen bins”."))
    when = cards(_("When does it come round?"), DAYS, _("Choose a day, or the week."), start=SOMETIME)
    minutes = menu(_("How long does it take?"), MINUTES, _("Choose how long it takes."), start="10")
    effort = cards(_("How much effort is it?"), EFFORTS, _("Choose how much effort it is."), start="1")
    place = line(_("Where is it?"), 60)
    good_enough = lines(
        _("What does good enough look like?"), 200, hint=_("So that nobody does more than the house needs.")
    )

    def plan(self) -> ChorePlan:
        """What was chosen."""
        return ChorePlan(
            name=self.name.data or "",
            weekday=None if self.when.data == SOMETIME else int(self.when.data),
            minutes=int(self.minutes.data),
            effort=int(self.effort.data),
            place=self.place.data or "",
            good_enough=self.good_enough.data or "",
        )
