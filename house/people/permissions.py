"""Who may do what: every permission of every role, in one table.

The page "Who may do what" and the table of docs/access.md are written from it, and tests hold that each route for
signed-in people stands on exactly one of its lines: a new page is written here too.
"""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import IF_SHARED, NO, OWN, YES, Line, Part, coordinators, everybody, own
from house.people.permitted_calendars import CALENDARS
from house.people.permitted_chores import CHORES
from house.people.permitted_circles import CIRCLES
from house.people.permitted_gatherings import GATHERINGS
from house.people.permitted_meetings import MEETINGS
from house.people.permitted_notes import NOTES
from house.people.permitted_roster import ROSTER

TABLE: tuple[Part, ...] = (
    Part(
        _("Day by day"),
        (
            everybody(
                _("See who is here, the week, the roster, and how to reach a peer worker"),
                *("home.today", "home.week", "rosters.index", "rosters.shift", "rosters.week"),
                *("rosters.changes", "rosters.shift_changes"),
            ),
            everybody(
                _("See the house diary, add a line, change any line or take it off"),
                *("diary.index", "diary.ahead", "diary.earlier", "diary.day"),
                *("diary.change", "diary.change_all", "diary.take_off"),
            ),
            everybody(_("See which kitchen screens show the house"), "home.kitchen_screens"),
            coordinators(
                _("Put up a kitchen screen, switch one off"), "home.new_kitchen_screen", "home.kitchen_screen_off"
            ),
            everybody(_("See who belongs to the house"), "home.people", "home.person", "people.photo"),
            everybody(
                _("See the house’s own lines of outside help, say that one doesn’t answer"),
                *("people.our_lines", "people.flag_line"),
            ),
            own(
                _("Make, replace and switch off a calendar link (one with “Open shifts and gaps” is for coordinators)"),
                *("feeds.index", "feeds.new", "feeds.off", "feeds.before_replacing", "feeds.replace"),
            ),
        ),
    ),
    Part(
        _("What is private"),
        (
            own(
                _("Check in, in words of my own if I like; read, change, delete and share a check-in"),
                *("checkins.index", "checkins.earlier", "checkins.edit", "checkins.delete", "checkins.end_sharing"),
                *("checkins.my_way", "checkins.look_back"),
            ),
            Line(
                _("Type a check-in beside somebody without an account, in their words; take it back, end its sharing"),
                *(NO, YES, NO),
                routes=(
                    "checkins.whom",
                    "checkins.type_for",
                    "checkins.take_away",
                    "checkins.end_sharing_beside",
                    "checkins.open_beside",
                ),
            ),
            Line(
                _("Read a check-in of somebody else, while they share it"),
                *(IF_SHARED, IF_SHARED, _("if chosen by name")),
                routes=("checkins.shared",),
            ),
            own(
                _("Let someone know of a check-in; say that what I asked for is all right now, or still so"),
                *("checkins.let_someone_know", "checkins.close_need", "checkins.still_so"),
            ),
            Line(
                _("See who waits for what on my shift, and answer, while they share it"),
                *(IF_SHARED, IF_SHARED, _("if chosen by name")),
                routes=("checkins.my_shift", "checkins.need", "checkins.answer"),
            ),
            coordinators(
                _("See how many asked for something and how long they waited: rounded, and never whose"),
                "checkins.needs_in_numbers",
            ),
            *NOTES,
            own(_("See what I share, and stop it"), "people.shares", "people.stop_share", "people.stop_all_shares"),
            Line(
                _("Say with whom I would rather not be, and take it back; nobody else sees it"),
                *(OWN, NO, NO),
                routes=("people.not_with", "people.not_with_no_more"),
            ),
            own(_("See who looked at my things"), "people.my_looks"),
            own(_("See everything about me in one list"), "home.everything"),
            own(
                _("Say yes to something and take it back, put in a photo"),
                *("people.my_consents", "people.say_yes", "people.stop", "people.still_ok"),
                *("people.my_photo", "people.take_photo_away"),
            ),
            own(
                _("Take my things along, delete what is mine alone"),
                *("home.my_things", "home.take_along", "home.delete_things", "home.what_remains"),
            ),
        ),
    ),
    CHORES,
    MEETINGS,
    GATHERINGS,
    CIRCLES,
    ROSTER,
    CALENDARS,
    Part(
        _("People"),
        (
            own(
                _("Change my name, my password, my passkeys, end my devices"),
                *("people.my_name", "people.my_password", "people.my_passkeys", "people.new_passkey"),
                *("people.take_passkey_away", "people.my_devices", "people.end_device", "people.end_all_devices"),
            ),
            coordinators(
                _("Invite a resident or a peer worker, take an invite back"),
                *("people.invite", "people.withdraw"),
            ),
            coordinators(
                _("Print a re-entry card for somebody standing there, sign them out where a phone is lost"),
                *("people.card", "people.end_sign_ins"),
            ),
            own(
                _("Say that a re-entry card was used by me, or was not"),
                *("people.card_was_me", "people.card_was_not_me"),
            ),
            coordinators(
                _("Add somebody who has no account, and invite them to sign in later"),
                *("people.add", "people.invite_to_sign_in"),
            ),
            coordinators(
                _("Note that somebody moves on, or stays after all (never a coordinator)"),
                *("people.moving_on", "people.stays"),
            ),
        ),
    ),
    Part(
        _("How the house is run"),
        (
            everybody(
                _("See the coordinators, how this house does things, who may do what, and what was changed"),
                *("people.coordinating", "people.house_settings", "people.who_may", "people.changes"),
                "people.what_we_do",
            ),
            coordinators(
                _("Ask that somebody becomes a coordinator or stops; agree to what another one asked"),
                *("people.ask_to_make", "people.ask_to_end", "people.agree"),
            ),
            own(
                _("Take back what I asked about a coordinator; say that I would rather not be one"),
                "people.take_back_ask",
            ),
            coordinators(
                _("Write down what the house decided to do its own way"),
                *("people.house_setting", "people.write_what_we_do"),
            ),
            coordinators(
                _("Keep the lines of outside help, the name and the phone of the house"),
                *("people.lines", "people.line", "people.new_line", "people.remove_line"),
                *("people.tried", "people.tried_all", "people.the_house"),
            ),
        ),
    ),
)

# Doors and corridors: everybody who is signed in goes through them, and they open nothing themselves.
PLAIN_ROUTES = (
    *("home.house", "people.welcome", "people.me", "people.confirm", "people.confirm_by_passkey"),
    *("people.sign_out", "people.switch_house"),
)

LIMITS = (
    _("The role of coordinator opens nothing private."),
    _("Somebody who lives here never counts as a peer worker towards housemates."),
)
BESIDES = (
    _("Anyone, without signing in: outside help."),
    _("Whoever holds a calendar link: that one calendar, and nothing else."),
    _("Somebody who moved on, or belongs to another house: nothing here."),
    _("Whoever holds a re-entry card: in, once, and nothing that was private before it for 24 hours."),
    _("Whoever runs the server can make such cards, and could read the database. No page does that."),
)


def lines() -> list[Line]:
    """Every line of the table, from its top."""
    return [line for part in TABLE for line in part.lines]


def as_markdown() -> list[str]:
    """The table as docs/access.md holds it."""
    rows = (f"| {line.words} | {line.resident} | {line.worker} | {line.coordinator} |" for line in lines())
    return ["| | R | P | C |", "| --- | --- | --- | --- |", *rows]
