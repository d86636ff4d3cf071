"""The own words of somebody without an account, typed by a peer worker beside them.

The check-in is theirs from its first moment, and nobody else's by default: who typed it reads it no more after the one
page that shows it to be printed. That page is a look, and is told to them like any other.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from flask import abort, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins import acts
from house.checkins.access import readable, reader
from house.checkins.audiences import audience_hints
from house.checkins.blueprint import bp
from house.checkins.cards import said, when_words
from house.checkins.forms import TypedForm
from house.checkins.models import KIND, CheckIn
from house.checkins.opening import new_accounts
from house.db import db
from house.guard import own_path_here, workers
from house.people.models import Membership, Person
from house.people.sharing import Sharing, starting_from
from house.people.sharing_words import can_see_words
from house.people.signing_in import in_force, must_confirm
from house.trust.acts import note_looks
from house.trust.models import BESIDE, Share
from house.viewer import Role, Viewer, get_viewer
from house.web import fetch, form_page
from house.when.words import stamp_words

TAKEN_AWAY_FOR = timedelta(minutes=10)


@bp.get("/for")
@workers
def whom() -> ResponseReturnValue:
    """Who lives here without an account, to sit down beside one of them."""
    viewer, now = get_viewer(), clock.now()
    people, new = (db.session.execute(each(viewer, now)).all() for each in (_without_account, new_accounts))
    return render_template("checkins/whom.html", people=[*map(tuple, people)], new=[*map(tuple, new)])


def _without_account(viewer: Viewer, now: datetime) -> sa.Select[int, str]:
    return (
        sa.select(Person.id, Person.called_name)
        .join(Membership, Membership.person_id == Person.id)
        .where(
            Membership.house_id == viewer.house_id,
            Membership.role == Role.resident,
            in_force(now),
            Person.sign_in_name.is_(None),
        )
        .order_by(sa.func.lower(Person.called_name), Person.id)
    )


@bp.route("/for/<id:person_id>", methods=["GET", "POST"])
@workers
def type_for(person_id: int) -> ResponseReturnValue:
    """Type what they say, beside them. They choose who sees it; to begin with, only they.

    Only opening it asks a password again: what was typed and is sent is never turned away.
    """
    viewer, now = get_viewer(), clock.now()
    name, is_to_confirm = _name_of(viewer, person_id, now), must_confirm(viewer, now)
    if is_to_confirm and request.method == "GET":
        return redirect(url_for("people.confirm", next=own_path_here()), 303)
    form = TypedForm.from_request(**starting_from(viewer, now, owner_id=person_id))
    if not (form.was_sent() and form.validate()):
        return form_page(
            "checkins/type_for.html",
            form,
            name=name,
            hints=audience_hints(viewer, form.offer, now),
            shared=[] if is_to_confirm else _shared(viewer, person_id, now),
        )
    return _kept(viewer, person_id, name, form, now)


def _name_of(viewer: Viewer, person_id: int, now: datetime) -> str:
    row = db.session.execute(_without_account(viewer, now).where(Person.id == person_id).limit(1)).first()
    return str(row.called_name) if row else abort(404)


def _kept(viewer: Viewer, person_id: int, name: str, form: TypedForm, now: datetime) -> ResponseReturnValue:
    """Keep it, and show it this once, to be printed if its owner wishes."""
    of, whom = (viewer.house_id, person_id), form.sharing
    check_in = acts.check_in(
        *of, form.words, whom.audience, now, whom.person_id, whom.until, form.when, whom.on_call, viewer.person_id
    )
    note_looks(viewer, KIND, [(check_in.id, person_id, BESIDE)], now)
    page = render_template(
        "checkins/typed.html",
        name=name,
        person_id=person_id,
        check_in_id=check_in.id,
        when=when_words(check_in.at, check_in.is_of_the_day, viewer, now),
        said=said(form.words),
        can_see=_who_can_see(name, whom, now, viewer),
    )
    return make_response(page, 201)


def _who_can_see(name: str, sharing: Sharing, now: datetime, viewer: Viewer) -> str:
    if not sharing.is_shared:
        return _("Only %(name)s, on this paper. Nobody else can open it.", name=name)
    return can_see_words(sharing, now, viewer.zone)


def may_take_away(viewer: Viewer, check_in: CheckIn) -> bool:
    """Who typed it beside its owner, for ten minutes, where the owner has said no after all."""
    is_theirs = check_in.typed_by_id == viewer.person_id and viewer.is_worker
    return is_theirs and clock.now() < check_in.written_at + TAKEN_AWAY_FOR


@bp.post("/<id:check_in_id>/take-away")
@workers
def take_away(check_in_id: int) -> ResponseReturnValue:
    """They changed their mind: it is gone at once."""
    check_in = fetch(CheckIn, check_in_id, may_take_away)
    owner_id = check_in.owner_id
    acts.delete(check_in)
    flash(_("Gone. Nobody can bring it back."))
    return redirect(url_for(".type_for", person_id=owner_id), 303)


# --- what they share, to be ended beside them ---


@dataclass(frozen=True, slots=True)
class SharedLine:
    """That something of theirs is shared with whoever looks at the page: when, and no words."""

    id: int
    words: str


def _shared(viewer: Viewer, person_id: int, now: datetime) -> list[SharedLine]:
    query = (
        sa.select(CheckIn.id, Share.since)
        .join(Share, Share.thing_id == CheckIn.id)
        .where(CheckIn.owner_id == person_id, readable(reader(viewer, now), now))
        .order_by(Share.since.desc(), Share.id)
        .limit(20)
    )
    rows = db.session.execute(query)
    return [SharedLine(row.id, _("Shared %(when)s", when=stamp_words(row.since, now, viewer.zone))) for row in rows]


def may_end_beside(viewer: Viewer, check_in: CheckIn) -> bool:
    """A peer worker whom it reaches ends the sharing for an owner who has no account to do so; it is never widened."""
    now = clock.now()
    if not viewer.is_worker or viewer.is_closed(now):
        return False
    owner = _without_account(viewer, now).where(Person.id == check_in.owner_id)
    reaches = sa.select(Share.id).where(Share.thing_id == check_in.id, readable(reader(viewer, now), now))
    return db.session.execute(owner).first() is not None and db.session.scalar(reaches.limit(1)) is not None


@bp.post("/<id:check_in_id>/end-sharing-beside")
@workers
def end_sharing_beside(check_in_id: int) -> ResponseReturnValue:
    """Its owner, who has no account, says that it has been shared for long enough."""
    check_in = fetch(CheckIn, check_in_id, may_end_beside)
    acts.end_sharing(check_in, clock.now())
    flash(_("Sharing has ended. Nobody can open it now."))
    return redirect(url_for(".type_for", person_id=check_in.owner_id), 303)
