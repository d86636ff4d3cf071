"""What a phone or a key has signed, checked (WebAuthn). Read in when the first is met: its library is slow to start."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from webauthn import verify_authentication_response, verify_registration_response
from webauthn.helpers import base64url_to_bytes

from house.people.site import Site

MOST = 20_000  # letters: several times what any device sends


class NotSigned(Exception):
    """What was sent is not what this house asked a passkey for."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a device says of itself before anything of it is checked."""

    credential_id: bytes
    challenge: str
    user_handle: bytes | None


@dataclass(frozen=True, slots=True)
class NewKey:
    """A passkey that was made for this house."""

    credential_id: bytes
    public_key: bytes
    sign_count: int


def read(words: str) -> Said:
    """Read which passkey was used, and which challenge it says it signed. Raises `NotSigned`."""
    with _from_a_stranger():
        sent = _parsed(words)
        client = json.loads(base64url_to_bytes(sent["response"]["clientDataJSON"]))
        handle = sent["response"].get("userHandle")
        # A page of somebody else's that holds ours in a frame asks for nothing here.
        if client.get("crossOrigin"):
            raise NotSigned
        return Said(
            base64url_to_bytes(sent["id"]), str(client["challenge"]), base64url_to_bytes(handle) if handle else None
        )


def check_new(words: str, site: Site, challenge: bytes) -> NewKey:
    """The passkey that was made. Raises `NotSigned`."""
    with _from_a_stranger():
        made = verify_registration_response(
            credential=_parsed(words),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            require_user_verification=True,
        )
        return NewKey(made.credential_id, made.credential_public_key, made.sign_count)


def check_signed(words: str, site: Site, challenge: bytes, public_key: bytes, sign_count: int) -> int:
    """The passkey's new count of signatures; one that went backwards is a copy. Raises `NotSigned`."""
    with _from_a_stranger():
        signed = verify_authentication_response(
            credential=_parsed(words),
            expected_challenge=challenge,
            expected_rp_id=site.rp_id,
            expected_origin=site.origin,
            credential_public_key=public_key,
            credential_current_sign_count=sign_count,
            require_user_verification=True,
        )
        return signed.new_sign_count


def _parsed(words: str) -> dict[str, Any]:
    parsed = json.loads(words) if len(words) <= MOST else None
    if not isinstance(parsed, dict):
        raise NotSigned
    return parsed


@contextmanager
def _from_a_stranger() -> Iterator[None]:
    # Anybody can send anything here, and the library was not written to meet all of it: none of that is our own fault.
    try:
        yield
    except Exception as trouble:
        raise NotSigned from trouble
