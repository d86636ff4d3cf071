"""Whether the keys at hand are those that this database was sealed with, asked at every start."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped

from house.db import Base, Id, Sealed, db
from house.seal import KeyTrouble

_WORD = "these keys open this house"


class KeyCheck(Base):
    """One sealed word that everyone may know: it opens with the right keys alone."""

    __tablename__ = "key_check"
    id: Mapped[Id]
    word_sealed: Mapped[bytes | None]

    word = Sealed()


def check_keys() -> None:
    """Raises `KeyTrouble` when the keys don't fit; a database that has none yet takes those at hand."""
    kept = db.session.scalars(sa.select(KeyCheck)).first()
    if kept is None:
        db.session.add(KeyCheck(id=1, word=_WORD))
        db.session.flush()
        return
    try:
        fits = kept.word == _WORD
    except KeyTrouble:
        fits = False
    if not fits:
        raise KeyTrouble(
            "The key file does not fit this database: it was sealed with other keys. "
            "Put back the copy you keep apart from backups."
        )
