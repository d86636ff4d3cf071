"""A browser somebody signed in on before: their tries there count by themselves, so nobody else's hold them off."""

import secrets
from datetime import timedelta

from flask import Response, after_this_request, current_app, request
from itsdangerous import BadSignature, URLSafeSerializer

from house.people import throttle

KEPT_FOR = timedelta(days=90)
MOST = 5  # accounts of one browser
_SALT = "known device"


def remember(sign_in_name: str, key: str) -> None:
    """Let this browser be known to an account from now on; what it keeps says nothing of whose it is."""
    device, accounts = _read(key)
    mine = throttle.account_hash(sign_in_name, key).hex()
    value = _signer(key).dumps([device, [mine, *(each for each in accounts if each != mine)][:MOST]])

    @after_this_request
    def keep(response: Response) -> Response:
        response.set_cookie(
            _name(),
            str(value),
            max_age=KEPT_FOR,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Lax",
        )
        return response


def own_count(sign_in_name: str, key: str) -> bytes:
    """What an account counts its tries by in a browser that it knows; nothing in any other."""
    device, accounts = _read(key)
    return device.encode() if throttle.account_hash(sign_in_name, key).hex() in accounts else b""


def _read(key: str) -> tuple[str, list[str]]:
    try:
        device, accounts = _signer(key).loads(request.cookies.get(_name(), ""))
        return str(device), [str(each) for each in accounts]
    except (BadSignature, ValueError, TypeError):
        return secrets.token_hex(8), []


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=_SALT)


def _name() -> str:
    return "__Host-known" if current_app.config["SESSION_COOKIE_SECURE"] else "known"
