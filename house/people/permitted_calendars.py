"""Who may do what about calendars of one's own: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import NO, OWN, Line, Part, coordinators, own

CALENDARS = Part(
    _("Calendars of one’s own"),
    (
        own(
            _(
                "Take along one thing with a time as a file: any meeting, circle or line of the diary; my own shift, "
                "turn, chat, what I offered, what I do together with others"
            ),
            "calendar.entry",
        ),
        coordinators(_("Put public holidays into the house diary out of a calendar file"), "calendar.put_in_holidays"),
        Line(
            _("Note my leave out of a calendar file, without its words"),
            *(NO, OWN, NO),
            routes=("calendar.put_in_leave",),
        ),
    ),
)
