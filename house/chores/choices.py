"""The choices that the form of a chore offers, in words."""

from flask_babel import lazy_gettext as _

from house.chores.cadence import How
from house.chores.kinds import Energy, Like, Mode, PartOfDay, Way, WhenOver

HOWS = [
    (How.days.value, _("Every so many days")),
    (How.weeks.value, _("Every week, or every few weeks")),
    (How.month_day.value, _("By the month, on a date")),
    (How.month_weekday.value, _("By the month, on a weekday")),
    (How.after_done.value, _("Some days after it was last done")),
    (How.when_needed.value, _("Whenever it is needed")),
]
HOW_HINTS = {
    How.weeks.value: _("On days you choose, or sometime in the week."),
    How.month_day.value: _("Such as: the 15th."),
    How.month_weekday.value: _("Such as: the first Sunday, or the last Friday."),
    How.after_done.value: _("It waits until somebody did it, and then counts anew."),
    How.when_needed.value: _("It comes when somebody says that it is needed."),
}
DAYS = [
    ("0", _("Monday")),
    ("1", _("Tuesday")),
    ("2", _("Wednesday")),
    ("3", _("Thursday")),
    ("4", _("Friday")),
    ("5", _("Saturday")),
    ("6", _("Sunday")),
]
NTHS = [
    ("1", _("The first")),
    ("2", _("The second")),
    ("3", _("The third")),
    ("4", _("The fourth")),
    ("-1", _("The last")),
]
MONTH_DAYS = [(str(day), str(day)) for day in range(1, 32)]
WINDOWS = [
    ("1", _("That day")),
    ("2", _("Two days")),
    ("3", _("Three days")),
    ("4", _("Four days")),
    ("5", _("Five days")),
    ("7", _("A week")),
    ("14", _("Two weeks")),
    ("28", _("Four weeks")),
]
MINUTES = [(str(minutes), _("About %(minutes)d minutes", minutes=minutes)) for minutes in (5, 10, 15, 20, 25, 30)]
EFFORTS = [("1", _("Light")), ("2", _("Some effort")), ("3", _("More effort"))]
ENERGIES = [
    (Energy.low.value, _("Little: it goes on a slow day too")),
    (Energy.middle.value, _("Some")),
    (Energy.high.value, _("Much: better on a good day")),
]
PARTS = [
    (PartOfDay.any_time.value, _("Any time")),
    (PartOfDay.morning.value, _("In the morning")),
    (PartOfDay.afternoon.value, _("In the afternoon")),
    (PartOfDay.evening.value, _("In the evening")),
]
WAYS = [
    (Way.by_fairness.value, _("The house suggests somebody")),
    (Way.in_order.value, _("In turn, in an order you choose")),
    (Way.one_person.value, _("With one person")),
    (Way.up_for_grabs.value, _("Up for grabs")),
]
WAY_HINTS = {
    Way.by_fairness.value: _(
        "Whoever has had the lightest weeks, by what people like and can do. Anybody can take it."
    ),
    Way.in_order.value: _("Whoever is away is passed over."),
    Way.one_person.value: _("While they are away, it is up for grabs."),
    Way.up_for_grabs.value: _("Whoever wants it takes it."),
}
WHEN_OVER = [
    (WhenOver.up_for_grabs.value, _("It is up for grabs")),
    (WhenOver.moved.value, _("It moves on, and stays with whoever has it")),
    (WhenOver.let_go.value, _("It is let go for this round")),
]
ICONS = [
    ("chores", _("A bucket")),
    ("dishes", _("Dishes")),
    ("bin", _("A bin")),
    ("broom", _("A broom")),
    ("laundry", _("Laundry")),
    ("plant", _("A plant")),
    ("bath", _("A bath")),
    ("basket", _("A shopping basket")),
    ("pot", _("A cooking pot")),
    ("house", _("A house")),
]
LIKES = [
    (Like.like.value, _("I like it")),
    (Like.fine.value, _("It is fine")),
    (Like.rather_not.value, _("I would rather not")),
    (Like.can_not.value, _("I can’t do it")),
]
MODES = [
    (Mode.same_room.value, _("In the same room")),
    (Mode.on_a_call.value, _("On a call")),
    (Mode.quiet.value, _("Quietly, each at their own thing")),
]
