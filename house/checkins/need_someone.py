""" "I want someone to know": one tap shares a check-in that only its owner could see."""

from dataclasses import dataclass
from datetime import datetime

from flask import Blueprint, flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.checkins import acts, need_acts
from house.checkins.access import is_mine
from house.checkins.audiences import audience_hints
from house.checkins.cards import when_words
from house.checkins.models import CheckIn
from house.checkins.need_forms import SomeoneForm
from house.checkins.need_models import Why
from house.checkins.words import open_words
from house.guard import members
from house.people.sharing import AUDIENCES, Offer, Sharing, starting_from
from house.people.sharing_words import kept_words
from house.trust.models import ON_CALL, Audience
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page


@dataclass(frozen=True, slots=True)
class Choice:
    """One way to let somebody know, as a button."""

    value: str
    label: str
    hint: str


def add_to(bp: Blueprint) -> None:
    """Add this page to the room."""
    bp.add_url_rule("/<id:check_in_id>/someone", view_func=let_someone_know, methods=["GET", "POST"])


@members
def let_someone_know(check_in_id: int) -> ResponseReturnValue:
    """Choose who is to know, in one tap, with who that is right now."""
    viewer, now = get_viewer(), clock.now()
    check_in = fetch(CheckIn, check_in_id, is_mine)
    offer: Offer = starting_from(viewer, now)["offer"]
    form, sent = SomeoneForm.sent()
    sharing = sharings(offer).get(form.to.data or "") if sent else None
    if sharing:
        _share(check_in, sharing, now)
        flash(kept_words(sharing, now, viewer.zone))
        return redirect(url_for("checkins.index"), 303)
    if sent:
        form.form_errors.append(_("Choose who is to know. Whoever that was may not be here any more."))
    when = when_words(check_in.at, check_in.is_of_the_day, viewer, now)
    people = [Choice(value, words, "") for value, words in offer.menu.items()]
    return form_page("checkins/someone.html", form, when=when, groups=_groups(viewer, offer, now), people=people)


def _share(check_in: CheckIn, sharing: Sharing, now: datetime) -> None:
    acts.change_sharing(check_in, sharing, now)
    need_acts.begin(check_in, open_words(check_in), now, Why.known)


def sharings(offer: Offer) -> dict[str, Sharing]:
    """What each button shares with; a person stands here by number, and only those who can read."""
    by_name = {value: Sharing(Audience.person, int(value), name=name) for value, name in offer.names.items()}
    return {
        Audience.on_shift.value: Sharing(Audience.on_shift),
        ON_CALL: Sharing(Audience.on_shift, on_call=True),
        Audience.workers.value: Sharing(Audience.workers),
        **by_name,
    }


def _groups(viewer: Viewer, offer: Offer, now: datetime) -> list[Choice]:
    hints = audience_hints(viewer, offer, now)
    labels = {
        Audience.on_shift.value: AUDIENCES[Audience.on_shift],
        ON_CALL: _("Whoever is on shift, and on call too"),
        Audience.workers.value: AUDIENCES[Audience.workers],
    }
    return [Choice(value, str(label), hints[value]) for value, label in labels.items()]
