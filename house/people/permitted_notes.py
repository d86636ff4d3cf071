"""Who may do what about contact notes: lines of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import IF_SHARED, NO, OWN, YES, Line, own

NOTES: tuple[Line, ...] = (
    own(
        _("Read the notes about me, say that one is all right, add my words, see it differently, say who reads it"),
        *("checkins.notes.mine", "checkins.notes.all_right", "checkins.notes.my_words", "checkins.notes.sharing"),
        *("checkins.notes.end_author", "checkins.notes.delete", "checkins.notes.printed"),
    ),
    Line(
        _("Read a note about somebody else, while they let me"),
        *(IF_SHARED, _("what they wrote, other notes if shared"), _("if chosen by name")),
        routes=("checkins.notes.shared",),
    ),
    Line(
        _("Write a note with somebody who lives here, or that contact was offered; word a note of mine anew"),
        *(NO, OWN, NO),
        routes=(
            *("checkins.notes.new", "checkins.notes.keep_draft", "checkins.notes.drop_draft", "checkins.notes.offer"),
            *("checkins.notes.reword", "checkins.notes.wrong_person"),
        ),
    ),
    Line(
        _("Take away a line that contact was offered: whose it is, always; who wrote it, for a day"),
        *(OWN, OWN, OWN),
        routes=("checkins.notes.take_offer_away",),
    ),
    Line(
        _("Take away the notes about somebody without an account, and what was typed for them, when they ask for it"),
        *(NO, YES, NO),
        routes=("checkins.notes.as_asked",),
    ),
)
