"""The table of kitchen screens."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from house.db import Base, HouseId, Id


class KitchenScreen(Base):
    """A secret address at which a screen on the wall shows the house: of the house, and of nobody in it."""

    __tablename__ = "kitchen_screen"
    id: Mapped[Id]
    house_id: Mapped[HouseId]
    label: Mapped[str] = mapped_column(sa.String(40))
    token_hash: Mapped[bytes] = mapped_column(unique=True)
    made_at: Mapped[datetime]
    last_shown_at: Mapped[datetime | None]  # to the hour or so
    ended_at: Mapped[datetime | None]
