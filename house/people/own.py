"""My own page: what I am called, and my other houses."""

from datetime import datetime

from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.people import signing_in
from house.people.blueprint import bp
from house.people.forms import NameForm
from house.people.models import Person
from house.people.moving_words import moment_words, role_words
from house.people.reading import my_goings, my_houses
from house.people.stepping_words import my_step
from house.trust.acts import note_change
from house.viewer import get_viewer
from house.web import form_page


@bp.get("/me")
@members
def me() -> ResponseReturnValue:
    """Everything that is mine, and the way out."""
    viewer, now = get_viewer(), clock.now()
    houses = my_houses(viewer.person_id, now) if viewer.houses > 1 else []
    return render_template(
        "people/me.html",
        houses=[each for each in houses if each[0] != viewer.house_id],
        step=my_step(viewer, now),
        goings=[(role_words(role), moment_words(at, now, viewer.zone)) for role, at in my_goings(viewer, now)],
    )


@bp.route("/me/name", methods=["GET", "POST"])
@members
def my_name() -> ResponseReturnValue:
    """Change what I am called; it applies everywhere, old records too."""
    person = db.session.get_one(Person, get_viewer().person_id)
    form, ok = NameForm.sent(called_name=person.called_name, pronouns=person.pronouns)
    if ok:
        if form.called_name.data != person.called_name:
            _note_new_name(person.id, clock.now())
        person.called_name, person.pronouns = form.called_name.data, form.pronouns.data or ""
        flash(_("Kept. The house calls you %(name)s.", name=person.called_name))
        return redirect(url_for(".me"), 303)
    return form_page("people/my_name.html", form)


def _note_new_name(person_id: int, now: datetime) -> None:
    """Write, in each of their houses, that somebody goes by another name; which ones is nobody's to look up."""
    for house_id, _name in my_houses(person_id, now):
        note_change(house_id, person_id, "person", person_id, "name", now)


@bp.post("/me/house/<id:house_id>")
@members
def switch_house(house_id: int) -> ResponseReturnValue:
    """Have another of my houses on screen."""
    viewer = get_viewer()
    now = clock.now()
    if house_id not in {each for each, _name in my_houses(viewer.person_id, now)}:
        abort(404)
    if viewer.is_closed(now):  # a card is made in one house, and opens that house
        flash(_("You came in by a re-entry card. Show a passkey or your earlier password first, then go on."))
        return redirect(url_for("people.confirm"), 303)
    signing_in.show_house(viewer.sign_in_id, house_id)
    return redirect(url_for("home.today"), 303)
