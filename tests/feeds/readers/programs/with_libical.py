"""Reads a calendar with libical, the library in Evolution and GNOME Calendar; prints each occurrence as JSON."""

import ctypes
import json
import sys
from datetime import UTC, datetime
from pathlib import Path

LIBRARY = "libical.so.3"
VEVENT = 4  # ICAL_VEVENT_COMPONENT
STATUSES = {10902: "CONFIRMED", 10905: "CANCELLED"}


class Time(ctypes.Structure):
    """icaltimetype."""

    _fields_ = (
        *((name, ctypes.c_int) for name in ("year", "month", "day", "hour", "minute", "second")),
        *((name, ctypes.c_int) for name in ("is_date", "is_daylight")),
        ("zone", ctypes.c_void_p),
    )


def _function(name, result, *takes):
    function = getattr(ctypes.CDLL(LIBRARY), name)
    function.restype, function.argtypes = result, takes
    return function


component, text = ctypes.c_void_p, ctypes.c_char_p
parse = _function("icalparser_parse_string", component, text)
count_errors = _function("icalcomponent_count_errors", ctypes.c_int, component)
check = _function("icalrestriction_check", ctypes.c_int, component)
first = _function("icalcomponent_get_first_component", component, component, ctypes.c_int)
following = _function("icalcomponent_get_next_component", component, component, ctypes.c_int)
uid = _function("icalcomponent_get_uid", text, component)
summary = _function("icalcomponent_get_summary", text, component)
status = _function("icalcomponent_get_status", ctypes.c_int, component)
dtstart = _function("icalcomponent_get_dtstart", Time, component)
dtend = _function("icalcomponent_get_dtend", Time, component)
seconds = _function("icaltime_as_timet_with_zone", ctypes.c_long, Time, ctypes.c_void_p)


def _said(moment):
    if moment.is_date:
        return f"{moment.year:04}-{moment.month:02}-{moment.day:02}"
    return f"{datetime.fromtimestamp(seconds(moment, moment.zone), UTC):%Y-%m-%dT%H:%MZ}"


def _events(calendar):
    event = first(calendar, VEVENT)
    while event:
        yield {
            "uid": uid(event).decode(),
            "starts": _said(dtstart(event)),
            "ends": _said(dtend(event)),
            "title": summary(event).decode(),
            "status": STATUSES.get(status(event)),
        }
        event = following(calendar, VEVENT)


calendar = parse(Path(sys.argv[1]).read_bytes())
if not check(calendar) or count_errors(calendar):
    sys.exit("libical finds something wrong with it")
print(json.dumps(list(_events(calendar))))
