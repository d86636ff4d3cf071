"""Changes of shifts in words: in full for who plans and whom it is about, and for the house as who is here when."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from house.rosters.changes import ShiftChange, Told
from house.rosters.period_models import Altered
from house.rosters.words import sentence, when_words
from house.viewer import Viewer
from house.when.span import Span
from house.when.words import stamp_words

OPEN_TO_ALL = (Altered.changed, Altered.swapped)  # of these the house reads whom it was with before, and of no other


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """One change, ready to be shown."""

    shift_id: int
    title: str  # how it was after it
    before: str  # how it was; "" where the house only reads how it is
    said: str  # when, and for some by whom
    told: tuple[str, ...]  # "Alex saw it, today 5pm."


def full_line(change: ShiftChange, viewer: Viewer, now: datetime) -> ChangeLine:
    """Everything that is kept of it."""
    when = stamp_words(change.at, now, viewer.zone)
    return ChangeLine(
        change.shift_id,
        title=_("After: %(what)s", what=_now_words(change, viewer, now)),
        before=_("Before: %(what)s", what=_stood(change.before, change.span_before, viewer, now)),
        said=_by_whom(change, when),
        told=tuple(_told_words(each, viewer, now) for each in change.told),
    )


def _now_words(change: ShiftChange, viewer: Viewer, now: datetime) -> str:
    if change.what is Altered.called_off:
        return str(_("called off, %(when)s", when=when_words(change.span_after, now, viewer.zone)))
    return _stood(change.after, change.span_after, viewer, now)


def _stood(who: Told | None, span: Span, viewer: Viewer, now: datetime) -> str:
    when = when_words(span, now, viewer.zone)
    return str(_("%(name)s, %(when)s", name=who.name if who else _("nobody yet"), when=when))


def _by_whom(change: ShiftChange, when: str) -> str:
    by_themselves = {
        Altered.taken: _("%(name)s took it, %(when)s."),
        Altered.opened: _("%(name)s gave it back, %(when)s."),
        Altered.swapped: _("Two workers swapped; the last yes was %(name)s’s, %(when)s."),
        Altered.called_off: _("%(name)s called it off, %(when)s."),
        Altered.given: _("%(name)s found somebody, %(when)s."),
    }
    if not change.by:
        return str(_("It opened when somebody moved on, %(when)s.", when=when))
    said = by_themselves.get(change.what, _("%(name)s changed it, %(when)s."))
    return str(said) % {"name": change.by, "when": when}


def _told_words(who: Told, viewer: Viewer, now: datetime) -> str:
    if who.saw_at:
        return str(_("%(name)s saw it, %(when)s.", name=who.name, when=stamp_words(who.saw_at, now, viewer.zone)))
    if not who.has_account:
        return str(_("%(name)s doesn’t sign in, so a coordinator tells them.", name=who.name))
    return str(_("It waits for %(name)s on their page Today.", name=who.name))


def house_line(change: ShiftChange, viewer: Viewer, now: datetime) -> ChangeLine:
    """Who is here when, as the house reads it: nothing of why, and nobody's name beside a shift they can't do."""
    return ChangeLine(
        change.shift_id,
        title=sentence(when_words(change.span_after, now, viewer.zone)),
        before=_was(change, viewer, now),
        said=_("Changed %(when)s.", when=stamp_words(change.at, now, viewer.zone)),
        told=(_is_now(change),),
    )


def _is_now(change: ShiftChange) -> str:
    if change.what is Altered.called_off:
        return str(_("This shift is called off."))
    if change.after is None:
        return str(_("Nobody for now. Others were asked."))
    if change.what in OPEN_TO_ALL and change.before and change.before.person_id != change.after.person_id:
        names = {"name": change.after.name, "before": change.before.name}
        return str(_("Now with %(name)s, instead of %(before)s.", **names))
    return str(_("Now with %(name)s.", name=change.after.name))


def _was(change: ShiftChange, viewer: Viewer, now: datetime) -> str:
    if change.span_before == change.span_after:
        return ""
    return str(_("Before it was %(when)s.", when=when_words(change.span_before, now, viewer.zone)))
