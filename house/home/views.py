"""Today, the week, the house, and whether the house is up."""

from datetime import timedelta

import sqlalchemy as sa
from flask import Blueprint, abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from house import clock
from house.db import db
from house.guard import everyone, members
from house.home import about_me, day, gathering, kitchen, my_things, showing
from house.home.people import people
from house.home.person import find_person
from house.people.moving_words import moment_words
from house.people.news import news
from house.people.stepping_words import my_step
from house.viewer import get_viewer
from house.web import asked_id, asked_week
from house.when.span import days_span, week_start
from house.when.words import day_words, month_words

bp = Blueprint("home", __name__)
my_things.add_to(bp)
about_me.add_to(bp)
kitchen.add_to(bp)
bp.add_url_rule("/people", view_func=people)


@bp.get("/")
@members
def today() -> ResponseReturnValue:
    """Who is here, what waits for you, and your day in a few things."""
    viewer, now = get_viewer(), clock.now()
    brings = gathering.today(viewer, now)
    return render_template(
        "home/today.html",
        here=brings.here,
        is_on=viewer.is_worker and brings.here.has(viewer.person_id),
        waiting=brings.waiting[: day.FEW],
        more_waiting=brings.waiting[day.FEW :],
        news=brings.news,
        step=my_step(viewer, now),
        items=day.my_day(brings.entries, now, viewer.zone, brings.open),
    )


@bp.get("/week")
@members
def week() -> ResponseReturnValue:
    """Seven days of the house."""
    viewer, now = get_viewer(), clock.now()
    this_week = week_start(now.astimezone(viewer.zone).date())
    first = asked_week(this_week)
    last = first + timedelta(days=7)
    entries = gathering.entries_and_who_is_here(viewer, days_span(first, last, viewer.zone))
    asked = showing.read(request.args.get("show", ""), asked_id("who"), entries, viewer.person_id)
    return render_template(
        "home/week.html",
        week=day.week(asked.of(entries), first, now, viewer.zone),
        words=day_words(first, now.astimezone(viewer.zone).date()),
        is_this_week=first == this_week,
        showing=asked.words,
        choices=asked.choices(first.isoformat()),
        people=showing.people(entries, asked, viewer.person_id, first.isoformat()),
        this=url_for(".week", **asked.query),
        before=url_for(".week", of=(first - timedelta(days=7)).isoformat(), **asked.query),
        after=url_for(".week", of=last.isoformat(), **asked.query),
    )


@bp.get("/house")
@members
def house() -> ResponseReturnValue:
    """The rooms of the house."""
    return render_template("home/house.html", news=news(get_viewer(), clock.now()))


@bp.get("/people/<id:person_id>")
@members
def person(person_id: int) -> ResponseReturnValue:
    """One person of the house: what they told it of themselves, and what a coordinator can do for them."""
    viewer, now = get_viewer(), clock.now()
    found = find_person(viewer, person_id, now) or abort(404)
    goings = {role: moment_words(at, now, viewer.zone) for role, at in found.goings.items()}
    return render_template(
        "home/person.html",
        person=found,
        is_me=person_id == viewer.person_id,
        asks_for_chat=found.can_be_asked_by(viewer),
        goings=goings,
        since=month_words(found.since.astimezone(viewer.zone).date()),
    )


@bp.get("/healthz")
@everyone
def healthz() -> ResponseReturnValue:
    """Whether the house is up and its database answers; for machines."""
    db.session.execute(sa.select(1))
    return {"ok": True}
