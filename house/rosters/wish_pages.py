"""The page on which a worker says what they like to be asked for, and at which hours nothing is asked of them."""

from typing import Any

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, TimeField, ValidationError
from wtforms.validators import Optional

from house import clock
from house.forms import BaseForm, several
from house.guard import workers
from house.rosters.blueprint import bp
from house.rosters.forms import CLOCK_TIMES, KINDS
from house.rosters.plan import ShiftKind
from house.rosters.wishes import Wishes, get_wishes, set_wishes
from house.viewer import get_viewer
from house.web import form_page


class WishForm(BaseForm):
    """What a worker likes to be asked for."""

    is_asked = BooleanField(_("Ask me when a shift has nobody"))
    for_nights = BooleanField(_("Ask me for nights too"))
    likes = several(_("Shifts I like"), KINDS, hint=_("You are asked for these first."))
    rather_not = several(_("Shifts I would rather not have"), KINDS, hint=_("You are asked for these last."))
    quiet_from = TimeField(
        _("My quiet hours, from"),
        format=CLOCK_TIMES,
        validators=[Optional()],
        description=_("Nothing is asked of you in these hours. It waits until they end."),
    )
    quiet_to = TimeField(
        _("My quiet hours, to"),
        format=CLOCK_TIMES,
        validators=[Optional()],
        description=_("Both empty: you have none."),
    )

    @classmethod
    def start_from(cls, wishes: Wishes) -> dict[str, Any]:
        """What the form holds for these."""
        return {
            "is_asked": wishes.is_asked,
            "for_nights": wishes.for_nights,
            "likes": [each.value for each in wishes.likes],
            "rather_not": [each.value for each in wishes.rather_not],
            "quiet_from": wishes.quiet_from,
            "quiet_to": wishes.quiet_to,
        }

    def validate_rather_not(self, field: Field) -> None:
        """A kind is liked or not."""
        if set(field.data or ()) & set(self.likes.data or ()):
            raise ValidationError(gettext("One of these is among the shifts you like. Tick it once."))

    def validate_quiet_from(self, field: Field) -> None:
        """Both hours or neither; asked of the one that is there."""
        if (field.data is None) != (self.quiet_to.data is None):
            raise ValidationError(gettext("Write both hours, or leave both empty."))
        if field.data is not None and field.data == self.quiet_to.data:
            raise ValidationError(gettext("Both hours are the same. Write when they end."))

    def validate_quiet_to(self, field: Field) -> None:
        """The same from the other side."""
        if self.quiet_from.data is None:
            raise ValidationError(gettext("Write both hours, or leave both empty."))

    def wishes(self) -> Wishes:
        """What was said; a kind that is none is left out."""
        likes, rather_not = (
            frozenset(kind for kind in ShiftKind if kind.value in (field.data or ()))
            for field in (self.likes, self.rather_not)
        )
        asked = bool(self.is_asked.data), bool(self.for_nights.data)
        return Wishes(*asked, self.quiet_from.data, self.quiet_to.data, likes, rather_not)


@bp.route("/wishes", methods=["GET", "POST"])
@workers
def wishes() -> ResponseReturnValue:
    """What I like to be asked for."""
    viewer = get_viewer()
    form, ok = WishForm.sent(**WishForm.start_from(get_wishes(viewer.house_id, viewer.person_id)))
    if not ok:
        return form_page("rosters/wishes.html", form)
    set_wishes(viewer.house_id, viewer.person_id, form.wishes(), clock.now())
    flash(gettext("Kept. You can change it at any time."))
    return redirect(url_for(".mine"), 303)
