"""Forms of asks: asking, answering, raising further, and the way beyond."""

from datetime import date, timedelta

from flask_babel import lazy_gettext as _

from house.forms import BaseForm, cards, line, lines, web_address
from house.meetings.ask_acts import AskWords, WayWords
from house.meetings.day_field import day_field, is_within_a_year
from house.people.line_forms import number

SIGNED, UNSIGNED = "signed", "unsigned"
NAMES = [(SIGNED, _("With my name")), (UNSIGNED, _("As “someone in the house”"))]
NAME_HINTS = {UNSIGNED: _("Your name is kept nowhere.")}
FIRST_DAYS = timedelta(days=14)


class AskForm(BaseForm):
    """Something the house asks."""

    text = lines(_("What the house asks"), 1000, needed=_("Write what the house asks."))
    to_whom = line(
        _("Of whom?"), needed=_("Write whom it is for."), hint=_("Such as: the organisation, or the landlord.")
    )
    reply_by = day_field(_("Answer hoped for by"), needed=_("Choose a day."))
    name = cards(_("Who asks?"), NAMES, _("Choose one."), start=SIGNED)

    def fits(self, today: date) -> bool:
        """Whether its day is one that can still be met."""
        return is_within_a_year(self.reply_by, today)

    @property
    def is_signed(self) -> bool:
        """Whether their name stands with it."""
        return bool(self.name.data == SIGNED)

    def words(self) -> AskWords:
        """What was written."""
        return AskWords(self.text.data or "", self.to_whom.data or "", self.reply_by.data)


class AnswerForm(BaseForm):
    """An answer to the house."""

    text = lines(
        _("Answer"),
        2000,
        needed=_("Write the answer."),
        hint=_("It is dated, and stays as it is. You can add another one."),
    )


class FurtherForm(BaseForm):
    """With whom the house raises it further."""

    to_whom = line(_("With whom?"), needed=_("Write whom you raise it with."))


class WayForm(BaseForm):
    """The way beyond the coordinators."""

    name = line(_("Name"), needed=_("Write what it is called."), hint=_("Such as: the tenants’ advice service."))
    phone = line(_("Number to call"), 40, more=[number])
    web = line(_("Web address"), 300, more=[web_address])
    text = lines(_("What they help with, and how to begin"), 600)

    def words(self) -> WayWords:
        """What was written."""
        return WayWords(self.name.data or "", self.phone.data or "", self.web.data or "", self.text.data or "")
