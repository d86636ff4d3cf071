"""Whether the keys at hand are those that this database was sealed with, asked at every start."""

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from house.db import Base, Id, Sealed, db, key_ring
from house.seal import KeyRing, KeyTrouble

# Two rows. While keys are changed (rotating.py) the second is sealed anew before everything else and the first after
# it, so that in between the house starts only with the old key and the new one.
LAST, FIRST = 1, 2
_WORD = "these keys open this house"


class KeyCheck(Base):
    """A sealed word that opens with the right keys alone: one that everyone may know, and the key of marks."""

    __tablename__ = "key_check"
    id: Mapped[Id]
    word_sealed: Mapped[bytes | None]

    word = Sealed()


def check_keys() -> None:
    """Raises `KeyTrouble` when the keys don't fit; a database that has none yet takes those at hand."""
    insist_on(key_ring().look())
    if db.session.get(KeyCheck, LAST) is None:
        db.session.add(KeyCheck(id=LAST, word=_WORD))
    key_of_marks()
    db.session.flush()


def insist_on(ring: KeyRing) -> None:
    """Raises `KeyTrouble` unless these keys open what is kept to try them on."""
    try:
        for kept in db.session.connection().execute(sa.select(KeyCheck.id, KeyCheck.word_sealed)):
            ring.open(kept.word_sealed or b"", f"{KeyCheck.__tablename__}|{kept.id}|{KeyCheck.word.name}")
    except KeyTrouble:
        raise KeyTrouble(
            "The key file does not fit this database: it was sealed with other keys. "
            "Put back the copy you keep apart from backups."
        ) from None


def key_of_marks() -> bytes:
    """The key of keyed hashes that have to be found again when the keys of sealed text are others."""
    kept = db.session.get(KeyCheck, FIRST)
    if kept is None:
        kept = KeyCheck(id=FIRST, word=secrets.token_urlsafe(32))
        db.session.add(kept)
        db.session.flush()
    return kept.word.encode()
