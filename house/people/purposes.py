"""What somebody can say yes to, each in words that have a number: a yes is to the words it was given to."""

from dataclasses import dataclass
from typing import Any

from flask_babel import lazy_gettext as _

from house.people.belonging import Purpose


@dataclass(frozen=True, slots=True)
class Text:
    """One purpose in plain words. With other words comes another version, and people are asked anew."""

    version: int
    title: Any
    means: Any  # what a yes does
    stops: Any  # what happens when it is taken back
    not_yet: Any = ""  # said while nothing follows from it so far
    is_for_residents: bool = False  # it means nothing to somebody who does not live here


# Nothing here is needed to live in the house or to use it (DOMAIN, invariant 9). Each is asked by itself (FIELD 1.3).
TEXTS: dict[Purpose, Text] = {
    Purpose.photo: Text(
        1,
        _("Show my photo"),
        _("People of this house see your photo beside your name."),
        _("It is hidden at once. Only you see it then."),
    ),
    Purpose.whos_home: Text(
        1,
        _("Show that I am home"),
        _("Your name stands under “Home today”, on days when you are not away. People of this house see it."),
        _("Your name is off that list at once. Nobody can tell why."),
        is_for_residents=True,
    ),
    Purpose.calendar: Text(
        2,
        _("Full names in my calendars"),
        _(
            "Calendar links that you made for full names say what each thing is and who it is with, "
            "such as “Chore: kitchen bins” or “Time with Sam”."
        ),
        _("They say quiet names again, such as “A small job at home”."),
    ),
    Purpose.names: Text(
        1,
        _("My name in records of meetings"),
        _("When you offer to do something, your name stands in the record of that meeting."),
        _("From then on it says “someone in the house”."),
    ),
    Purpose.pass_on: Text(
        1,
        _("Pass on what I ask to pass on"),
        _("When you ask a peer worker to pass something on, they can write it down for the next shift."),
        _("What was written down is gone at once."),
        is_for_residents=True,
    ),
    Purpose.texts: Text(
        1,
        _("Reminders by text message"),
        _("You get the reminders you chose as a text. It holds nothing private."),
        _("No more texts come."),
        _("Not in use yet: the house sends no texts so far."),
    ),
    Purpose.mail: Text(
        1,
        _("Reminders by e-mail"),
        _("You get the reminders you chose by e-mail. It holds nothing private."),
        _("No more e-mails come."),
        _("Not in use yet: the house sends no e-mail so far."),
    ),
    Purpose.push: Text(
        1,
        _("Reminders on my phone"),
        _("You get the reminders you chose on the screen of your phone. It holds nothing private."),
        _("No more of them come."),
        _("Not in use yet: the house sends none so far."),
    ),
}
