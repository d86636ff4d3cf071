"""A calendar file that comes in, in words: why it or an entry of it stays out, and what a line can't hold of one."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from flask_babel import gettext
from flask_babel import lazy_gettext as _

from house.feeds.ics_lines import MOST_EVENTS
from house.feeds.picks import MOST_DAYS, Pick
from house.feeds.troubles import Trouble
from house.when.span import to_instant
from house.when.words import stamp_words

TROUBLES: dict[Trouble, Any] = {
    Trouble.no_file: _("Choose a file first."),
    Trouble.too_large: _("That file is larger than 1 MB. Take it in parts."),
    Trouble.other_letters: _("This is no calendar file, or its letters can’t be read. Look for one that ends in .ics."),
    Trouble.too_many_lines: _("That file has more lines than the house reads. Take it in parts."),
    Trouble.no_entries: _("There is no entry in this file. A calendar file has a name that ends in .ics."),
    Trouble.no_calendar: _("This is not a calendar. The file has a name that ends in .ics."),
    Trouble.half_of_one: _("This file stops in the middle. Is all of it there?"),
    Trouble.too_deep: _("This file has too many parts inside one another."),
    Trouble.muddled: _("This file is muddled: a part of it ends where it can’t."),
    Trouble.too_many_entries: _("That is more than %(number)d entries. Take it in parts.", number=MOST_EVENTS),
    Trouble.no_name: _("It has no name."),
    Trouble.no_start: _("It doesn’t say when it starts."),
    Trouble.no_end: _("It doesn’t say when it ends."),
    Trouble.too_much_in_it: _("More stands in it than the house reads."),
    Trouble.called_off: _("It is called off."),
    Trouble.too_far_ahead: _("It is further ahead than the house plans."),
    Trouble.is_over: _("It is over already."),
    Trouble.too_often: _("It comes round more often than the house takes in."),
    Trouble.time_unread: _("Its time is not written as calendars write times."),
    Trouble.no_such_time: _("Its day or time is not in the calendar."),
    Trouble.no_such_zone: _("It names a time zone that the house doesn’t know."),
    Trouble.day_and_time: _("It starts on a day and ends at a time, or the other way about."),
    Trouble.ends_first: _("It ends before it starts."),
    Trouble.too_long: _("It is longer than a year."),
    Trouble.too_many_days: _("It goes on for more than %(number)d days.", number=MOST_DAYS),
    Trouble.length_unread: _("How long it takes is not written as calendars write it."),
    Trouble.repeat_unread: _("The house can’t read how it repeats."),
}


def trouble_words(trouble: Trouble) -> str:
    """Why something stays out."""
    return str(TROUBLES[trouble])


def cut_words(pick: Pick, zone: ZoneInfo, now: datetime) -> str:
    """What a line does not hold of an entry; "" if nothing."""
    if pick.goes_on_until is None:
        return ""
    when = stamp_words(to_instant(pick.goes_on_until, zone), now, zone)
    return gettext("In the file it goes on until %(when)s. Here it stands on its first day alone.", when=when)
