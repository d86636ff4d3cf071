"""Who may do what in gatherings, chats and circles: lines of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import NO, OWN, Line, Part

GATHERINGS = Part(
    _("Chats"),
    (
        Line(
            _("Ask somebody for a chat; as a peer worker, offer one to who lives here"),
            *(OWN, OWN, NO),
            routes=("gatherings.chats", "gatherings.ask"),
        ),
        Line(
            _("See a chat, offer a time, say yes or another time, let it go: the two people it is of"),
            *(OWN, _("own, and what is asked of any peer worker"), NO),
            routes=(
                *("gatherings.chat", "gatherings.offer_time", "gatherings.agree", "gatherings.keep_time"),
                *("gatherings.another_time", "gatherings.let_go", "gatherings.happened", "gatherings.take_words_away"),
            ),
        ),
        Line(_("Ask any peer worker for a chat"), *(OWN, NO, NO), routes=("gatherings.ask_anyone",)),
        Line(
            _("Say that I am up for a chat, until when"),
            *(NO, OWN, NO),
            routes=("gatherings.up_for_it", "gatherings.up_for_it_no_more"),
        ),
    ),
)
