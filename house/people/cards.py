"""Re-entry cards: a coordinator prints one for a person standing there, and a card is never a way to read.

Whatever comes of a card (its sign-in, a password or a passkey made from there) carries one instant: from then on it
opens what was private before the card. The same instant says, for as long as that matters, that it came of the card.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.db import db
from house.people import signing_in
from house.people.acts import LinkGone, use_up
from house.people.models import Membership, Passkey, Person, ReentryLink, SignIn
from house.tokens import hash_token, new_code
from house.trust.acts import note_change
from house.viewer import CARD_CLOSES_FOR, Role, Viewer

LASTS = timedelta(hours=1)
TOLD_FOR = timedelta(days=7)  # how long a person's devices say that a card was used, and can take it back
PURPOSE = "re-entry"
_KIND = "re-entry card"


def make_card(house_id: int, person_id: int, made_by_id: int | None, now: datetime) -> str:
    """A fresh code, good once within the hour; this person's earlier unused cards end. No maker: the command line."""
    end_unused(person_id, now)
    code = new_code()
    card = ReentryLink(
        house_id=house_id,
        person_id=person_id,
        made_by_id=made_by_id,
        token_hash=hash_token(code, PURPOSE),
        made_at=now,
        expires_at=now + LASTS,
    )
    db.session.add(card)
    db.session.flush()
    note_change(house_id, made_by_id, _KIND, card.id, "made", now)
    return code


def end_unused(person_id: int, now: datetime) -> None:
    """End a person's cards that nobody has used."""
    unused = sa.update(ReentryLink).where(ReentryLink.person_id == person_id, ReentryLink.used_at.is_(None))
    db.session.execute(unused.where(ReentryLink.expires_at > now).values(expires_at=now))


def opens_at(card: ReentryLink) -> datetime:
    """From when on what came of a used card opens what was private before it."""
    assert card.used_at is not None  # noqa: S101  # asked only of cards that were used
    return card.used_at + CARD_CLOSES_FOR


def use_card(card: ReentryLink, password_hash: str | None, ends_others: bool, now: datetime) -> None:
    """Use a card up; with a hash, that is the new password. Raises `LinkGone` for all but the first."""
    _locked(card.person_id)
    use_up(ReentryLink, card.token_hash, now)
    if not signing_in.belongs(card.person_id, card.house_id, now):
        raise LinkGone
    db.session.refresh(card)
    end_unused(card.person_id, now)
    _end_earlier(card, now)
    if password_hash is not None:
        set_password(card.person_id, password_hash, opens_at(card))
    if ends_others:
        signing_in.end_all(card.person_id, now)
    note_change(card.house_id, card.person_id, _KIND, card.id, "used", now)


def _end_earlier(card: ReentryLink, now: datetime) -> None:
    """What came of a card before this one, and is closed still, ends, unless a device of theirs said "that was me".

    So a coordinator who used a card themselves is out as soon as its person comes in by another.
    """
    was_me = sa.exists().where(
        SignIn.person_id == ReentryLink.person_id,
        SignIn.card_seen_at >= ReentryLink.used_at,
        SignIn.private_opens_at.is_(None) | (SignIn.private_opens_at <= ReentryLink.used_at),
    )
    closed = sa.select(ReentryLink).where(
        ReentryLink.person_id == card.person_id,
        ReentryLink.id != card.id,
        ReentryLink.undone_at.is_(None),
        ReentryLink.used_at > now - CARD_CLOSES_FOR,
        ~was_me,
    )
    earlier = list(db.session.scalars(closed.order_by(ReentryLink.used_at)))
    if earlier:
        _take_back(earlier, card.person_id, now)


def earlier_password(person_id: int, now: datetime) -> str | None:
    """The hash of the password that a card replaced, for as long as the card keeps things closed.

    Until then it works beside the new one, and opens them: so no card is a way to lock its person out.
    """
    query = sa.select(ReentryLink.replaced_hash).where(
        ReentryLink.person_id == person_id,
        ReentryLink.undone_at.is_(None),
        ReentryLink.used_at > now - CARD_CLOSES_FOR,
        ReentryLink.replaced_hash != "",
    )
    return db.session.scalar(query.order_by(ReentryLink.used_at).limit(1))


def _locked(person_id: int) -> Person:
    # A card's use, its undoing and a change of password come one after the other.
    return db.session.get_one(Person, person_id, with_for_update=True, populate_existing=True)


def set_password(person_id: int, password_hash: str, opens: datetime | None) -> None:
    """A new password. One that comes of a card keeps the one before it with the card, in case it was not them."""
    person = _locked(person_id)
    card = _card_that_opens(person_id, opens)
    if card is not None and card.replaced_hash is None:
        card.replaced_hash = person.password_hash or ""
    person.password_hash, person.password_opens_at = password_hash, opens
    db.session.flush()


def _card_that_opens(person_id: int, opens: datetime | None) -> ReentryLink | None:
    if opens is None:
        return None
    query = sa.select(ReentryLink).where(
        ReentryLink.person_id == person_id, ReentryLink.used_at == opens - CARD_CLOSES_FOR
    )
    return db.session.scalars(query.limit(1)).first()


def change_password(viewer: Viewer, password_hash: str, now: datetime) -> None:
    """A new password from a device that is signed in; every other device is signed out, and unused cards end."""
    set_password(viewer.person_id, password_hash, viewer.private_opens_at)
    end_unused(viewer.person_id, now)
    signing_in.end_all(viewer.person_id, now, but=viewer.sign_in_id)


def note_seen(viewer: Viewer, used_at: datetime) -> None:
    """That was me: this device has been told of cards up to this use."""
    db.session.execute(sa.update(SignIn).where(SignIn.id == viewer.sign_in_id).values(card_seen_at=used_at))


def is_told(viewer: Viewer, now: datetime) -> bool:
    """Whether this device has yet to hear that a card was used."""
    used, seen = viewer.card_used_at, viewer.card_seen_at
    return used is not None and now - used <= TOLD_FOR and (seen is None or seen < used)


def may_undo(viewer: Viewer, now: datetime) -> bool:
    """Whether this device can say that it wasn't them: never one that came in by a card itself."""
    used, opens = viewer.card_used_at, viewer.private_opens_at
    came_of_one = used is not None and opens is not None and opens > used
    return is_told(viewer, now) and not viewer.is_closed(now) and not came_of_one


def undo(viewer: Viewer, now: datetime) -> bool:
    """That wasn't me: what came in by the cards this device was not told of ends. False where there is none."""
    _locked(viewer.person_id)
    cards = _not_told(viewer, now)
    if not cards:
        return False
    end_unused(viewer.person_id, now)
    _take_back(cards, viewer.person_id, now, but=viewer.sign_in_id)
    note_seen(viewer, now)
    return True


def _take_back(cards: list[ReentryLink], person_id: int, now: datetime, but: int | None = None) -> None:
    """What came of these cards ends, and the password is again what it was before them."""
    _end_what_came_of(cards, person_id, but, now)
    _put_password_back(_locked(person_id), cards, now)
    for card in cards:
        card.undone_at = now
        note_change(card.house_id, person_id, _KIND, card.id, "undone", now)
    db.session.flush()


def _not_told(viewer: Viewer, now: datetime) -> list[ReentryLink]:
    query = sa.select(ReentryLink).where(
        ReentryLink.person_id == viewer.person_id,
        ReentryLink.undone_at.is_(None),
        ReentryLink.used_at >= now - TOLD_FOR,
    )
    if viewer.card_seen_at is not None:
        query = query.where(ReentryLink.used_at > viewer.card_seen_at)
    return list(db.session.scalars(query.order_by(ReentryLink.used_at)))


def _end_what_came_of(cards: list[ReentryLink], person_id: int, but: int | None, now: datetime) -> None:
    opens = [opens_at(card) for card in cards]
    came_of_them = SignIn.private_opens_at.in_(opens) | (SignIn.private_opens_at > now)
    by_card = SignIn.reentry_link_id.in_([card.id for card in cards])
    signing_in.end_all(person_id, now, but, by_card | came_of_them)
    made_then = Passkey.opens_at.in_(opens) | (Passkey.opens_at > now)
    db.session.execute(sa.delete(Passkey).where(Passkey.person_id == person_id, made_then))
    facts.links_off.send(person_id, since=cards[0].used_at, now=now)


def _put_password_back(person: Person, cards: list[ReentryLink], now: datetime) -> None:
    """The password from before the first of them, unless the person has chosen another from an open device since."""
    if person.password_opens_at not in {opens_at(card) for card in cards}:
        return
    kept = (card.replaced_hash for card in cards if card.replaced_hash is not None)
    person.password_hash = next(kept, person.password_hash) or None
    person.password_opens_at = _still_closed_by_another(person.id, cards, now)


def _still_closed_by_another(person_id: int, cards: list[ReentryLink], now: datetime) -> datetime | None:
    query = sa.select(sa.func.max(ReentryLink.used_at, type_=ReentryLink.used_at.type)).where(
        ReentryLink.person_id == person_id,
        ReentryLink.id.not_in([card.id for card in cards]),
        ReentryLink.undone_at.is_(None),
        ReentryLink.used_at > now - CARD_CLOSES_FOR,
    )
    used_at = db.session.scalar(query)
    return used_at + CARD_CLOSES_FOR if used_at else None


@facts.moved_on.connect
def _end_cards_made_by(left: Membership, now: datetime) -> None:
    """Somebody who is no coordinator of a house any more: the cards they made there, and nobody used, end."""
    if left.role is Role.coordinator:
        made = (ReentryLink.house_id == left.house_id, ReentryLink.made_by_id == left.person_id)
        unused = sa.update(ReentryLink).where(*made, ReentryLink.used_at.is_(None), ReentryLink.expires_at > now)
        db.session.execute(unused.values(expires_at=now).execution_options(synchronize_session=False))
