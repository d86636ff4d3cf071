"""The house held fast while something is settled in it, so that of two at once the second meets what the first did."""

from datetime import datetime

from house.db import db
from house.people.models import House


def hold_house(house_id: int) -> House:
    """Hold the house until this is kept, and read it anew.

    Asked before anything else is held, and only as far as others can still write things that belong to the house: so
    nobody waits in a circle.
    """
    return db.session.get_one(House, house_id, with_for_update={"key_share": True}, populate_existing=True)


def ask_again(house: House, at: datetime) -> None:
    """The house, which is held, looks at this with the first request after an instant (`facts.times_come`)."""
    house.settle_at = min(house.settle_at or at, at)
