"""The pages of consent: what I have said yes to, and the welcome that asks for the first time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.people import consents
from house.people.belonging import Purpose
from house.people.blueprint import bp
from house.people.consents import ASKED_AGAIN_AFTER, Yes
from house.people.purposes import TEXTS, Text
from house.viewer import Viewer, get_viewer
from house.when.words import stamp_words

# Where a yes was given: the page that asked is the page to go back to.
ASKED_ON = {"consents": "on my page", "welcome": "on the welcome page", "photo": "beside my photo"}
_PAGES = {"consents": "people.my_consents", "welcome": "people.welcome", "photo": "people.my_photo"}


@dataclass(frozen=True, slots=True)
class Card:
    """One purpose as a page shows it."""

    name: str
    text: Text
    is_yes: bool
    state_words: str
    is_asked_again: bool  # a year has passed since it was last said
    history: tuple[str, ...]


@bp.get("/me/consents")
@members
def my_consents() -> ResponseReturnValue:
    """What I have said yes to: one tap each way, and when I said what."""
    return render_template("people/my_consents.html", cards=cards(get_viewer(), clock.now()))


@bp.get("/welcome")
@members
def welcome() -> ResponseReturnValue:
    """For somebody who has come in: who sees what, where outside help is, and each consent by itself."""
    viewer = get_viewer()
    return render_template("people/welcome.html", cards=cards(viewer, clock.now()), is_worker=viewer.is_worker)


def cards(viewer: Viewer, now: datetime) -> list[Card]:
    """Every purpose, those in use first."""
    given = consents.history(viewer.house_id, viewer.person_id, viewer.private_from(now))
    every = [_card(purpose, given.get(purpose, []), viewer, now) for purpose in TEXTS]
    return sorted(every, key=lambda card: bool(card.text.not_yet))


def _card(purpose: Purpose, given: list[Yes], viewer: Viewer, now: datetime) -> Card:
    text = TEXTS[purpose]
    live = next((yes for yes in given if yes.withdrawn_at is None), None)
    is_yes = live is not None and live.text_version == text.version
    return Card(
        purpose.name,
        text,
        is_yes,
        _state_words(live, text, viewer, now),
        is_yes and live is not None and live.still_ok_at <= now - ASKED_AGAIN_AFTER,
        tuple(line for yes in given for line in _history(yes, viewer, now)),
    )


def _state_words(live: Yes | None, text: Text, viewer: Viewer, now: datetime) -> str:
    if live is None:
        return str(_("No."))
    if live.text_version != text.version:
        return str(_("The words have changed since you said yes, so it does not count until you say it again."))
    return str(_("Yes, since %(when)s.", when=stamp_words(live.given_at, now, viewer.zone)))


def _history(yes: Yes, viewer: Viewer, now: datetime) -> list[str]:
    given = _("You said yes: %(when)s, %(how)s.", when=stamp_words(yes.given_at, now, viewer.zone), how=yes.how)
    if yes.withdrawn_at is None:
        return [given]
    return [_("You stopped it: %(when)s.", when=stamp_words(yes.withdrawn_at, now, viewer.zone)), given]


def _purpose(name: str) -> Purpose:
    return Purpose[name] if name in Purpose.__members__ else abort(404)


@bp.post("/me/consents/<name>/yes")
@members
def say_yes(name: str) -> ResponseReturnValue:
    """That's ok."""
    viewer, purpose = get_viewer(), _purpose(name)
    how = ASKED_ON.get(request.form.get("asked_on", ""), ASKED_ON["consents"])
    consents.say_yes(viewer.house_id, viewer.person_id, purpose, how, clock.now())
    return _back(purpose, _("Yes: %(what)s. You can stop this any time.", what=_lower(purpose)))


@bp.post("/me/consents/<name>/stop")
@members
def stop(name: str) -> ResponseReturnValue:
    """Not any more, from now on."""
    viewer, purpose = get_viewer(), _purpose(name)
    consents.take_back(viewer.house_id, viewer.person_id, purpose, clock.now())
    return _back(purpose, TEXTS[purpose].stops)


@bp.post("/me/consents/<name>/still-ok")
@members
def still_ok(name: str) -> ResponseReturnValue:
    """A year later: it still is."""
    viewer, purpose = get_viewer(), _purpose(name)
    consents.still_ok(viewer.house_id, viewer.person_id, purpose, clock.now())
    return _back(purpose, _("Good. We ask again in a year."))


def _lower(purpose: Purpose) -> str:
    title = str(TEXTS[purpose].title)
    return title[0].lower() + title[1:]


def _back(purpose: Purpose, said: Any) -> ResponseReturnValue:
    flash(str(said))
    page = _PAGES.get(request.form.get("asked_on", ""), _PAGES["consents"])
    return redirect(url_for(page, _anchor=purpose.name), 303)
