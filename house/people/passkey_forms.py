"""Forms that carry what a passkey signed; a small script fills the hidden field, and sends them."""

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, HiddenField

from house.forms import BaseForm, line


class SignedForm(BaseForm):
    """What a passkey signed, to sign in or to confirm."""

    signed = HiddenField()
    is_shared = BooleanField()


class NewPasskeyForm(BaseForm):
    """A passkey that was made, and what its owner calls it."""

    label = line(
        _("A name for it"),
        60,
        needed=_("Give it a name, such as “my phone”."),
        hint=_("So that you know it again in your list."),
    )
    signed = HiddenField()
