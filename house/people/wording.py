"""What the house does and doesn't do, in its own words: every version is kept, with who wrote it and why."""

from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from flask_babel import gettext as _
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Id, db
from house.people.holding import hold_house
from house.people.models import Person
from house.people.settings import ChangedMeanwhile
from house.trust.acts import note_change

KIND = "what we do"


class Wording(Base):
    """One version of what the house does and doesn't do. A version stays as it was written."""

    __tablename__ = "wording"
    __table_args__ = (sa.UniqueConstraint("house_id", "version"),)
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    version: Mapped[int] = mapped_column(sa.SmallInteger)  # the first is 1; before it the words below hold
    we_do: Mapped[str] = mapped_column(sa.Text)  # a sentence a line
    we_dont: Mapped[str] = mapped_column(sa.Text)
    rests_on: Mapped[str] = mapped_column(sa.String(200))  # the decision of the house
    written_by_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    written_at: Mapped[datetime]


@dataclass(frozen=True, slots=True)
class WhatWeDo:
    """What pages show: sentences, and where they come from."""

    we_do: tuple[str, ...]
    we_dont: tuple[str, ...]
    version: int = 0  # 0: nobody here has written their own
    rests_on: str = ""
    by: str = ""
    written_at: datetime | None = None


def start_words() -> WhatWeDo:
    """What holds until a house writes its own."""
    return WhatWeDo(
        (
            _("You choose who sees what you write. You can change that at any time."),
            _("Every look by somebody else is shown to you."),
            _("If a peer worker thinks someone may be seriously hurt, they talk with that person first, if they can."),
        ),
        (
            _("Nobody watches these pages."),
            _("No program looks for certain words in what you write."),
            _("What you write here may not be seen straight away. Calling is quickest."),
            _("Nobody calls anyone for you without talking with you first, if they can."),
        ),
    )


def what_we_do(house_id: int) -> WhatWeDo:
    """The words that hold now."""
    row = db.session.execute(_versions(house_id).limit(1)).first()
    return _as_said(row) if row else start_words()


def versions(house_id: int) -> list[WhatWeDo]:
    """Every version that was written here, the newest first: at most the last 50."""
    return [_as_said(row) for row in db.session.execute(_versions(house_id).limit(50))]


def _versions(house_id: int) -> sa.Select[int, str, str, str, str, datetime]:
    return (
        sa.select(
            *(Wording.version, Wording.we_do, Wording.we_dont, Wording.rests_on),
            *(Person.called_name, Wording.written_at),
        )
        .join(Person, Person.id == Wording.written_by_id)
        .where(Wording.house_id == house_id)
        .order_by(Wording.version.desc())
    )


def _as_said(row: sa.Row[int, str, str, str, str, datetime]) -> WhatWeDo:
    return WhatWeDo(
        tuple(row.we_do.split("\n")),
        tuple(row.we_dont.split("\n")),
        row.version,
        row.rests_on,
        row.called_name,
        row.written_at,
    )


def write(house_id: int, by_id: int, words: WhatWeDo, now: datetime) -> None:
    """A new version, on a decision of the house; `words.version` is the one it was written over.

    Raises `ChangedMeanwhile`.
    """
    hold_house(house_id)  # of two at once, the second sees what the first kept
    newest = db.session.scalar(sa.select(sa.func.max(Wording.version)).where(Wording.house_id == house_id)) or 0
    if newest != words.version:
        raise ChangedMeanwhile
    written = Wording(house_id=house_id, version=newest + 1, rests_on=words.rests_on)
    written.we_do, written.we_dont = "\n".join(words.we_do), "\n".join(words.we_dont)
    written.written_by_id, written.written_at = by_id, now
    db.session.add(written)
    db.session.flush()
    note_change(house_id, by_id, KIND, written.id, "changed", now)
