"""Calendar links in words."""

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from house.feeds.models import Detail, Reminder, Scope
from house.feeds.offering import KINDS

SCOPES = {
    Scope.my_things: _("My things"),
    Scope.my_shifts: _("My shifts"),
    Scope.whos_on: _("Who is here"),
    Scope.house_life: _("House life"),
    Scope.coverage: _("Open shifts and gaps"),
}
DETAILS = {Detail.full: _("full names"), Detail.quiet: _("quiet names"), Detail.busy: _("only “Busy”")}
REMINDERS = {
    Reminder.none: "",
    Reminder.ten_minutes: _("rings 10 minutes before"),
    Reminder.hour: _("rings 1 hour before"),
    Reminder.evening: _("rings the evening before"),
}


def kinds_words(kinds: str) -> str:
    """Which kinds its owner chose; "" where it carries all of them."""
    chosen = set(filter(None, kinds.split(",")))
    return ", ".join(str(kind.words) for kind in KINDS if kind.name in chosen) if chosen else ""


def scope_choices(is_coordinator: bool) -> list[tuple[str, str]]:
    """What a link can carry, each with what is in it."""
    said = {
        Scope.my_things: gettext("My things: shifts, turns, what I offered, meetings and the house diary"),
        Scope.my_shifts: gettext("My shifts"),
        Scope.whos_on: gettext("Who is here: everyone’s shifts"),
        Scope.house_life: gettext("House life: meetings, everyone’s turns and the house diary"),
        Scope.coverage: gettext("Open shifts and hours without anyone"),
    }
    return [(scope.value, words) for scope, words in said.items() if is_coordinator or scope is not Scope.coverage]
