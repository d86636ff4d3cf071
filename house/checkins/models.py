"""The table of check-ins. Nothing in it can be read without the keys but whose it is and when."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, Private, Sealed, words_enum
from house.trust.models import Audience

KIND = "check-in"  # what shares and looks call it


class Feeling(StrEnum):
    """The words offered for how a day was. One's own words go in the note."""

    good = "good"
    all_right = "all right"
    mixed = "mixed"
    hard = "hard"
    unsaid = "rather not say"


class Need(StrEnum):
    """The words offered for what would help."""

    company = "company"
    space = "space"
    chat = "a chat"
    hand = "a practical hand"
    hello = "nothing, saying hi"


class Energy(StrEnum):
    """The words offered for how much one has in oneself."""

    low = "low"
    some = "some"
    plenty = "plenty"


class Connection(StrEnum):
    """The words offered for how near others felt."""

    alone = "on my own"
    a_little = "a little with others"
    together = "with others"


class About(StrEnum):
    """Which time a check-in is about."""

    now = "now"
    earlier = "earlier today"
    yesterday = "yesterday"


class CheckIn(Private, Base):
    """How a day was, in the words of the person whose day it was. It is theirs alone until they share it.

    It stands in no calendar, feed or count, and no other room has a reason to read this table.
    """

    __tablename__ = "check_in"
    __table_args__ = (sa.Index("ix_check_in_house_id_owner_id_at", "house_id", "owner_id", "at"),)
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    at: Mapped[datetime]  # the moment it is about
    written_at: Mapped[datetime]
    changed_at: Mapped[datetime]  # when its words last changed: a look before this has not seen these words
    feeling_sealed: Mapped[bytes | None]
    need_sealed: Mapped[bytes | None]
    note_sealed: Mapped[bytes | None]
    energy_sealed: Mapped[bytes | None]
    connection_sealed: Mapped[bytes | None]
    # About a day, not a moment: earlier today, or yesterday. Then `at` stands for no hour of it.
    is_of_the_day: Mapped[bool] = mapped_column(default=False, server_default=sa.false())
    # A peer worker who typed the owner's own words beside them; nobody, where they wrote themselves.
    typed_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))

    feeling = Sealed()
    need = Sealed()
    note = Sealed()
    energy = Sealed()
    connection = Sealed()


class CheckInWay(Private, Base):
    """How somebody likes to check in: words of their own, with whom first, and whether they look back."""

    __tablename__ = "check_in_way"
    __table_args__ = (sa.UniqueConstraint("house_id", "owner_id"),)
    house_id: Mapped[HouseId]
    owner_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    kept_at: Mapped[datetime]
    words_sealed: Mapped[bytes | None]  # one a line; they stand on their page instead of the house's
    # With whom a new check-in is shared unless they choose otherwise; until when is asked each time.
    audience: Mapped[Audience] = mapped_column(words_enum(Audience, "audience"))
    person_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    on_call: Mapped[bool]  # with the shift: who is on call reads it too
    looks_back: Mapped[bool]  # whether their page offers a look back over their own

    words = Sealed()
