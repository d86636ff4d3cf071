"""The pages of check-ins: how my day was, and what others share with me."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.checkins import acts, note_writing
from house.checkins.access import is_mine
from house.checkins.audiences import audience_hints
from house.checkins.cards import own_card, shared_card, when_words
from house.checkins.forms import CheckInForm, OwnWordsForm
from house.checkins.labels import FACES
from house.checkins.models import KIND, CheckIn
from house.checkins.reading import my_recent, own_words, read_shared
from house.checkins.words import open_words
from house.db import LARGEST_ID
from house.guard import Access, access, members
from house.people.shares import KINDS, Kind
from house.people.sharing import starting_from
from house.people.sharing_words import closed_words, kept_words
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page

bp = Blueprint("checkins", __name__, url_prefix="/check-ins")
bp.register_blueprint(note_writing.bp)

RECENT = 5
EARLIER = 20

KINDS[KIND] = Kind(lazy_gettext("a check-in"), lambda check_in_id: url_for("checkins.edit", check_in_id=check_in_id))


@bp.route("", methods=["GET", "POST"])
@members
def index() -> ResponseReturnValue:
    """How did you do today? With my own last few underneath."""
    viewer, now = get_viewer(), clock.now()
    form, ok = _form(viewer, now, **starting_from(viewer, now))
    if ok:
        whom, of = form.sharing, (viewer.house_id, viewer.person_id)
        acts.check_in(*of, form.words, whom.audience, now, whom.person_id, whom.until, form.when)
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
        closed=closed_words(viewer, now),
    )


def _form(viewer: Viewer, now: datetime, **start: Any) -> tuple[CheckInForm, bool]:
    """The form with the viewer's own words for a day, if they made some, and whether it was sent and holds."""
    form = CheckInForm.from_request(**start)
    form.use_own_words(own_words(viewer, now), start.get("feeling", ""))
    return form, request.method == "POST" and form.validate()


@bp.get("/earlier")
@members
def earlier() -> ResponseReturnValue:
    """My own from earlier on, a page at a time."""
    viewer, now = get_viewer(), clock.now()
    own = [own_card(each, viewer, now) for each in my_recent(viewer, EARLIER + 1, now, before=_before())]
    return render_template(
        "checkins/earlier.html",
        own=own[:EARLIER],
        has_earlier=len(own) > EARLIER,
        closed=closed_words(viewer, now),
    )


def _before() -> int | None:
    words = request.args.get("before", "")
    number = int(words) if words.isdecimal() and len(words) < 20 else 0
    return number if 0 < number <= LARGEST_ID else None


@bp.route("/my-words", methods=["GET", "POST"])
@members
def my_words() -> ResponseReturnValue:
    """Words of my own for how a day was, instead of the house's."""
    viewer, now = get_viewer(), clock.now()
    form, ok = OwnWordsForm.sent(words="\n".join(own_words(viewer, now)))
    if not ok:
        return form_page("checkins/my_words.html", form)
    acts.keep_own_words(viewer.house_id, viewer.person_id, form.each, now)
    flash(
        _("Kept. Your own words stand on your page.") if form.each else _("Kept. The house’s words stand there again.")
    )
    return redirect(url_for(".index"), 303)


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
    form, ok = _form(viewer, now, **asdict(words), **start)
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
