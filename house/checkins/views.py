"""The pages of check-ins: how my day was, and what others share with me."""

from dataclasses import asdict
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins import (
    about_me,
    acts,
    looking_back,
    my_shift,
    my_way,
    need_counts,
    need_someone,
    need_views,
    note_writing,
    opening,
    typed,
)
from house.checkins.access import is_mine
from house.checkins.audiences import audience_hints
from house.checkins.blueprint import bp
from house.checkins.cards import own_card, shared_card, when_words
from house.checkins.forms import CheckInForm
from house.checkins.labels import FACES
from house.checkins.models import CheckIn
from house.checkins.reading import my_recent, read_shared
from house.checkins.ways import Way, way_of
from house.checkins.words import open_words
from house.guard import Access, access, members
from house.people.sharing import starting_from, starting_with
from house.people.sharing_words import closed_words, kept_words
from house.viewer import get_viewer
from house.web import asked_id, fetch, form_page

__all__ = ["about_me", "bp", "looking_back", "my_way", "opening", "typed"]
for _pages in (need_views, need_someone, need_counts, my_shift):
    _pages.add_to(bp)
bp.register_blueprint(note_writing.bp)

RECENT = 5
EARLIER = 20


@bp.route("", methods=["GET", "POST"])
@members
def index() -> ResponseReturnValue:
    """How did you do today? With my own last few underneath."""
    viewer, now = get_viewer(), clock.now()
    way, start = way_of(viewer, now), starting_from(viewer, now)
    form, ok = _form(way, **starting_with(start, way.sharing(start["offer"])))
    if ok:
        whom, of = form.sharing, (viewer.house_id, viewer.person_id)
        acts.check_in(*of, form.words, whom.audience, now, whom.person_id, whom.until, form.when, whom.on_call)
        flash(kept_words(whom, now, viewer.zone))
        return redirect(url_for(".index"), 303)
    own = [own_card(each, viewer, now) for each in my_recent(viewer, RECENT + 1, now)]
    return form_page(
        "checkins/index.html",
        form,
        faces=FACES,
        hints=audience_hints(viewer, form.offer, now),
        own=own[:RECENT],
        has_earlier=len(own) > RECENT,
        looks_back=way.looks_back,
        closed=closed_words(viewer, now),
    )


def _form(way: Way, **start: Any) -> tuple[CheckInForm, bool]:
    """The form with the viewer's own words for a day, if they made some, and whether it was sent and holds."""
    form = CheckInForm.from_request(**start)
    form.use_own_words(way.words, start.get("feeling", ""))
    return form, form.was_sent() and form.validate()


@bp.get("/earlier")
@members
def earlier() -> ResponseReturnValue:
    """My own from earlier on, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    own = [own_card(each, viewer, now) for each in my_recent(viewer, EARLIER + 1, now, before=asked_id("before"))]
    return render_template(
        "checkins/earlier.html",
        own=own[:EARLIER],
        has_earlier=len(own) > EARLIER,
        closed=closed_words(viewer, now),
    )


@bp.get("/shared")
@access(Access.members, writes=True, is_private=True)
def shared() -> ResponseReturnValue:
    """What others share with me right now; opening this page is the look.

    Whom nothing reaches gets the same calm page, whatever the reason: off shift, nothing shared, a share that ended.
    So the page tells nobody that something is there to be read.
    """
    viewer, now = get_viewer(), clock.now()
    cards = [shared_card(each, viewer, now) for each in read_shared(viewer, now)]
    return render_template("checkins/shared.html", cards=cards, closed=closed_words(viewer, now))


@bp.route("/<id:check_in_id>", methods=["GET", "POST"])
@members
def edit(check_in_id: int) -> ResponseReturnValue:
    """Say one of mine in other words, or choose again who can see it."""
    viewer, now = get_viewer(), clock.now()
    check_in = fetch(CheckIn, check_in_id, is_mine)
    words, start = open_words(check_in), starting_from(viewer, now, acts.sharing_of(check_in, now))
    form, ok = _form(way_of(viewer, now), **asdict(words), **start)
    form.offer_to_leave_out()
    if ok:
        acts.change_words(check_in, form.words, now)
        acts.change_sharing(check_in, form.sharing, now)
        flash(kept_words(form.sharing, now, viewer.zone))
        return redirect(url_for(".index"), 303)
    hints = audience_hints(viewer, form.offer, now)
    return form_page("checkins/edit.html", form, faces=FACES, hints=hints, check_in_id=check_in.id)


@bp.post("/<id:check_in_id>/end-sharing")
@members
def end_sharing(check_in_id: int) -> ResponseReturnValue:
    """From now on only I can read it."""
    acts.end_sharing(fetch(CheckIn, check_in_id, is_mine), clock.now())
    flash(_("Sharing has ended. Only you can see it now."))
    return redirect(url_for(".index"), 303)


@bp.route("/<id:check_in_id>/delete", methods=["GET", "POST"])
@members
def delete(check_in_id: int) -> ResponseReturnValue:
    """Ask once, then it is gone."""
    viewer, check_in = get_viewer(), fetch(CheckIn, check_in_id, is_mine)
    if request.method == "POST":
        acts.delete(check_in)
        flash(_("Gone. Nobody can bring it back."))
        return redirect(url_for(".index"), 303)
    when = when_words(check_in.at, check_in.is_of_the_day, viewer, clock.now())
    return render_template("checkins/delete.html", when=when)
