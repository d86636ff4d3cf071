"""Shifts as entries of a calendar: my own, and who is here."""

from flask_babel import gettext as _

from house.rosters.access import works_here
from house.rosters.models import WITH_SOMEONE, Shift, ShiftStatus
from house.rosters.reading import SeenShift, shifts_within
from house.rosters.words import here_words, sentence
from house.viewer import Viewer
from house.when.entry import Entry
from house.when.span import Span


def entries(viewer: Viewer, window: Span) -> list[Entry]:
    """The viewer's own shifts; one that is called off says so."""
    mine = shifts_within(
        viewer.house_id,
        window,
        Shift.worker_id == viewer.person_id,
        Shift.status.in_((*WITH_SOMEONE, ShiftStatus.called_off)),
    )
    return [_mine(shift, viewer) for shift in mine]


def _mine(shift: SeenShift, viewer: Viewer) -> Entry:
    return Entry(
        key=f"shift-{shift.id}",
        kind="shift",
        title=_("Shift: %(words)s", words=here_words(shift, viewer.zone)),
        quiet_title=_("Shift"),
        starts=shift.starts_at,
        ends=shift.ends_at,
        changed_at=shift.changed_at,
        sequence=shift.sequence,
        note="\n".join(filter(None, [shift.label, _waits(shift)])),
        path=f"/rosters/shifts/{shift.id}",
        is_mine=True,
        is_called_off=shift.status is ShiftStatus.called_off,
    )


def _waits(shift: SeenShift) -> str:
    return _("This shift is waiting for your yes.") if shift.status is ShiftStatus.given else ""


def here_entries(viewer: Viewer, window: Span, with_mine: bool = False) -> list[Entry]:
    """Who is here and who is on call, by name; the viewer's own shifts only if asked for, since `entries` has them."""
    conditions = [Shift.status.in_(WITH_SOMEONE), works_here(Shift.ends_at)]
    if not with_mine:
        conditions.append(Shift.worker_id != viewer.person_id)
    return [_here(shift, viewer) for shift in shifts_within(viewer.house_id, window, *conditions)]


def _here(shift: SeenShift, viewer: Viewer) -> Entry:
    who = _("%(name)s is on call") if shift.is_on_call else _("%(name)s is here")
    return Entry(
        key=f"here-{shift.id}",
        kind="here",
        title=who % {"name": shift.name},
        quiet_title=_("On call") if shift.is_on_call else _("Someone is here"),
        starts=shift.starts_at,
        ends=shift.ends_at,
        changed_at=shift.changed_at,
        sequence=shift.sequence,
        note="\n".join(filter(None, [sentence(here_words(shift, viewer.zone)), shift.label])),
        path=f"/rosters/shifts/{shift.id}",
        is_mine=shift.worker_id == viewer.person_id,
    )
