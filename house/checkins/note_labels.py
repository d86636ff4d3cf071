"""What the choices of a note are called on the page."""

from typing import Any

from flask_babel import lazy_gettext as _

from house.checkins.note_models import Answer, Contact, Made, Saying, Starter

CONTACTS: dict[str, Any] = {
    Contact.chat: _("A chat"),
    Contact.text: _("A text"),
    Contact.knock: _("A knock at the door"),
    Contact.activity: _("Something done together"),
    Contact.phone: _("A phone call"),
}

STARTERS: dict[str, Any] = {Starter.resident: _("They did"), Starter.worker: _("I did")}

MADES: dict[str, Any] = {
    Made.together: _("Together, right now"),
    Made.later: _("To be read back to them"),
}

SAYINGS: dict[str, Any] = {
    Saying.adds: _("Add my own words"),
    Saying.rewords: _("Ask to say it in other words"),
    Saying.differently: _("I see it differently"),
}

ANSWERS: dict[str, Any] = {
    Answer.yes: _("Yes"),
    Answer.not_today: _("Not today"),
    Answer.no_reply: _("No reply"),
}
