"""Tables of one-on-one chats: what was asked and agreed between two people, and who is up for one."""

from datetime import datetime
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, BigId, HouseId, InCalendar, Private, Sealed, words_enum

KIND = "chat topic"  # what shares and looks call what somebody writes with it


class Mode(StrEnum):
    """How two people talk."""

    walk = "walk"
    sit = "sit"
    phone = "phone"
    video = "video"
    text = "text"
    side_by_side = "side by side"


FROM_AFAR = (Mode.phone, Mode.video, Mode.text)


class Wish(StrEnum):
    """When it would suit who asks."""

    now = "now-ish"
    today = "today"
    week = "this week"
    slot = "a place"  # in the shift of the worker who is asked


class Status(StrEnum):
    """Where a chat stands. That its time ran out is none of these: it is read from `until` and the clock."""

    asked = "asked"
    offered = "time offered"
    agreed = "agreed"
    happened = "happened"
    another_time = "another time"  # from which side is stored nowhere
    let_go = "let go"
    closed = "closed"  # one of the two has moved on, or took away what was theirs


LIVE = (Status.asked, Status.offered, Status.agreed)
LENGTHS = (10, 20, 45)  # minutes


class Chat(Private, InCalendar, Base):
    """Two people and when they talk. Nobody else sees that there is one.

    A time that is offered lies beside the one that is agreed: that one holds until the other says yes to the new one.
    """

    __tablename__ = "chat"
    __table_args__ = (
        sa.CheckConstraint("for_anyone OR other_id IS NOT NULL", name="asks_somebody"),
        sa.CheckConstraint("other_id IS NULL OR other_id <> asker_id", name="of_two"),
        sa.CheckConstraint("minutes IN (10, 20, 45)", name="minutes"),
        sa.CheckConstraint("ends_at > starts_at", name="ends_after_start"),
        sa.CheckConstraint(
            "(starts_at IS NULL) = (ends_at IS NULL) AND (starts_at IS NULL) = (starts_local IS NULL)",
            name="whole_time",
        ),
        sa.CheckConstraint(
            "(offered_at IS NULL) = (offered_by_id IS NULL) AND (offered_at IS NULL) = (offered_local IS NULL)",
            name="offered_by_somebody",
        ),
        sa.CheckConstraint("status NOT IN ('agreed', 'happened') OR starts_at IS NOT NULL", name="agreed_has_time"),
        sa.Index("ix_chat_house_id_until", "house_id", "until"),
        sa.Index("ix_chat_asker_id_until", "asker_id", "until"),
        sa.Index("ix_chat_other_id_until", "other_id", "until"),
    )
    house_id: Mapped[HouseId]
    asker_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"))
    other_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # of anyone: whoever comes first
    for_anyone: Mapped[bool]
    is_offer: Mapped[bool]  # a peer worker offers it to a resident
    mode: Mapped[Mode] = mapped_column(words_enum(Mode, "chat_mode"))
    minutes: Mapped[int] = mapped_column(sa.SmallInteger)
    wish: Mapped[Wish] = mapped_column(words_enum(Wish, "wish"))
    status: Mapped[Status] = mapped_column(words_enum(Status, "chat_status"))
    made_at: Mapped[datetime]
    until: Mapped[datetime]  # when it is over by itself; once it is over, when that was
    starts_local: Mapped[datetime | None] = mapped_column(sa.DateTime())  # house wall time, so without a zone
    starts_at: Mapped[datetime | None]
    ends_at: Mapped[datetime | None]
    offered_local: Mapped[datetime | None] = mapped_column(sa.DateTime())
    offered_at: Mapped[datetime | None]
    offered_by_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))
    tells_id: Mapped[int | None] = mapped_column(BigId, sa.ForeignKey("person.id"))  # the last step, until they see it
    topic_sealed: Mapped[bytes | None]
    link_sealed: Mapped[bytes | None]

    def forget_offer(self) -> None:
        """No time is offered any more."""
        self.offered_local = self.offered_at = self.offered_by_id = None

    topic = Sealed()  # its asker's; whom they ask reads it by a share
    link = Sealed()


class UpForIt(Private, Base):
    """A peer worker is up for a chat until some time today: a word to the house, and gone then."""

    __tablename__ = "up_for_a_chat"
    __table_args__ = (sa.UniqueConstraint("house_id", "worker_id"),)
    house_id: Mapped[HouseId]
    worker_id: Mapped[int] = mapped_column(BigId, sa.ForeignKey("person.id"), index=True)
    until: Mapped[datetime]
