"""A peer worker says that they are up for a chat until some time today: a word to whoever lives here."""

from datetime import datetime, time, timedelta

import sqlalchemy as sa
from flask import flash, make_response, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.gatherings.blueprint import bp
from house.gatherings.chat_forms import UpForm
from house.gatherings.chat_models import UpForIt
from house.gatherings.chat_pages import chats_page
from house.guard import workers
from house.people.holding import hold_house
from house.rosters.awake import awake_hours
from house.viewer import Viewer, get_viewer
from house.when.span import DAY, Span, to_instant, to_local
from house.when.words import clock_words

NEAR = timedelta(minutes=30)


@bp.post("/chats/up-for-it")
@workers
def up_for_it() -> ResponseReturnValue:
    """I'm up for a chat until then."""
    viewer, now = get_viewer(), clock.now()
    form, ok = UpForm.sent()
    until = _until(form, viewer, now) if ok else None
    if until:
        _say(viewer, until)
        flash(_("Noted. Who lives here sees it until %(time)s.", time=clock_words(until, viewer.zone)))
        return redirect(url_for(".chats"), 303)
    return make_response(chats_page(form), 422)


def _until(form: UpForm, viewer: Viewer, now: datetime) -> datetime | None:
    """The next time the clock shows that, while they are here; if they aren't, that stands beside the field."""
    today = to_local(now, viewer.zone).date()
    until = to_instant(datetime.combine(today, form.at.data or time()), viewer.zone)
    if until <= now:
        form.at.errors = [_("That has passed already. Choose a later time.")]
        return None
    hours = awake_hours(viewer.house_id, viewer.person_id, Span(now - DAY, now + DAY))
    if any(span.start - NEAR <= now and until <= span.end for span in hours):
        return until
    form.at.errors = [_("That is outside your shift. Choose a time while you are here and awake.")]
    return None


def _say(viewer: Viewer, until: datetime) -> None:
    """One word at a time; the house is held, so that two at once are one after the other."""
    hold_house(viewer.house_id)
    own = (UpForIt.house_id == viewer.house_id, UpForIt.worker_id == viewer.person_id)
    db.session.execute(sa.delete(UpForIt).where(*own))
    db.session.add(UpForIt(house_id=viewer.house_id, worker_id=viewer.person_id, until=until))
    db.session.flush()


@bp.post("/chats/up-for-it/no-more")
@workers
def up_for_it_no_more() -> ResponseReturnValue:
    """Not any more."""
    viewer = get_viewer()
    own = (UpForIt.house_id == viewer.house_id, UpForIt.worker_id == viewer.person_id)
    db.session.execute(sa.delete(UpForIt).where(*own))
    flash(_("Taken back."))
    return redirect(url_for(".chats"), 303)
