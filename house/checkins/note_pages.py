"""The pages of notes for the person they are about, and for whom they share them with."""

from datetime import datetime

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.checkins import note_offers, note_reading, noting
from house.checkins.audiences import audience_hints
from house.checkins.note_access import is_mine, may_print
from house.checkins.note_cards import (
    between_words,
    can_read_words,
    offer_words,
    on_paper,
    own_note,
    paper_words,
    shared_note,
    taken_words,
)
from house.checkins.note_forms import MyWordsForm, NoteSharingForm
from house.checkins.note_models import KIND, ContactNote, ContactOffer
from house.checkins.note_reading import OwnNote
from house.checkins.reading import seen_by
from house.db import db
from house.guard import Access, access, members
from house.people.shares import KINDS, Kind
from house.people.sharing import starting_from
from house.people.sharing_words import closed_words
from house.trust.models import Audience
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, form_page

notes = Blueprint("notes", __name__, url_prefix="/notes")

AT_A_TIME = 20
SHARED_AT_A_TIME = 50
TAKEN_SHOWN = 20

KINDS[KIND] = Kind(lazy_gettext("a contact note"), lambda note_id: url_for("checkins.notes.sharing", note_id=note_id))


@notes.get("")
@access(Access.members, writes=True)
def mine() -> ResponseReturnValue:
    """Every note about me, with all that was said; opening it tells nobody anything."""
    viewer, now, before = get_viewer(), clock.now(), asked_id("before")
    found = note_reading.my_notes(viewer, AT_A_TIME + 1, now, before)
    shown = found[:AT_A_TIME]
    seen = seen_by(viewer, KIND, [each.note.id for each in shown], now)
    note_reading.see(viewer, shown, now)
    offers = [] if before else note_offers.to_me(viewer, now)
    taken = [] if before else note_reading.taken_away(viewer, TAKEN_SHOWN, now)
    return render_template(
        "checkins/notes/mine.html",
        cards=[own_note(each, seen.get(each.note.id, []), viewer, now) for each in shown],
        further=shown[-1].note.id if len(found) > AT_A_TIME else None,
        offers=[(each.id, offer_words(each, viewer, now)) for each in offers],
        taken=[taken_words(each, viewer, now) for each in taken],
        closed=closed_words(viewer, now),
    )


@notes.get("/shared")
@access(Access.members, writes=True, is_private=True)
def shared() -> ResponseReturnValue:
    """Notes I may read of others, those I wrote among them; opening this page is the look."""
    viewer, now = get_viewer(), clock.now()
    found = note_reading.read_shared(viewer, SHARED_AT_A_TIME + 1, now, asked_id("before"))
    shown = found[:SHARED_AT_A_TIME]
    return render_template(
        "checkins/notes/shared.html",
        cards=[shared_note(each, viewer, now) for each in shown],
        further=shown[-1].note.id if len(found) > SHARED_AT_A_TIME else None,
        closed=closed_words(viewer, now),
    )


# --- what its owner does ---


@notes.post("/<id:note_id>/all-right")
@members
def all_right(note_id: int) -> ResponseReturnValue:
    """I have read it, and it is all right as it is."""
    noting.is_all_right(fetch(ContactNote, note_id, is_mine), clock.now())
    flash(_("Kept. You can still add your own words, any time."))
    return redirect(url_for(".mine"), 303)


@notes.route("/<id:note_id>/my-words", methods=["GET", "POST"])
@members
def my_words(note_id: int) -> ResponseReturnValue:
    """Add my own words, ask for other words, or say that I see it differently."""
    viewer, now = get_viewer(), clock.now()
    note = fetch(ContactNote, note_id, is_mine)
    form, ok = MyWordsForm.sent()
    if ok:
        noting.say(note, form.said, form.text.data, now)
        flash(_("Kept, beside the note. Nobody else can change your words."))
        return redirect(url_for(".mine"), 303)
    return form_page("checkins/notes/my_words.html", form, card=_card(viewer, note, now))


@notes.route("/<id:note_id>/sharing", methods=["GET", "POST"])
@members
def sharing(note_id: int) -> ResponseReturnValue:
    """Who reads it besides me: its author, and whom I choose."""
    viewer, now = get_viewer(), clock.now()
    note = fetch(ContactNote, note_id, is_mine)
    start = starting_from(viewer, now, noting.shared_with_others(note, now))
    form, ok = NoteSharingForm.sent(**start)
    if ok:
        noting.share_with_others(note, form.sharing, now)
        flash(can_read_words(_found(viewer, note, now), viewer, now))
        return redirect(url_for(".mine"), 303)
    found = _found(viewer, note, now)
    hints = {**audience_hints(viewer, form.offer, now), Audience.only_me: _nobody_else(found)}
    card = own_note(found, [], viewer, now)
    author = found.note.author if found.is_read_by_author else ""
    return form_page("checkins/notes/sharing.html", form, hints=hints, card=card, author=author)


def _nobody_else(found: OwnNote) -> str:
    if found.is_read_by_author:
        return _("Only you, and %(name)s, who wrote it.", name=found.note.author)
    return _("Nobody else can open it.")


def _found(viewer: Viewer, note: ContactNote, now: datetime) -> OwnNote:
    db.session.flush()
    return note_reading.my_note(viewer, note.id, now)


def _card(viewer: Viewer, note: ContactNote, now: datetime) -> object:
    return own_note(_found(viewer, note, now), [], viewer, now)


@notes.post("/<id:note_id>/end-author")
@members
def end_author(note_id: int) -> ResponseReturnValue:
    """From now on its author reads it no more, unless they are one of others whom I share it with."""
    note, now = fetch(ContactNote, note_id, is_mine), clock.now()
    noting.end_authors_reading(note, now)
    flash(_ended_words(noting.shared_with_others(note, now).audience))
    return redirect(url_for(".mine"), 303)


def _ended_words(others: Audience) -> str:
    if others in (Audience.only_me, Audience.person):
        return _("Ended. Who wrote it can’t read it any more. What was read already stays read.")
    return _("Ended by name. You share it with others too. Who wrote it can still read it while they are one of them.")


@notes.route("/<id:note_id>/delete", methods=["GET", "POST"])
@members
def delete(note_id: int) -> ResponseReturnValue:
    """Ask once, then it is gone."""
    viewer, now = get_viewer(), clock.now()
    note = fetch(ContactNote, note_id, is_mine)
    if request.method == "POST":
        noting.delete(ContactNote.id == note.id)
        flash(_("Gone. Nobody can bring it back."))
        return redirect(url_for(".mine"), 303)
    return render_template("checkins/notes/delete.html", card=_card(viewer, note, now))


@notes.post("/offers/<id:offer_id>/take-away")
@members
def take_offer_away(offer_id: int) -> ResponseReturnValue:
    """An offer goes: whose it is can do that always, and who wrote it down for a day."""
    viewer, now = get_viewer(), clock.now()
    offer = fetch(ContactOffer, offer_id, lambda viewer, offer: note_offers.may_take_away(viewer, offer, now))
    note_offers.take_away(offer)
    flash(_("Gone. Nobody can bring it back."))
    return redirect(url_for(".mine" if offer.owner_id == viewer.person_id else ".offer"), 303)


@notes.get("/<id:note_id>/printed")
@access(Access.members, writes=True, is_private=True)
def printed(note_id: int) -> ResponseReturnValue:
    """A note on paper: for its owner, or by its author for somebody without an account."""
    viewer, now = get_viewer(), clock.now()
    note = fetch(ContactNote, note_id, may_print)
    if is_mine(viewer, note):
        found = note_reading.my_note(viewer, note_id, now)
        of, card = found.note, own_note(found, [], viewer, now)
    else:
        read = note_reading.read_one(viewer, note_id, now)
        of, card = read.note, shared_note(read, viewer, now)
    return render_template(
        "checkins/notes/printed.html",
        card=on_paper(card, of, viewer.zone),
        between=between_words(of),
        owner=of.owner,
        author=of.author,
        house=viewer.house_name,
        is_mine=of.owner_id == viewer.person_id,
        when=paper_words(of.at, viewer.zone),
    )
