"""Who may do what about calendars of one's own: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import Part, own

CALENDARS = Part(
    _("Calendars of one’s own"),
    (own(_("Take along one meeting, line of the diary, shift or turn of mine as a file"), "calendar.entry"),),
)
