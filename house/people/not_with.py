"""The page on which somebody says with whom they would rather not be."""

from datetime import datetime

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import SelectField
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from house import clock
from house.forms import BaseForm
from house.guard import residents
from house.people.blueprint import bp
from house.people.keeping_apart import apart_from, keep_apart, keep_apart_no_more
from house.people.readers import readers_here
from house.people.sharing import told_apart
from house.people.sharing_words import closed_words
from house.viewer import Viewer, get_viewer
from house.web import form_page


class NotWithForm(BaseForm):
    """With whom."""

    person = SelectField(_("Not with"), validate_choice=False)

    def offer(self, menu: dict[str, str]) -> None:
        """Who there is to choose from."""
        nobody = SelectChoice("", gettext("Choose someone"))
        self.person.choices = [nobody, *(SelectChoice(value, words) for value, words in menu.items())]

    def fits(self, menu: dict[str, str]) -> bool:
        """Whether somebody on the list was chosen; if not, that is said beside it."""
        if self.person.data not in menu:
            self.person.errors = [gettext("Choose someone from the list.")]
        return not self.person.errors


@bp.route("/me/not-with", methods=["GET", "POST"])
@residents
def not_with() -> ResponseReturnValue:
    """With whom I would rather not be, and one more."""
    viewer, now = get_viewer(), clock.now()
    apart = apart_from(viewer, now)
    menu = _menu(viewer, {person_id for person_id, _name in apart}, now)
    form = NotWithForm.from_request()
    form.offer(menu)
    if form.was_sent() and form.validate() and form.fits(menu):
        keep_apart(viewer, int(form.person.data), now)
        flash(gettext("Noted. Nobody else sees it."))
        return redirect(url_for(".not_with"), 303)
    return form_page("people/not_with.html", form, apart=apart, closed=closed_words(viewer, now))


def _menu(viewer: Viewer, apart: set[int], now: datetime) -> dict[str, str]:
    """Everybody else who lives or works here, as far as they are not on the list already."""
    here = readers_here(viewer.house_id, now)
    others = [each for each in here if each.is_of_the_house and each.person_id not in apart | {viewer.person_id}]
    return told_apart(tuple(others), viewer.zone)


@bp.post("/me/not-with/<id:person_id>/no-more")
@residents
def not_with_no_more(person_id: int) -> ResponseReturnValue:
    """I take it back; taken back twice, or never said, it is the same answer."""
    keep_apart_no_more(get_viewer(), person_id, clock.now())
    flash(gettext("Taken back."))
    return redirect(url_for(".not_with"), 303)
