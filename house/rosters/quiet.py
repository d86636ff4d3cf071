"""PURE. Quiet hours: from one time on the wall to another, every day."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from house.when.span import DAY, to_instant, to_local


def quiet_until(start: time | None, end: time | None, now: datetime, zone: ZoneInfo) -> datetime | None:
    """When the quiet hours end in which this instant lies; None outside of them, or without any."""
    if start is None or end is None or start == end:
        return None
    local = to_local(now, zone).replace(tzinfo=None, fold=0)
    begins = datetime.combine(local.date(), start)
    begins = begins if begins <= local else begins - DAY
    ends = datetime.combine(begins.date(), end)
    ends = ends if ends > begins else ends + DAY
    until = to_instant(ends, zone)
    return until if local < ends and now < until else None
