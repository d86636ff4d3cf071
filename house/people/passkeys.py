"""Passkeys: made on somebody's phone or key, then enough to sign in, without a name and without remembering."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from importlib import import_module
from typing import Any

import sqlalchemy as sa
from flask import current_app
from sqlalchemy.exc import IntegrityError

from house.db import db
from house.people.challenges import new_challenge, to_words, use_challenge
from house.people.models import Passkey, Person
from house.people.site import Site, find_site
from house.viewer import Viewer
from house.web import SITE_NAME

MOST = 20  # passkeys of one person
_ALGORITHMS = (-8, -7, -257)  # EdDSA, ES256, RS256
_TIME = 5 * 60 * 1000  # milliseconds: as long as a challenge is good


@dataclass(frozen=True, slots=True)
class Asked:
    """What a page asks the device it is on."""

    asked: str  # JSON
    origin: str  # where alone the device can answer


class NoPasskey(Exception):
    """What was sent opens nothing here."""


class NotKnown(NoPasskey):
    """This house does not know that passkey, or not as this person's."""


class AlreadyThere(Exception):
    """This device has a passkey here."""


class LastWayIn(Exception):
    """Without this passkey they could not sign in any more."""


@dataclass(frozen=True, slots=True)
class PasskeyLine:
    """One of my passkeys."""

    id: int
    label: str
    made_at: datetime
    last_used_at: datetime | None


def ceremony() -> Any:
    """What checks signatures: read in when the first passkey is met, because its library is slow to start."""
    return import_module("house.people.ceremony")


def site() -> Site | None:
    """Where passkeys of this house work; None where they cannot."""
    return find_site(current_app.config["SETTINGS"])


def passkeys_of(person_id: int) -> list[PasskeyLine]:
    """A person's passkeys, the newest first."""
    query = sa.select(Passkey.id, Passkey.label, Passkey.made_at, Passkey.last_used_at)
    query = query.where(Passkey.person_id == person_id).order_by(Passkey.made_at.desc(), Passkey.id.desc())
    return [PasskeyLine(*row) for row in db.session.execute(query)]


def ids_of(person_id: int) -> list[bytes]:
    """What the devices call a person's passkeys."""
    return list(db.session.scalars(sa.select(Passkey.credential_id).where(Passkey.person_id == person_id)))


def has_passkey(person_id: int) -> bool:
    """Whether a person has a passkey at all."""
    return db.session.scalar(sa.select(Passkey.id).where(Passkey.person_id == person_id).limit(1)) is not None


# --- what a device is asked for ---


def ask_for_new(viewer: Viewer, here: Site, now: datetime) -> Asked:
    """What a device is asked for to make a passkey (WebAuthn §5.4), as JSON."""
    known = ids_of(viewer.person_id)
    handle = to_words(_handle(viewer.person_id, here))
    asked = {
        "challenge": new_challenge("new", now),
        "rp": {"id": here.rp_id, "name": SITE_NAME},
        "user": {"id": handle, "name": viewer.called_name, "displayName": viewer.called_name},
        "pubKeyCredParams": [{"type": "public-key", "alg": each} for each in _ALGORITHMS],
        "excludeCredentials": _descriptors(known),
        "authenticatorSelection": {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        },
        "attestation": "none",
        "timeout": _TIME,
    }
    return Asked(json.dumps(asked), here.origin)


def ask_to_sign(purpose: str, here: Site, now: datetime, known: list[bytes] | None = None) -> Asked:
    """What a device is asked for to sign in or to confirm (WebAuthn §5.5), as JSON."""
    asked = {
        "challenge": new_challenge(purpose, now),
        "rpId": here.rp_id,
        "allowCredentials": _descriptors(known or []),
        "userVerification": "required",
        "timeout": _TIME,
    }
    return Asked(json.dumps(asked), here.origin)


def _descriptors(ids: list[bytes]) -> list[dict[str, str]]:
    return [{"type": "public-key", "id": to_words(each)} for each in ids]


def _handle(person_id: int, here: Site) -> bytes:
    """What a device knows a person by: it says nothing of them, and stays the same if keys of the house are changed."""
    return hashlib.sha256(f"{here.rp_id}|person|{person_id}".encode()).digest()


# --- what a device sent ---


def add_passkey(viewer: Viewer, here: Site, sent: str, label: str, now: datetime) -> None:
    """Keep a passkey that was made. One from a device that came in by a card carries the card's instant.

    Raises `ChallengeGone`, `NoPasskey`, `AlreadyThere`.
    """
    with_device = ceremony()
    try:
        challenge = use_challenge("new", with_device.read(sent).challenge, now)
        made = with_device.check_new(sent, here, challenge)
    except with_device.NotSigned:
        raise NoPasskey from None
    kept = Passkey(
        person_id=viewer.person_id,
        credential_id=made.credential_id,
        public_key=made.public_key,
        sign_count=made.sign_count,
        label=label,
        made_at=now,
        opens_at=viewer.private_opens_at,
    )
    try:
        with db.session.begin_nested():
            db.session.add(kept)
            db.session.flush()
    except IntegrityError:
        raise AlreadyThere from None


def use_passkey(purpose: str, here: Site, sent: str, now: datetime) -> Passkey:
    """The passkey that signed this. Raises `ChallengeGone`, `NotKnown`, `NoPasskey`."""
    with_device = ceremony()
    try:
        said = with_device.read(sent)
        passkey = _find(said.credential_id)
        if said.user_handle not in (None, _handle(passkey.person_id, here)):
            raise NotKnown
        challenge = use_challenge(purpose, said.challenge, now)
        count = with_device.check_signed(sent, here, challenge, passkey.public_key, passkey.sign_count)
    except with_device.NotSigned:
        raise NoPasskey from None
    passkey.sign_count, passkey.last_used_at = count, now
    return passkey


def _find(credential_id: bytes) -> Passkey:
    query = sa.select(Passkey).where(Passkey.credential_id == credential_id).with_for_update()
    passkey = db.session.scalars(query).one_or_none()
    if passkey is None:
        raise NotKnown
    return passkey


# --- taking one away ---


def take_away(passkey: Passkey) -> None:
    """Take a passkey away. Raises `LastWayIn`."""
    # Of two that are taken away at once the second waits here, and then finds itself the last.
    person = db.session.get_one(Person, passkey.person_id, with_for_update=True, populate_existing=True)
    if person.password_hash is None and len(ids_of(person.id)) < 2:
        raise LastWayIn
    db.session.delete(passkey)
    db.session.flush()
