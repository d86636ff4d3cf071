"""Reads a calendar with vobject, run by the Python that has it; prints each occurrence as JSON."""

import json
import sys
from datetime import UTC, datetime

import vobject


def said(moment):
    if isinstance(moment, datetime):
        return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%MZ")
    return moment.isoformat()


with open(sys.argv[1], encoding="utf-8", newline="") as file:
    calendar = vobject.readOne(file.read())
print(
    json.dumps(
        [
            {
                "uid": event.uid.value,
                "starts": said(event.dtstart.value),
                "ends": said(event.dtend.value),
                "title": event.summary.value,
                "status": event.status.value,
            }
            for event in calendar.contents.get("vevent", [])
        ]
    )
)
