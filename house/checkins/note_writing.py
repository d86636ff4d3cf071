"""The pages of a peer worker: writing a note, wording it anew, taking one away that was about somebody else."""

from datetime import datetime
from typing import Any

from flask import Response, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins import note_drafts, note_keeping, note_offers, note_reading, noting
from house.checkins.avoid_words import INSTEAD
from house.checkins.note_access import may_reword, may_withdraw
from house.checkins.note_cards import hints, offered_words, shared_note
from house.checkins.note_forms import AsAskedForm, NoteForm, OfferForm, RewordForm
from house.checkins.note_models import ContactNote
from house.checkins.note_pages import notes
from house.forms import BaseForm
from house.guard import Access, access, own_path_here, workers
from house.people.signing_in import must_confirm
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, form_page
from house.when.words import clock_words

bp = notes  # with these pages too


@bp.route("/new", methods=["GET", "POST"])
@workers
def new() -> ResponseReturnValue:
    """Write a note, with what was typed before if it was left half-way.

    Only opening it asks a password again, where a draft lies there: what was typed and is sent is never turned away.
    """
    viewer, now = get_viewer(), clock.now()
    draft = note_drafts.find(viewer, now) if request.method == "GET" else {}
    if draft and must_confirm(viewer, now):
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    form, ok = NoteForm.sent(viewer=viewer, now=now, **(draft or _starts()))
    if not ok:
        return _writing_page(form, has_draft=bool(draft))
    note = noting.write(viewer.house_id, viewer.person_id, form.new, now)
    note_drafts.drop(viewer)
    if form.is_on_paper:
        flash(_("Kept. Print it for them: they have no account."))
        return redirect(url_for(".printed", note_id=note.id), 303)
    flash(_("Kept. They see it right away."))
    return redirect(url_for(".shared"), 303)


def _starts() -> dict[str, str]:
    about = asked_id("about")
    return {"person": str(about)} if about else {}


def _writing_page(form: Any, *, has_draft: bool) -> Response:
    return form_page(
        "checkins/notes/new.html",
        form,
        has_draft=has_draft,
        **_gentler(form),
    )


@bp.post("/draft")
@workers
def keep_draft() -> ResponseReturnValue:
    """Keep what was typed so far, for its author alone; a small script sends it while one types."""
    viewer, now = get_viewer(), clock.now()
    note_drafts.keep(viewer, NoteForm.from_request(viewer=viewer, now=now).typed, now)
    if "quietly" in request.form:
        return jsonify(said=_("Kept at %(time)s.", time=clock_words(now, viewer.zone))), 201
    flash(_("Kept for later. It stays 7 days, and only you see it."))
    return redirect(url_for(".new"), 303)


@bp.post("/draft/drop")
@workers
def drop_draft() -> ResponseReturnValue:
    """What was typed goes."""
    note_drafts.drop(get_viewer())
    flash(_("Gone. The page is empty again."))
    return redirect(url_for(".new"), 303)


@bp.route("/<id:note_id>/reword", methods=["GET", "POST"])
@access(Access.workers, writes=True)
def reword(note_id: int) -> ResponseReturnValue:
    """Say a note of mine in other words; those before stay beside them. Opening it is a look.

    A form that comes back with a slip keeps nothing, and so no look: it shows what was typed, and not the note.
    """
    viewer, now = get_viewer(), clock.now()
    note = fetch(ContactNote, note_id, may_reword)
    if request.method == "GET":
        return _reword_page(viewer, note_id, now)
    form, ok = RewordForm.sent()
    if ok:
        noting.reword(note, form.made.data, form.words, now)
        flash(_("Kept. The words before stay beside them."))
        return redirect(url_for(".shared"), 303)
    return form_page("checkins/notes/reword.html", form, card=None, **_gentler(form))


def _reword_page(viewer: Viewer, note_id: int, now: datetime) -> ResponseReturnValue:
    if must_confirm(viewer, now):
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    read = note_reading.read_one(viewer, note_id, now)
    form = RewordForm(text=read.note.words.text, next_step=read.note.words.next_step)
    card = shared_note(read, viewer, now)
    return form_page("checkins/notes/reword.html", form, card=card, **_gentler(form))


def _gentler(form: Any) -> dict[str, Any]:
    return {"gentler": hints(form.text.data or ""), "instead": INSTEAD}


@bp.route("/<id:note_id>/wrong-person", methods=["GET", "POST"])
@access(Access.workers, is_private=True)
def wrong_person(note_id: int) -> ResponseReturnValue:
    """It was about somebody else: its words go at once, and whom it reached sees only that it happened."""
    note = fetch(ContactNote, note_id, may_withdraw)
    form, ok = BaseForm.sent()
    if ok:
        noting.withdraw(note, clock.now())
        flash(_("Taken away. Its words are gone. They see only that it happened."))
        return redirect(url_for(".new"), 303)
    return form_page("checkins/notes/wrong_person.html", form, name=note_reading.name_of(note.owner_id))


# --- offered, and no more ---


@bp.route("/offer", methods=["GET", "POST"])
@workers
def offer() -> ResponseReturnValue:
    """Contact was offered: to whom, what, and what came of it."""
    viewer, now = get_viewer(), clock.now()
    if request.method == "GET" and must_confirm(viewer, now):  # it lists whom they offered something lately
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    form, ok = OfferForm.sent(viewer=viewer, now=now, **_starts())
    if ok:
        owner_id, kind, answer = form.offered
        note_offers.note_offer(viewer, owner_id, kind, answer, now)
        flash(_("Kept for 30 days. They can see it too."))
        return redirect(url_for(".offer"), 303)
    return form_page("checkins/notes/offer.html", form, lately=_lately(now))


def _lately(now: datetime) -> list[tuple[int, str]]:
    viewer = get_viewer()
    return [(each.id, offered_words(each, viewer, now)) for each in note_offers.by_me_lately(viewer, now)]


# --- for somebody without an account ---


@bp.route("/as-asked", methods=["GET", "POST"])
@workers
def as_asked() -> ResponseReturnValue:
    """Somebody without an account, beside me, wants what is kept of them gone: notes, and what was typed for them."""
    viewer, now = get_viewer(), clock.now()
    if viewer.is_closed(now):  # a card is no way to take away what others keep
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    form, ok = AsAskedForm.sent(viewer=viewer, now=now)
    if ok:
        note_keeping.delete_as_asked(viewer.house_id, int(form.person.data), viewer.person_id, now)
        flash(_("Gone, all of them. Nobody can bring them back."))
        return redirect(url_for(".shared"), 303)
    return form_page("checkins/notes/as_asked.html", form)
