"""The pages of consent: what I have said yes to, and the welcome that asks for the first time."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from house import clock
from house.guard import members
from house.people import consents, wording
from house.people.belonging import Purpose
from house.people.blueprint import bp
from house.people.consents import ASKED_AGAIN_AFTER, Yes
from house.people.purposes import TEXTS, Text
from house.viewer import Viewer, get_viewer
from house.when.words import stamp_words

# Where a yes was given: the page that asked is the page to go back to.
ASKED_ON = {"consents": "on my page", "welcome": "on the welcome page", "photo": "beside my photo"}
_PAGES = {"consents": "people.my_consents", "welcome": "people.welcome", "photo": "people.my_photo"}
_HOW_WORDS = {
    "on my page": lazy_gettext("on your page"),
    "on the welcome page": lazy_gettext("on the welcome page"),
    "beside my photo": lazy_gettext("beside your photo"),
    "by a full calendar link": lazy_gettext("with a calendar link"),
}


@dataclass(frozen=True, slots=True)
class Card:
    """One purpose as a page shows it."""

    name: str
    text: Text
    is_yes: bool
    state_words: str
    asks: str  # a question about an earlier yes, with two answers; "" while there is none
    again: str  # the act by which that yes is said again
    history: tuple[str, ...]


@bp.get("/me/consents")
@members
def my_consents() -> ResponseReturnValue:
    """What I have said yes to: one tap each way, and when I said what."""
    in_use, not_yet = cards(get_viewer(), clock.now())
    return render_template("people/my_consents.html", in_use=in_use, not_yet=not_yet)


@bp.get("/welcome")
@members
def welcome() -> ResponseReturnValue:
    """For somebody who has come in: who sees what, where outside help is, and each consent by itself."""
    viewer = get_viewer()
    in_use, not_yet = cards(viewer, clock.now())
    return render_template(
        "people/welcome.html",
        in_use=in_use,
        not_yet=not_yet,
        is_worker=viewer.is_worker,
        what_we_do=wording.what_we_do(viewer.house_id),
    )


def cards(viewer: Viewer, now: datetime) -> tuple[list[Card], list[Card]]:
    """Every purpose that means something to this viewer: those in use, and those that are not yet."""
    given = consents.history(viewer.house_id, viewer.person_id, viewer.private_from(now))
    every = [
        _card(purpose, given.get(purpose, []), viewer, now)
        for purpose in TEXTS
        if concerns(viewer, purpose) or _live(given.get(purpose, []))
    ]
    return [card for card in every if not card.text.not_yet], [card for card in every if card.text.not_yet]


def concerns(viewer: Viewer, purpose: Purpose) -> bool:
    """Whether a purpose means anything to them: some are about living here."""
    return viewer.is_resident or not TEXTS[purpose].is_for_residents


def _live(given: list[Yes]) -> Yes | None:
    return next((yes for yes in given if yes.withdrawn_at is None), None)


def _card(purpose: Purpose, given: list[Yes], viewer: Viewer, now: datetime) -> Card:
    text, live = TEXTS[purpose], _live(given)
    is_yes = live is not None and live.text_version == text.version
    state, asks = _("No"), ""
    if live and is_yes:
        state = _("Yes, since %(when)s", when=stamp_words(live.given_at, now, viewer.zone))
        asks = _("That was a while ago. Still ok?") if live.still_ok_at <= now - ASKED_AGAIN_AFTER else ""
    elif live:
        state = _("The words have changed since you said yes, so it does not count now.")
        asks = _("Is it ok in these words?")
    again = "people.still_ok" if is_yes else "people.say_yes"
    return Card(purpose.name, text, is_yes, state, asks, again, _history(given, viewer, now))


def _history(given: list[Yes], viewer: Viewer, now: datetime) -> tuple[str, ...]:
    """What was said when, newest first; what was said before a re-entry card stays closed."""
    lines, newer = list[str](), None
    for yes in given:
        if yes.given_at >= viewer.private_from(now):
            lines += _said(yes, newer, viewer, now)
        newer = yes
    return tuple(lines)


def _said(yes: Yes, newer: Yes | None, viewer: Viewer, now: datetime) -> list[str]:
    how = _HOW_WORDS.get(yes.how, yes.how)
    lines = [_("You said yes: %(when)s, %(how)s.", when=stamp_words(yes.given_at, now, viewer.zone), how=how)]
    made_way = newer is not None and newer.given_at == yes.withdrawn_at and newer.text_version != yes.text_version
    if yes.withdrawn_at and not made_way:  # a yes in newer words takes its place: nobody stopped anything
        lines.insert(0, _("You stopped it: %(when)s.", when=stamp_words(yes.withdrawn_at, now, viewer.zone)))
    return lines


def _purpose(name: str) -> Purpose:
    return Purpose[name] if name in Purpose.__members__ else abort(404)


@bp.post("/me/consents/<name>/yes")
@members
def say_yes(name: str) -> ResponseReturnValue:
    """That's ok."""
    viewer, purpose = get_viewer(), _purpose(name)
    if not concerns(viewer, purpose):
        abort(404)
    how = ASKED_ON.get(request.form.get("asked_on", ""), ASKED_ON["consents"])
    consents.say_yes(viewer.house_id, viewer.person_id, purpose, how, clock.now())
    return _back(purpose, _("That’s a yes. You can stop this any time."))


@bp.post("/me/consents/<name>/stop")
@members
def stop(name: str) -> ResponseReturnValue:
    """Not any more, from now on."""
    viewer, purpose = get_viewer(), _purpose(name)
    consents.take_back(viewer.house_id, viewer.person_id, purpose, clock.now())
    return _back(purpose, _("Stopped. %(what)s", what=TEXTS[purpose].stops))


@bp.post("/me/consents/<name>/still-ok")
@members
def still_ok(name: str) -> ResponseReturnValue:
    """A year later: it still is."""
    viewer, purpose = get_viewer(), _purpose(name)
    is_on = consents.still_ok(viewer.house_id, viewer.person_id, purpose, clock.now())
    return _back(
        purpose, _("Thanks. We ask again in a year.") if is_on else _("This was stopped before, and stays so.")
    )


def _back(purpose: Purpose, said: Any) -> ResponseReturnValue:
    """Back to the card that was tapped; the word about it stands in that card."""
    flash(str(said), purpose.name)
    page = _PAGES.get(request.form.get("asked_on", ""), _PAGES["consents"])
    return redirect(url_for(page, _anchor=purpose.name), 303)
