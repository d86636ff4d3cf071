"""Forms of people: set-up, invites, joining, signing in."""

import re
from collections.abc import Iterable
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import BooleanField, Field, Form, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Length, Optional

from house.forms import BaseForm, cards, clean_line, line, menu
from house.people.easy import is_easy
from house.people.former import is_former
from house.people.line_forms import AsksForLines, emergency_number, line_name, line_phone, line_sms, number
from house.people.lines import COUNTRIES
from house.people.passwords import LEAST, MOST
from house.people.signing_in import name_to_find
from house.people.zones import ZONES
from house.viewer import Role

_SIGN_IN_NAME = re.compile(r"[^\s@/\\<>\"']{3,40}")


def _sign_in_name(_form: Form, field: Field) -> None:
    # Held against the form it is stored in, which can be longer than what was typed: ß becomes ss.
    if not _SIGN_IN_NAME.fullmatch(name_to_find(field.data or "")):
        raise ValidationError(_("Use 3 to 40 letters or numbers, with no spaces and no @."))


def _not_easy(form: Form, field: Field) -> None:
    names = [form[name].data for name in ("called_name", "sign_in_name", "house_name") if name in form]
    if is_easy(field.data or "", [*names, *getattr(form, "names", ())]):
        raise ValidationError(
            _("That one is easy to guess. Four or five words of your own are strong, and easy to keep.")
        )


def new_sign_in_name() -> StringField:
    """The name somebody will sign in with."""
    return StringField(
        _("A name to sign in with"),
        filters=[clean_line],
        description=_("You type this when you sign in. Others don’t see it. It can be anything you will know again."),
        validators=[DataRequired(_("Choose a name to sign in with.")), _sign_in_name],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )


def new_password(label: Any = None, *, is_needed: bool = True, hint: Any = "") -> PasswordField:
    """A password somebody chooses."""
    return PasswordField(
        label or _("A password"),
        description=hint or _("12 letters or more. Any words or signs are fine, and you can paste it."),
        validators=[
            DataRequired(_("Choose a password.")) if is_needed else Optional(strip_whitespace=False),
            Length(LEAST, MOST, _("Use between %(min)d and %(max)d letters.")),
            _not_easy,
        ],
        # Without it a browser would cut what is pasted, and say nothing.
        render_kw={"autocomplete": "new-password", "maxlength": False},
    )


def password_now(label: Any, needed: Any) -> PasswordField:
    """The password somebody has."""
    return PasswordField(
        label,
        validators=[DataRequired(needed), Length(max=MOST, message=_("That is longer than any password here."))],
        render_kw={"autocomplete": "current-password", "maxlength": False},
    )


class ChoosesPassword(BaseForm):
    """A form with a new password; `names` are what it may not be made of, beside the names in the form itself."""

    def __init__(self, formdata: Any = None, *, names: Iterable[str | None] = (), **start: Any) -> None:
        super().__init__(formdata, **start)
        self.names = tuple(names)


def called_name() -> StringField:
    """What somebody is called in the house."""
    return line(
        _("What people call you"),
        40,
        needed=_("Tell us what people call you."),
        hint=_("Any name you like. You can change it."),
        more=[_is_a_name],
    )


def _is_a_name(_form: Form, field: Field) -> None:
    """What stands for a name that was let go hides nobody who is here."""
    if is_former(field.data or ""):
        raise ValidationError(_("That stands for people who have moved on. Choose a name of your own."))


class SetUpForm(AsksForLines, ChoosesPassword):
    """The first page of a new house."""

    house_name = line(_("Name of the house"), needed=_("Give the house a name."))
    quiet_name = line(
        _("A quiet name"),
        40,
        hint=_("Shown in calendars, where others may look over a shoulder. “Home” if you leave it empty."),
    )
    country = menu(
        _("Country"),
        [(code, name) for code, (name, _lines) in COUNTRIES.items()],
        _("Choose a country from the list."),
        hint=_("We start you with the numbers for outside help that we know there."),
    )
    emergency = emergency_number()
    first_name = line_name(_("The first line: its name"))
    first_phone = line_phone(_("The first line: number to call"))
    first_sms = line_sms(_("The first line: number to text"))
    second_name = line_name(_("The second line: its name"))
    second_phone = line_phone(_("The second line: number to call"))
    second_sms = line_sms(_("The second line: number to text"))
    timezone = menu(
        _("Time zone"), ZONES, _("Choose a city from the list."), hint=_("The city whose clock the house lives by.")
    )
    phone = line(
        _("House phone"),
        40,
        hint=_("So that Today can say how to reach someone. You can add it later."),
        more=[number],
    )
    called_name = called_name()
    sign_in_name = new_sign_in_name()
    password = new_password()


class InviteForm(BaseForm):
    """Who is invited, and as what."""

    called_name = line(
        _("What they are called"),
        40,
        needed=_("Write the name they go by."),
        hint=_("They can change it when they join."),
    )
    role = cards(
        _("They join as"),
        [
            (Role.resident.value, _("a resident: they live here")),
            (Role.peer_worker.value, _("a peer worker: they are here on shifts")),
        ],
        _("Choose one."),
    )


class JoinForm(ChoosesPassword):
    """What an invited person tells of themselves."""

    called_name = called_name()
    pronouns = line(_("Pronouns"), 40, hint=_("If you like. They stand beside your name."))
    sign_in_name = new_sign_in_name()
    password = new_password()


class SignInForm(BaseForm):
    """The door."""

    sign_in_name = line(_("Your sign-in name"), 60, needed=_("Type the name you sign in with."))
    password = password_now(_("Your password"), _("Type your password."))
    is_shared = BooleanField(
        _("Others use this phone or computer too"),
        description=_("Then you are signed out after 5 quiet minutes, and nothing is kept here."),
    )


class ConfirmForm(BaseForm):
    """The password once more, before something private opens."""

    password = password_now(_("Your password"), _("Type your password."))


class NewPasswordForm(ChoosesPassword):
    """A new password, where none is asked for: somebody came in by a card, or has none yet."""

    password = new_password(_("A new password"))
    links_too = BooleanField(
        _("Switch off my calendar links too"),
        description=_("Choose this if somebody else may have one of them."),
    )


class ChangePasswordForm(NewPasswordForm):
    """A new password, for somebody who has the old one."""

    old = password_now(_("Your password now"), _("Type the password you have now."))


class NameForm(BaseForm):
    """What I am called."""

    called_name = called_name()
    pronouns = line(_("Pronouns"), 40, hint=_("If you like. They stand beside your name."))


class HouseForm(BaseForm):
    """What the house is called and how it is reached."""

    name = line(_("Name of the house"), needed=_("Give the house a name."))
    quiet_name = line(
        _("A quiet name"),
        40,
        needed=_("Give it a quiet name, such as Home."),
        hint=_("Shown in calendars and on lock screens."),
    )
    phone = line(_("House phone"), 40, more=[number])
