"""What chores ask of somebody: nothing. A turn is offered, never owed."""

from datetime import datetime

from house.viewer import Viewer
from house.waiting import Waiting


def waiting(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What waits for this person's answer; swaps between people will."""
    return []
