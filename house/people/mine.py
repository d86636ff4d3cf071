"""What people keep of one person, for that person: their name, their roles here, what they chose and who looked."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext as _

from house.db import db
from house.mine import Section, Value, fields
from house.people.belonging import Consent, NotWith, Photo, Presence
from house.people.models import Membership, Passkey, Person, ReentryLink, SignIn
from house.trust.models import Look

PHOTO_FILE = "my-photo.webp"


def mine(person_id: int, house_id: int, private_from: datetime, now: datetime) -> list[Section]:
    """Everything of theirs in this house; what was private to them only from an instant on."""
    return [
        _profile(person_id),
        _memberships(person_id, house_id),
        _devices(person_id, house_id, private_from),
        _passkeys(person_id, private_from),
        _cards(person_id, house_id, private_from),
        _consents(person_id, house_id, private_from),
        _presence(person_id, house_id, private_from),
        _photo(person_id, house_id, private_from),
        _not_with(person_id, house_id, private_from),
        _looks(person_id, house_id, private_from),
    ]


def _section(
    key: str, title: str, about: str, labels: dict[str, str], columns: tuple[Any, ...], *which: Any, order: Any
) -> Section:
    query = sa.select(*columns).where(*which).order_by(order)

    def rows() -> Iterator[tuple[Value, ...]]:
        for row in db.session.execute(query.execution_options(yield_per=200)):
            yield tuple(row)

    return Section(key, title, about, fields(**labels), rows)


def _profile(person_id: int) -> Section:
    return _section(
        "profile",
        _("What I am called"),
        _("Your name as the house shows it, and the name you sign in with."),
        {"called_name": _("Called"), "pronouns": _("Pronouns"), "sign_in_name": _("Signs in as")},
        (Person.called_name, Person.pronouns, Person.sign_in_name),
        Person.id == person_id,
        order=Person.id,
    )


def _memberships(person_id: int, house_id: int) -> Section:
    return _section(
        "roles",
        _("My time in the house"),
        _("What you have been here, and from when to when."),
        {"role": _("As"), "from": _("From"), "to": _("To")},
        (Membership.role, Membership.started_at, Membership.ended_at),
        Membership.person_id == person_id,
        Membership.house_id == house_id,
        order=Membership.started_at,
    )


def _devices(person_id: int, house_id: int, private_from: datetime) -> Section:
    return _section(
        "devices",
        _("Where I signed in"),
        _("Phones and computers you signed in on, with this house on screen."),
        {"device": _("On"), "from": _("From"), "last_seen": _("Last seen"), "ended": _("Signed out")},
        (SignIn.device_label, SignIn.started_at, SignIn.last_seen_at, SignIn.ended_at),
        SignIn.person_id == person_id,
        SignIn.house_id == house_id,
        SignIn.started_at >= private_from,
        order=SignIn.started_at,
    )


def _passkeys(person_id: int, private_from: datetime) -> Section:
    return _section(
        "passkeys",
        _("My passkeys"),
        _("What your devices can sign in with. The passkey itself stays in the device."),
        {"name": _("Called"), "made": _("Made"), "last_used": _("Last used")},
        (Passkey.label, Passkey.made_at, Passkey.last_used_at),
        Passkey.person_id == person_id,
        Passkey.made_at >= private_from,
        order=Passkey.made_at,
    )


def _cards(person_id: int, house_id: int, private_from: datetime) -> Section:
    return _section(
        "reentry_cards",
        _("Re-entry cards made for me"),
        _("Cards that let you in when you could not sign in."),
        {"made": _("Made"), "used": _("Used"), "said_not_me": _("You said it wasn’t you")},
        (ReentryLink.made_at, ReentryLink.used_at, ReentryLink.undone_at),
        ReentryLink.person_id == person_id,
        ReentryLink.house_id == house_id,
        ReentryLink.made_at >= private_from,
        order=ReentryLink.made_at,
    )


def _consents(person_id: int, house_id: int, private_from: datetime) -> Section:
    return _section(
        "said_yes",
        _("What I said yes to"),
        _("Each yes you gave, how, and when you took it back."),
        {
            "to": _("To"),
            "version": _("In these words"),
            "given": _("Given"),
            "how": _("How"),
            "taken_back": _("Taken back"),
        },
        (
            Consent.purpose,
            sa.cast(Consent.text_version, sa.String),
            Consent.given_at,
            Consent.how,
            Consent.withdrawn_at,
        ),
        Consent.person_id == person_id,
        Consent.house_id == house_id,
        Consent.given_at >= private_from,
        order=Consent.given_at,
    )


def _presence(person_id: int, house_id: int, private_from: datetime) -> Section:
    return _section(
        "stepping_back",
        _("When I was away or took it easier"),
        _("Days on which you stepped back. The day under “back” is the first one after."),
        {"kind": _("How"), "from": _("From"), "back": _("Back"), "noted": _("Noted")},
        (Presence.kind, Presence.from_day, Presence.to_day, Presence.made_at),
        Presence.person_id == person_id,
        Presence.house_id == house_id,
        Presence.made_at >= private_from,
        order=Presence.from_day,
    )


def _photo(person_id: int, house_id: int, private_from: datetime) -> Section:
    return _section(
        "photo",
        _("My photo"),
        _("The picture itself lies beside this page."),
        {"file": _("File"), "added": _("Added")},
        (sa.literal(PHOTO_FILE), Photo.made_at),
        *_own_photo(person_id, house_id, private_from),
        order=Photo.made_at,
    )


def _not_with(person_id: int, house_id: int, private_from: datetime) -> Section:
    other = sa.orm.aliased(Person)
    return _section(
        "not_with",
        _("With whom I would rather not be"),
        _("You alone know of it. There is no reason to give, and none is kept."),
        {"name": _("Not with"), "since": _("Since")},
        (other.called_name, NotWith.said_at),
        NotWith.other_id == other.id,
        NotWith.person_id == person_id,
        NotWith.house_id == house_id,
        NotWith.said_at >= private_from,
        order=NotWith.said_at,
    )


def photo(person_id: int, house_id: int, private_from: datetime) -> bytes | None:
    """Their photo of this house, if there is one."""
    query = sa.select(Photo.picture).where(*_own_photo(person_id, house_id, private_from))
    return db.session.scalar(query)


def _own_photo(person_id: int, house_id: int, private_from: datetime) -> tuple[sa.ColumnElement[bool], ...]:
    return Photo.person_id == person_id, Photo.house_id == house_id, Photo.made_at >= private_from


def _looks(person_id: int, house_id: int, private_from: datetime) -> Section:
    looker = sa.orm.aliased(Person)
    return _section(
        "looks",
        _("Who looked at my things"),
        _("Every look by someone else, as on your own page."),
        {"name": _("Who"), "at": _("When"), "what": _("At"), "shared_with": _("Shared with")},
        (looker.called_name, Look.at, Look.kind, Look.basis),
        Look.viewer_id == looker.id,
        Look.owner_id == person_id,
        Look.house_id == house_id,
        Look.at >= private_from,
        order=Look.id,
    )
