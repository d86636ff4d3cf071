"""Sign-ins: begun with a password or a link, looked up on every request, ended here or everywhere."""

import unicodedata
from datetime import datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import sqlalchemy as sa
from flask import current_app, request, session
from flask_login import LoginManager

from house import clock
from house.db import Instant, db
from house.people import known_device, throttle
from house.people.models import House, Membership, Person, ReentryLink, SignIn, Way
from house.tokens import hash_token, new_token
from house.viewer import Viewer, find_viewer

RESIDENTS_STAY = timedelta(days=30)
STAFF_STAY = timedelta(hours=12)
SHARED_STAY = timedelta(minutes=5)  # idle, on a device that others use too
IDLE = timedelta(minutes=30)  # after it, staff show their password again before private words open
TOUCH_EVERY = timedelta(minutes=1)
FRESH = timedelta(minutes=15)  # how long a password or a passkey, once shown, is enough for what asks for it again
KNOWN_FOR = timedelta(days=90)  # how long an account knows a network it was used at

login_manager = LoginManager()
login_manager.session_protection = None  # the table of sign-ins does this, and can end one


@login_manager.user_loader  # type: ignore[untyped-decorator]  # Flask-Login ships no types
def load_viewer(token: str) -> Viewer | None:
    """Who holds this token, in the house they have on screen; None once it has ended or nobody is left behind it."""
    now = clock.now()
    viewer = _viewer(_who_holds(), token, token_hash=hash_token(token, "sign-in"), now=now)
    return viewer if viewer and not _has_run_out(viewer, now) else None


def _viewer(query: sa.Select[Any], token: str, **asked: Any) -> Viewer | None:
    """One viewer out of a row for each role."""
    rows = db.session.execute(query, asked).all()
    if not rows:
        return None
    values = rows[0]._asdict()
    for of_a_role in ("role", "private_since"):
        del values[of_a_role]
    zone = ZoneInfo(values.pop("timezone"))
    return Viewer(
        **values,
        zone=zone,
        roles=frozenset(row.role for row in rows),
        private_since=min(row.private_since for row in rows),
        token=token,
    )


def viewer_of(person_id: int, house_id: int, now: datetime) -> Viewer | None:
    """A person as the viewer of their own calendar link, without a sign-in; None once they have moved on."""
    nobody = sa.literal(0)
    query = (
        sa.select(
            *_who(),
            nobody.label("sign_in_id"),
            *(sa.literal(now, Instant()).label(name) for name in _STAMPS),
            sa.false().label("is_shared_device"),
            sa.literal(1).label("houses"),
            *(sa.null().label(name) for name in (*_OF_CARDS, "card_used_at")),
        )
        .select_from(Membership)
        .join(Person, Person.id == Membership.person_id)
        .join(House, House.id == Membership.house_id)
        .where(Membership.person_id == person_id, Membership.house_id == house_id, in_force(now))
    )
    return _viewer(query, token="")


_STAMPS = ("started_at", "last_seen_at", "confirmed_at", "awake_since")
_OF_CARDS = ("private_opens_at", "card_seen_at")


def _who() -> tuple[Any, ...]:
    return (
        Person.id.label("person_id"),
        Person.called_name,
        House.id.label("house_id"),
        House.name.label("house_name"),
        House.quiet_name,
        House.timezone,
        House.rows_until,
        House.settle_at,
        House.help_code,
        House.phone_sealed.label("house_phone_sealed"),
        Membership.role,
        Membership.private_since,
    )


@cache
def _who_holds() -> sa.Select[Any]:
    """Asked with each request, so it is put together once: `token_hash` and `now` are given when it is asked."""
    now: Any = sa.bindparam("now", type_=Instant())
    others = sa.orm.aliased(Membership)
    houses = (
        sa.select(sa.func.count(sa.distinct(others.house_id)))
        .where(others.person_id == SignIn.person_id, others.ended_at.is_(None) | (others.ended_at > now))
        .scalar_subquery()
    )
    card = (
        sa.select(sa.func.max(ReentryLink.used_at, type_=Instant()))
        .where(ReentryLink.person_id == SignIn.person_id, ReentryLink.undone_at.is_(None))
        .scalar_subquery()
    )
    return (
        sa.select(
            *_who(),
            SignIn.id.label("sign_in_id"),
            *(getattr(SignIn, name) for name in (*_STAMPS, *_OF_CARDS)),
            SignIn.is_shared_device,
            houses.label("houses"),
            card.label("card_used_at"),
        )
        .select_from(SignIn)
        .join(Person, Person.id == SignIn.person_id)
        .join(House, House.id == SignIn.house_id)
        .join(Membership, sa.and_(Membership.person_id == SignIn.person_id, Membership.house_id == SignIn.house_id))
        .where(SignIn.token_hash == sa.bindparam("token_hash"), SignIn.ended_at.is_(None), in_force(now))
    )


def in_force(now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a membership holds at this instant."""
    return sa.and_(Membership.started_at <= now, Membership.ended_at.is_(None) | (Membership.ended_at > now))


def _has_run_out(viewer: Viewer, now: datetime) -> bool:
    """Whether a sign-in has ended by itself: by its age, or on a shared device by quiet."""
    if viewer.is_shared_device and now - viewer.last_seen_at > SHARED_STAY:
        return True
    return now - viewer.started_at > how_long(viewer)


def how_long(viewer: Viewer) -> timedelta:
    """How long a sign-in lasts at most: shorter with a role that reaches other people's things."""
    return STAFF_STAY if viewer.is_staff else RESIDENTS_STAY


def touch(viewer: Viewer, now: datetime) -> None:
    """Note that a device was seen; after half an hour of quiet a new stretch of use begins."""
    awake_since = now if has_been_idle(viewer, now) else viewer.awake_since
    seen = sa.update(SignIn).where(SignIn.id == viewer.sign_in_id)
    db.session.execute(seen.values(last_seen_at=now, awake_since=awake_since))


def has_been_idle(viewer: Viewer, now: datetime) -> bool:
    """Whether half an hour has passed since this device was last seen."""
    return now - viewer.last_seen_at > IDLE


def must_confirm(viewer: Viewer, now: datetime) -> bool:
    """Whether somebody with a role shows their password again before private words open (ASVS 7.3.1)."""
    return viewer.is_staff and (has_been_idle(viewer, now) or viewer.confirmed_at < viewer.awake_since)


def is_fresh(viewer: Viewer, now: datetime) -> bool:
    """Whether a password or a passkey was shown here so lately that it need not be asked again (ASVS 7.5.1)."""
    return now - viewer.confirmed_at <= FRESH


def begin(
    person_id: int,
    house_id: int,
    now: datetime,
    is_shared_device: bool = False,
    way: Way = Way.password,
    private_opens_at: datetime | None = None,
    reentry_link_id: int | None = None,
) -> None:
    """Sign a person in on this device, with a new id whatever the cookie held before; what it opened before ends."""
    if before := find_viewer():
        end(before.sign_in_id, before.person_id, now)
    token = new_token()
    db.session.add(
        SignIn(
            house_id=house_id,
            person_id=person_id,
            token_hash=hash_token(token, "sign-in"),
            device_label=device_label(request.user_agent.string),
            network_hash=throttle.network_hash(request.remote_addr or "", secret_key()),
            is_shared_device=is_shared_device,
            started_at=now,
            last_seen_at=now,
            confirmed_at=now,
            awake_since=now,
            way=way,
            private_opens_at=private_opens_at,
            reentry_link_id=reentry_link_id,
            card_seen_at=now if reentry_link_id else None,
        )
    )
    session.clear()
    session["_user_id"] = token
    session.permanent = not is_shared_device
    name = db.session.scalar(sa.select(Person.sign_in_name).where(Person.id == person_id))
    if name and private_opens_at is None and not is_shared_device:
        known_device.remember(name, secret_key())


def end(sign_in_id: int, person_id: int, now: datetime) -> None:
    """End one of the person's own sign-ins."""
    _end(now, SignIn.id == sign_in_id, SignIn.person_id == person_id)


def end_all(person_id: int, now: datetime, but: int | None = None, *which: sa.ColumnElement[bool]) -> None:
    """End every sign-in of a person, on every device, but the one they keep; or only those that are meant."""
    _end(now, SignIn.person_id == person_id, SignIn.id != (but or 0), *which)


def _end(now: datetime, *which: sa.ColumnElement[bool]) -> None:
    db.session.execute(sa.update(SignIn).where(SignIn.ended_at.is_(None), *which).values(ended_at=now))


def device_label(user_agent: str) -> str:
    """What to call a device in the list of a person's own: "Firefox on Android"."""
    browsers = {"Firefox": "Firefox", "Edg": "Edge", "OPR": "Opera", "Chrome": "Chrome", "Safari": "Safari"}
    systems = {
        "iPhone": "iPhone",
        "iPad": "iPad",
        "Android": "Android",
        "Windows": "Windows",
        "Mac OS": "a Mac",
        "Linux": "Linux",
    }
    browser = next((name for sign, name in browsers.items() if sign in user_agent), "A browser")
    system = next((name for sign, name in systems.items() if sign in user_agent), "a device")
    return f"{browser} on {system}"


def name_to_find(name: str) -> str:
    """A sign-in name as it is stored: however it is typed, in large letters or small, it is the same name."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def knows(name: str, net: bytes, now: datetime) -> bool:
    """Whether an account was signed in to from a network lately."""
    query = (
        sa.select(SignIn.id)
        .join(Person, Person.id == SignIn.person_id)
        .where(Person.sign_in_name == name, SignIn.network_hash == net, SignIn.last_seen_at > now - KNOWN_FOR)
        .limit(1)
    )
    return db.session.scalar(query) is not None


def first_house(person_id: int, now: datetime) -> int | None:
    """The house a person sees first: the one they had on screen last, if they still belong to it."""
    query = (
        sa.select(Membership.house_id)
        .outerjoin(SignIn, sa.and_(SignIn.person_id == person_id, SignIn.house_id == Membership.house_id))
        .where(Membership.person_id == person_id, in_force(now))
        .order_by(SignIn.last_seen_at.desc().nulls_last(), Membership.started_at)
        .limit(1)
    )
    return db.session.scalar(query)


def secret_key() -> str:
    """This installation's signing key, which also keys the hashes of the throttle."""
    return str(current_app.secret_key)


def end_in_house(person_id: int, house_id: int, now: datetime) -> None:
    """End a person's sign-ins in one house, where they no longer belong."""
    _end(now, SignIn.person_id == person_id, SignIn.house_id == house_id)


def note_confirmed(viewer: Viewer, opens_at: datetime | None, now: datetime) -> None:
    """Note that a password or a passkey was shown here; `opens_at` is from when on it opens earlier private things.

    One from before a re-entry card opens them here too. One that came of the card never does before its time.
    """
    seen = {"confirmed_at": now, "last_seen_at": now, "awake_since": now}
    opens_here = opens_at is None or (opens_at <= now and viewer.is_closed(now))
    opened = {"private_opens_at": opens_at} if opens_here else {}
    db.session.execute(sa.update(SignIn).where(SignIn.id == viewer.sign_in_id).values(**seen, **opened))


def belongs(person_id: int, house_id: int, now: datetime) -> bool:
    """Whether a person belongs to a house at this instant."""
    query = sa.select(Membership.id).where(
        Membership.person_id == person_id, Membership.house_id == house_id, in_force(now)
    )
    return db.session.scalar(query.limit(1)) is not None


def show_house(sign_in_id: int, house_id: int) -> None:
    """Have another house on this device's screen."""
    db.session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(house_id=house_id))
