"""My shift: one page for the worker who is on now. Off shift it is the same calm page for everyone."""

from flask import Blueprint, render_template
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue

from house import clock
from house.checkins.access import reader
from house.checkins.need_cards import need_card
from house.checkins.need_forms import AnswerForm
from house.checkins.need_reading import hears_of_somebody, read_waiting
from house.checkins.read_back import to_read_back
from house.guard import Access, access
from house.people.sharing_words import closed_words
from house.rosters.for_the_shift import lines
from house.rosters.next_shift import next_shift_words
from house.viewer import get_viewer


def add_to(bp: Blueprint) -> None:
    """Add the page at an address of its own, beside those of check-ins."""

    def at_its_own_address(state: BlueprintSetupState) -> None:
        state.app.add_url_rule("/my-shift", "checkins.my_shift", my_shift)

    bp.record_once(at_its_own_address)


@access(Access.members, writes=True, is_private=True)
def my_shift() -> ResponseReturnValue:
    """Who is waiting and for what, as far as it is shared; opening this page is the look."""
    viewer, now = get_viewer(), clock.now()
    reading = reader(viewer, now)
    is_on = reading.is_on_shift or reading.is_on_call
    return render_template(
        "checkins/my_shift.html",
        is_on=is_on,
        is_on_call=is_on and not reading.is_on_shift,
        cards=[need_card(each, viewer, now) for each in read_waiting(viewer, reading, now)],
        form=AnswerForm(),
        someone_waits=hears_of_somebody(viewer, reading, now),
        to_read_back=to_read_back(viewer, now) if is_on else [],
        lines=lines(viewer, now) if is_on else [],
        next_shift="" if is_on else next_shift_words(viewer, now),
        closed=closed_words(viewer, now),
    )
