"""The form on a re-entry card's page."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField

from house.people.forms import ChoosesPassword, new_password


class CardForm(ChoosesPassword):
    """Coming in by a card, for somebody who has another way in already."""

    password = new_password(
        _("A new password"),
        is_needed=False,
        hint=_("12 letters or more. Leave it empty to keep the one you have."),
    )
    ends_others = BooleanField(
        _("End my sign-ins on other devices"),
        description=_("Choose this if your phone is lost, or if somebody else may know your password."),
    )
    is_shared = BooleanField(
        _("Others use this phone or computer too"),
        description=_("Then you are signed out after 5 quiet minutes, and nothing is kept here."),
    )


class FirstPasswordForm(CardForm):
    """Coming in by a card, for somebody who has no password and no passkey yet."""

    password = new_password(_("A new password"))
