"""Ask somebody for a chat: a peer worker, a housemate, or any peer worker."""

from datetime import datetime

from flask import abort, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.gatherings import chat_acts
from house.gatherings.blueprint import bp
from house.gatherings.chat_access import may_chat
from house.gatherings.chat_acts import Asked, TooMany
from house.gatherings.chat_forms import GONE, AskForm
from house.gatherings.chat_free import HasAnother, taken_by
from house.gatherings.chat_models import Mode
from house.gatherings.chat_open import WEEK
from house.gatherings.chat_slots import slots
from house.gatherings.chat_whom import whom_to_ask
from house.gatherings.chat_words import moment
from house.guard import members, residents
from house.people.readers import Reader
from house.people.signing_in import secret_key
from house.rosters.awake import awake_hours
from house.tokens import keyed_hash
from house.viewer import Viewer, get_viewer
from house.web import form_page
from house.when.span import Span

Slots = dict[str, tuple[str, datetime]]


@bp.route("/chats/ask/<id:person_id>", methods=["GET", "POST"])
@members
def ask(person_id: int) -> ResponseReturnValue:
    """Ask a peer worker or a housemate for a chat; as a peer worker, offer one to somebody who lives here."""
    viewer, now = get_viewer(), clock.now()
    if not may_chat(viewer):
        abort(404)
    other = whom_to_ask(viewer, now).find(person_id) or abort(404)
    return _asked(viewer, other, _slots(viewer, other, now), now)


@bp.route("/chats/ask/anyone", methods=["GET", "POST"])
@residents
def ask_anyone() -> ResponseReturnValue:
    """Ask any peer worker; who offers a time first has it."""
    return _asked(get_viewer(), None, {}, clock.now())


def _asked(viewer: Viewer, other: Reader | None, offered: Slots, now: datetime) -> ResponseReturnValue:
    form = AskForm.from_request()
    form.offer(offered)
    if form.was_sent() and form.validate():
        asked = Asked(
            *(other.person_id if other else None, viewer.is_worker, Mode(form.mode.data), int(form.minutes.data)),
            *(form.wish, form.slot(viewer.zone), form.topic.data or "", form.link.data or ""),
        )
        opened = viewer.private_from(now)
        try:
            chat = chat_acts.ask(viewer.house_id, viewer.person_id, asked, viewer.zone, now, opened)
            flash(_said(viewer, other))
            return redirect(url_for(".chat", chat_id=chat.id), 303)
        except TooMany:
            form.form_errors.append(_("What you asked still waits for an answer; after that you can ask again."))
        except HasAnother:
            form.when.errors = [GONE]
    return form_page("gatherings/ask.html", form, other=other, reads=_who_reads(other))


def _said(viewer: Viewer, other: Reader | None) -> str:
    if other is None:
        return _("Asked. The first peer worker to offer a time is the one you talk with.")
    if viewer.is_worker:
        return _("Offered. %(name)s can say when, or another time.", name=other.called_name)
    return _("Asked. The answer comes on Today.")


def _who_reads(other: Reader | None) -> str:
    """Who reads what is written with it, said before it is sent."""
    if other is None:
        return _("Only the peer worker who offers you a time reads it. You see when they do.")
    return _("Only %(name)s reads it. You see when they do.", name=other.called_name)


def _slots(viewer: Viewer, other: Reader, now: datetime) -> Slots:
    """Slots in the shifts of the peer worker of the two, by what the form sends.

    The viewer's own chats alone are left out: any other that is missing would tell that the worker has one then.
    """
    worker_id = viewer.person_id if viewer.is_worker else other.person_id if other.is_worker else None
    if worker_id is None:
        return {}
    window = Span(now, now + WEEK)
    hours = awake_hours(viewer.house_id, worker_id, window)
    taken = taken_by(viewer.house_id, viewer.person_id, window, viewer.private_from(now))
    seed = keyed_hash(f"{viewer.person_id}|{other.person_id}", secret_key(), "places for a chat").hex()
    free = slots(hours, taken, now, viewer.zone, seed)
    return {f"at-{start:%Y%m%dT%H%M}": (_capital(moment(start, now, viewer.zone)), start) for start in free}


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
