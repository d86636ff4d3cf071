"""Forms of what is brought to a meeting, and of calling one off."""

from flask_babel import lazy_gettext as _

from house.forms import BaseForm, cards, line, menu
from house.meetings.acts import ItemWords
from house.meetings.script import Kind

KINDS = [(Kind.share, _("Share")), (Kind.talk, _("Talk")), (Kind.decide, _("Decide"))]
KIND_HINTS = {
    Kind.share: _("To tell the house something. No answer needed."),
    Kind.talk: _("To think about it together."),
    Kind.decide: _("To agree on something."),
}
NOT_SURE = "0"
HINTS = [
    (NOT_SURE, _("Not sure")),
    *((str(minutes), _("About %(minutes)d minutes", minutes=minutes)) for minutes in (5, 10, 15, 20, 30, 45)),
]
SIGNED, UNSIGNED = "signed", "unsigned"
NAMES = [(SIGNED, _("With my name")), (UNSIGNED, _("As “someone in the house”"))]
NAME_HINTS = {
    SIGNED: _("You can take it off again."),
    UNSIGNED: _("Your name is kept nowhere. So nobody can take it off again, you included."),
}


class ItemForm(BaseForm):
    """Something for an agenda."""

    title = line(_("What is it about?"), 120, needed=_("Write a few words about it."))
    kind = cards(_("What would you like?"), KINDS, _("Choose share, talk or decide."), start=Kind.talk)
    minutes_hint = menu(_("How long may it take?"), HINTS, _("Choose about how long."), start=NOT_SURE)
    content_note = line(
        _("A word of warning"),
        120,
        hint=_("If it is about something hard, say what. Others can get ready, or sit it out."),
    )
    name = cards(_("How do you bring it?"), NAMES, _("Choose whether your name stands with it."), start=SIGNED)

    @property
    def is_signed(self) -> bool:
        """Whether their name stands with it."""
        return bool(self.name.data == SIGNED)

    def words(self) -> ItemWords:
        """What they bring."""
        minutes = int(self.minutes_hint.data) or None
        return ItemWords(self.title.data or "", Kind(self.kind.data), minutes, self.content_note.data or "")


class CallOffForm(BaseForm):
    """Why a meeting is called off."""

    why = line(
        _("A word why"),
        160,
        needed=_("Write a word or two, so that people know."),
        hint=_("Everyone in the house reads it."),
    )
