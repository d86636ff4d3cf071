"""What waits for whoever is on shift now, beside what others share: rooms that My shift cannot ask add themselves."""

from collections.abc import Callable
from datetime import datetime

from house.viewer import Viewer
from house.waiting import Waiting

_OFFERED: dict[str, Callable[[Viewer, datetime], list[Waiting]]] = {}


def add_lines(of: str, offered: Callable[[Viewer, datetime], list[Waiting]]) -> None:
    """Offer lines; they are asked for on the page of somebody who is on shift or on call."""
    _OFFERED[of] = offered


def lines(viewer: Viewer, now: datetime) -> list[Waiting]:
    """What every room offers, the longest waiting first."""
    return sorted((line for of in sorted(_OFFERED) for line in _OFFERED[of](viewer, now)), key=lambda line: line.since)
