"""A passkey at the door, and a passkey or the password once more before something private opens."""

from collections.abc import Callable
from datetime import datetime

from flask import redirect, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import everyone, members
from house.people import passkeys, signing_in
from house.people.blueprint import bp
from house.people.challenges import ChallengeGone
from house.people.doors import come_in, own_path, sign_in_page
from house.people.forms import ConfirmForm, SignInForm
from house.people.models import Passkey, Way
from house.people.passkey_forms import SignedForm
from house.people.proving import Proof, own_password
from house.viewer import Viewer, get_viewer
from house.web import form_page


@bp.post("/sign-in/passkey")
@everyone
def sign_in_by_passkey() -> ResponseReturnValue:
    """Come in with a passkey; no name is asked for."""
    now, form = clock.now(), SignedForm.from_request()
    passkey, trouble = _met("sign in", form, now, lambda _passkey: None)
    answer = (
        come_in(Proof(passkey.person_id, passkey.opens_at), now, Way.passkey, form.is_shared.data) if passkey else None
    )
    if answer is None:
        page = SignInForm.from_request()  # with the name that was typed, if one was
        page.form_errors.append(trouble or _unknown())
        return sign_in_page(page, now)
    return answer


def _met(
    purpose: str, form: SignedForm, now: datetime, stranger: Callable[[Passkey], str | None]
) -> tuple[Passkey | None, str | None]:
    """The passkey that signed; else what stood in the way, in words. `stranger`: why it is not one to use here."""
    here = passkeys.site()
    if here is None or not form.signed.data:
        return None, _("Nothing came from your device. Press the button once more, or use your password.")
    try:
        passkey = passkeys.use_passkey(purpose, here, form.signed.data, now)
    except ChallengeGone:
        return None, _("That took a while, so we ask again. Press the button once more.")
    except passkeys.NotKnown:
        return None, _unknown()
    except passkeys.NoPasskey:
        return None, _("That passkey does not fit here. Try again, or use your password.")
    why_not = stranger(passkey)
    return (None, why_not) if why_not else (passkey, None)


def _unknown() -> str:
    return _("This house does not know that passkey. It may have been taken away.")


@bp.route("/sign-in/again", methods=["GET", "POST"])
@members
def confirm() -> ResponseReturnValue:
    """Show the password once more, before something private opens or a way in is changed."""
    form, ok = ConfirmForm.sent()
    viewer, now = get_viewer(), clock.now()
    proof = own_password(viewer, form.password.data, now) if ok else None
    if proof:
        return _confirmed(viewer, proof, now)
    if ok:
        form.password.errors = [_("That password doesn’t fit. Try again.")]
    return _confirm_page(viewer, form, now)


@bp.post("/sign-in/again/passkey")
@members
def confirm_by_passkey() -> ResponseReturnValue:
    """Show a passkey of one's own instead."""
    viewer, now = get_viewer(), clock.now()

    def is_not_theirs(passkey: Passkey) -> str | None:
        theirs = passkey.person_id == viewer.person_id
        return None if theirs else _("That passkey is somebody else’s. Use one of your own, or your password.")

    passkey, trouble = _met("again", SignedForm.from_request(), now, is_not_theirs)
    if passkey:
        return _confirmed(viewer, Proof(passkey.person_id, passkey.opens_at), now)
    page = ConfirmForm()
    page.form_errors.append(trouble or _unknown())
    return _confirm_page(viewer, page, now)


def _confirmed(viewer: Viewer, proof: Proof, now: datetime) -> ResponseReturnValue:
    signing_in.note_confirmed(viewer, proof.opens_at, now)
    return redirect(own_path(request.args.get("next")), 303)


def _confirm_page(viewer: Viewer, form: ConfirmForm, now: datetime) -> ResponseReturnValue:
    here = passkeys.site()
    known = passkeys.ids_of(viewer.person_id) if here else []
    asked = passkeys.ask_to_sign("again", here, now, known) if here and known else None
    return form_page("people/confirm.html", form, passkey=asked, came_for=request.args.get("next"))
