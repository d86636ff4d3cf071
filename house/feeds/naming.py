"""What a house is called in the UIDs of its calendars: the same for life, whatever address people type."""

import hashlib
from datetime import datetime


def uid_host(house_id: int, made_at: datetime) -> str:
    """The host behind each UID, made from the house's first instant."""
    mark = hashlib.sha256(f"{house_id}|{made_at.isoformat()}".encode()).hexdigest()[:16]
    return f"{mark}.house.invalid"
