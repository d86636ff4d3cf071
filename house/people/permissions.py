"""Who may do what: every permission of every role, in one table.

The page "Who may do what" and the table of docs/access.md are written from it, and tests hold that each route for
signed-in people stands on exactly one of its lines: a new page is written here too.
"""

from dataclasses import dataclass
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _

YES = "✓"
OWN = _("own")
NO = "–"
IF_SHARED = _("if shared")


@dataclass(frozen=True, slots=True)
class Line:
    """One thing people do here, what each role may of it, and the routes by which it is done."""

    words: Any
    resident: Any
    worker: Any
    coordinator: Any
    routes: tuple[str, ...]

    @property
    def who(self) -> list[str]:
        """Whom the page names under it: nobody who may not, and all three at once where they may the same."""
        cells = (self.resident, self.worker, self.coordinator)
        if cells[0] == cells[1] == cells[2]:
            return [_with(gettext("Everyone here"), cells[0])]
        names = (gettext("Who lives here"), gettext("Peer workers"), gettext("Coordinators"))
        return [_with(name, cell) for name, cell in zip(names, cells, strict=True) if cell != NO]


def _with(who: str, cell: Any) -> str:
    return who if cell == YES else f"{who}: {cell}"


@dataclass(frozen=True, slots=True)
class Part:
    """Lines that belong together."""

    title: Any
    lines: tuple[Line, ...]


def _all(words: Any, *routes: str) -> Line:
    return Line(words, YES, YES, YES, routes)


def _own(words: Any, *routes: str) -> Line:
    return Line(words, OWN, OWN, OWN, routes)


def _coordinators(words: Any, *routes: str) -> Line:
    return Line(words, NO, NO, YES, routes)


def _not_workers(words: Any, *routes: str) -> Line:
    return Line(words, YES, NO, YES, routes)


TABLE: tuple[Part, ...] = (
    Part(
        _("Day by day"),
        (
            _all(
                _("See who is here, the week, the roster, and how to reach a peer worker"),
                *("home.today", "home.week", "rosters.index", "rosters.shift"),
            ),
            _all(
                _("See the house diary, add a line, change any line or take it off"),
                *("diary.index", "diary.ahead", "diary.earlier", "diary.day"),
                *("diary.change", "diary.change_all", "diary.take_off"),
            ),
            _all(_("See who belongs to the house"), "home.people", "home.person", "people.photo"),
            _all(
                _("See the house’s own lines of outside help, say that one doesn’t answer"),
                *("people.our_lines", "people.flag_line"),
            ),
            _own(_("Make and switch off a calendar link"), "feeds.index", "feeds.new", "feeds.off"),
        ),
    ),
    Part(
        _("What is private"),
        (
            _own(
                _("Check in; read, change, delete and share a check-in"),
                *("checkins.index", "checkins.earlier", "checkins.edit", "checkins.delete", "checkins.end_sharing"),
            ),
            Line(
                _("Read a check-in of somebody else, while they share it"),
                *(IF_SHARED, IF_SHARED, _("if chosen by name")),
                routes=("checkins.shared",),
            ),
            _own(_("See what I share, and stop it"), "people.shares", "people.stop_share", "people.stop_all_shares"),
            _own(_("See who looked at my things"), "people.my_looks"),
            _own(
                _("Say yes to something and take it back, put in a photo"),
                *("people.my_consents", "people.say_yes", "people.stop", "people.still_ok"),
                *("people.my_photo", "people.take_photo_away"),
            ),
            _own(
                _("Take my things along, delete what is mine alone"),
                *("home.my_things", "home.take_along", "home.delete_things", "home.what_remains"),
            ),
        ),
    ),
    Part(
        _("Chores"),
        (
            _all(
                _("Add a chore, say that one is needed, take a turn, say who did it, tick its steps"),
                *("chores.index", "chores.every", "chores.chore", "chores.new", "chores.needed", "chores.week"),
                *("chores.turn", "chores.take", "chores.mark_done", "chores.who_did", "chores.tick"),
            ),
            _own(
                _("Let a turn go, move it, leave the rest to others, undo"),
                *("chores.let_go", "chores.move", "chores.not_today", "chores.leave_rest", "chores.undo_done"),
            ),
            Line(
                _("Ask somebody to swap, answer when asked; say how I feel about chores, “not this one”"),
                *(OWN, NO, NO),
                routes=(
                    *("chores.ask_swap", "chores.accept_swap", "chores.not_this_time", "chores.withdraw_swap"),
                    *("chores.likes", "chores.pass_on"),
                ),
            ),
            Line(_("Say that something could use another go"), *(YES, NO, NO), routes=("chores.another_go",)),
            _all(
                _("Invite others to do something together, join in, say thanks"),
                *("chores.together", "chores.join_in", "chores.leave_together", "chores.call_off_together"),
                "chores.thanks",
            ),
            Line(
                _("See what the house shares of the chores"),
                *(_("and their own part"), YES, YES),
                routes=("chores.load",),
            ),
            Line(
                _("Draft a change of the chore list; say that the house decided so"),
                *(YES, _("draft"), YES),
                routes=("chores.change", "chores.draft", "chores.set_aside"),
            ),
            _all(_("Take the chore list out as a file"), "chores.list_as_csv"),
            Line(
                _("Step back for a while: not today, away, resting, a lighter share; be back"),
                *(OWN, NO, NO),
                routes=("people.stepping_back", "people.stepping_back_days", "people.back_again"),
            ),
            _not_workers(
                _("Put a chore away, bring it back, say in which order it goes round, take chores in from a sheet"),
                *("chores.put_away", "chores.bring_back", "chores.order", "chores.put_in"),
            ),
        ),
    ),
    Part(
        _("House meetings"),
        (
            _all(
                _("See meetings and agendas, bring something, send a thought ahead"),
                *("meetings.index", "meetings.earlier", "meetings.meeting", "meetings.send_thought"),
            ),
            _all(
                _("Change the order of an agenda, say what is finished, carry over what is not"),
                *("meetings.order", "meetings.move", "meetings.finished", "meetings.open_again"),
                "meetings.carry_over",
            ),
            _all(_("See who comes to a meeting and who does what"), "meetings.roles"),
            _own(
                _("Say whether I come, change or take away a thought of mine"),
                *("meetings.say", "meetings.change_thought", "meetings.take_thought_away"),
            ),
            _own(
                _("Say yes or “not this time” when asked for a role, give it back"),
                *("meetings.accept_role", "meetings.not_this_time", "meetings.give_role_back"),
            ),
            Line(
                _("Ask somebody for a role, take one, say what I am happy to be asked for"),
                *(YES, NO, NO),
                routes=(
                    *("meetings.take_role", "meetings.ask_next", "meetings.ask_no_longer"),
                    "meetings.happy",
                ),
            ),
            _own(_("Take off the agenda what I brought with my name"), "meetings.take_off"),
            Line(
                _("Read the record of a meeting, say what would be right, take out what is private about me"),
                *(_("from their own stay on"), YES, YES),
                routes=(
                    *("meetings.record", "meetings.record_as_text", "meetings.correct_record"),
                    "meetings.take_out_of_record",
                ),
            ),
            Line(
                _("Write the record, open it for comments, accept it, answer corrections"),
                *(YES, _("if asked to host or take notes"), _("if asked to host or take notes")),
                routes=(
                    *("meetings.write_record", "meetings.put_text_in", "meetings.open_record"),
                    *("meetings.accept_record", "meetings.take_correction_up", "meetings.correction_not_taken"),
                ),
            ),
            _all(
                _("Propose something, say what I think of a proposal, read the decision book"),
                *("meetings.proposals", "meetings.proposal", "meetings.new_proposal"),
                *("meetings.decisions", "meetings.decision", "meetings.printed_decisions"),
            ),
            _own(
                _("Change my draft, take back what I said to a proposal"), "meetings.change_draft", "meetings.take_back"
            ),
            Line(
                _("Take a proposal on to its next stage, close a round, look at a decision again"),
                *(YES, OWN, OWN),
                routes=(
                    *("meetings.step", "meetings.leave_table", "meetings.rework", "meetings.close_round"),
                    "meetings.look_again",
                ),
            ),
            _all(
                _("See what people offered to do, offer something, take what is up for grabs"),
                *("meetings.actions", "meetings.open_actions", "meetings.done_actions", "meetings.action"),
                *("meetings.offer_action", "meetings.take_action"),
            ),
            _own(
                _("Say what becomes of what I offered: yes or not me, under way, done, passed on, let go"),
                *("meetings.yes_i_offered", "meetings.not_me", "meetings.start_action", "meetings.action_is_done"),
                *("meetings.undo_action", "meetings.pass_action_on", "meetings.keep_action", "meetings.let_action_go"),
                "meetings.change_action",
            ),
            _all(
                _("See what the house asked, and what happened"),
                *("meetings.asks", "meetings.open_asks", "meetings.closed_asks", "meetings.ask"),
            ),
            Line(
                _("Ask something for the house, raise it further, close it"),
                *(YES, NO, NO),
                routes=("meetings.raise_ask", "meetings.raise_ask_further", "meetings.close_ask"),
            ),
            _coordinators(_("Say that an ask was read, answer it"), "meetings.ask_is_seen", "meetings.answer_ask"),
            _not_workers(_("Write whom to turn to beyond the coordinators"), "meetings.way_beyond"),
            _not_workers(
                _("Plan the meetings, change or move them, call one off, take a day out of the plan, put it back"),
                *("meetings.plan", "meetings.new", "meetings.change", "meetings.change_from_here"),
                *("meetings.call_off", "meetings.put_back_on", "meetings.take_away", "meetings.put_back"),
            ),
        ),
    ),
    Part(
        _("The roster"),
        (
            _coordinators(
                _("Add a shift, call it off, find somebody for it, note the yes of somebody without an account"),
                *("rosters.new_shift", "rosters.call_off", "rosters.give", "rosters.they_said_yes"),
            ),
            Line(
                _("Say yes to a shift, write how people reach me"),
                *(NO, OWN, NO),
                routes=("rosters.confirm", "rosters.me"),
            ),
        ),
    ),
    Part(
        _("People"),
        (
            _own(
                _("Change my name, my password, my passkeys, end my devices"),
                *("people.my_name", "people.my_password", "people.my_passkeys", "people.new_passkey"),
                *("people.take_passkey_away", "people.my_devices", "people.end_device", "people.end_all_devices"),
            ),
            _coordinators(
                _("Invite a resident or a peer worker, take an invite back"),
                *("people.invite", "people.withdraw"),
            ),
            _coordinators(
                _("Print a re-entry card for somebody standing there, sign them out where a phone is lost"),
                *("people.card", "people.end_sign_ins"),
            ),
            _own(
                _("Say that a re-entry card was used by me, or was not"),
                *("people.card_was_me", "people.card_was_not_me"),
            ),
            _coordinators(
                _("Add somebody who has no account, and invite them to sign in later"),
                *("people.add", "people.invite_to_sign_in"),
            ),
            _coordinators(
                _("Note that somebody moves on, or stays after all (never a coordinator)"),
                *("people.moving_on", "people.stays"),
            ),
        ),
    ),
    Part(
        _("How the house is run"),
        (
            _all(
                _("See the coordinators, how this house does things, who may do what, and what was changed"),
                *("people.coordinating", "people.house_settings", "people.who_may", "people.changes"),
            ),
            _coordinators(
                _("Ask that somebody becomes a coordinator or stops; agree to what another one asked"),
                *("people.ask_to_make", "people.ask_to_end", "people.agree"),
            ),
            _own(
                _("Take back what I asked about a coordinator; say that I would rather not be one"),
                "people.take_back_ask",
            ),
            _coordinators(_("Write down what the house decided to do its own way"), "people.house_setting"),
            _coordinators(
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
