"""Who may do what about house meetings: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import NO, OWN, YES, Line, Part, coordinators, everybody, not_workers, own

MEETINGS = Part(
    _("House meetings"),
    (
        everybody(
            _("See meetings and agendas, bring something, send a thought ahead"),
            *("meetings.index", "meetings.earlier", "meetings.meeting", "meetings.send_thought"),
            *("meetings.put_suggested_on", "meetings.let_suggested_go"),
        ),
        everybody(
            _("Change the order of an agenda, say what is finished, carry over what is not"),
            *("meetings.order", "meetings.move", "meetings.finished", "meetings.open_again"),
            "meetings.carry_over",
        ),
        everybody(
            _("See where a meeting is, part by part; see who comes to it and who does what"),
            *("meetings.run", "meetings.roles"),
        ),
        Line(
            _("Begin a meeting, go on part by part, write down who is there, take something out, end it"),
            *(YES, _("if asked to host"), _("if asked to host")),
            routes=(
                *(
                    "meetings.begin",
                    "meetings.go_on",
                    "meetings.who_is_here",
                    "meetings.end",
                    "meetings.go_on_after_all",
                ),
                *("meetings.take_elsewhere", "meetings.take_back_in"),
            ),
        ),
        own(
            _("Say whether I come, change or take away a thought of mine"),
            *("meetings.say", "meetings.change_thought", "meetings.take_thought_away"),
        ),
        own(
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
        own(_("Take off the agenda what I brought with my name"), "meetings.take_off"),
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
        everybody(
            _("Propose something, say what I think of a proposal, read the decision book"),
            *("meetings.proposals", "meetings.proposal", "meetings.new_proposal"),
            *("meetings.decisions", "meetings.decision", "meetings.printed_decisions"),
        ),
        own(
            _("Change my draft; take back what I said to a proposal, or say that what was typed for me is right"),
            *("meetings.change_draft", "meetings.take_back", "meetings.is_right"),
        ),
        Line(
            _("Take a proposal on to its next stage, close a round, look at a decision again"),
            *(YES, OWN, OWN),
            routes=(
                *("meetings.step", "meetings.leave_table", "meetings.rework", "meetings.close_round"),
                "meetings.look_again",
            ),
        ),
        everybody(
            _("See what people offered to do, offer something, take what is up for grabs"),
            *("meetings.actions", "meetings.open_actions", "meetings.done_actions", "meetings.action"),
            *("meetings.offer_action", "meetings.take_action"),
        ),
        own(
            _("Say what becomes of what I offered: yes or not me, under way, done, passed on, let go"),
            *("meetings.yes_i_offered", "meetings.not_me", "meetings.start_action", "meetings.action_is_done"),
            *("meetings.undo_action", "meetings.pass_action_on", "meetings.keep_action", "meetings.let_action_go"),
            "meetings.change_action",
        ),
        everybody(
            _("See what the house asked, and what happened"),
            *("meetings.asks", "meetings.open_asks", "meetings.closed_asks", "meetings.ask"),
        ),
        Line(
            _("Ask something for the house, raise it further, close it"),
            *(YES, NO, NO),
            routes=("meetings.raise_ask", "meetings.raise_ask_further", "meetings.close_ask"),
        ),
        coordinators(_("Say that an ask was read, answer it"), "meetings.ask_is_seen", "meetings.answer_ask"),
        not_workers(_("Write whom to turn to beyond the coordinators"), "meetings.way_beyond"),
        not_workers(
            _("Plan the meetings, change or move them, call one off, take a day out of the plan, put it back"),
            *("meetings.plan", "meetings.new", "meetings.change", "meetings.change_from_here"),
            *("meetings.call_off", "meetings.put_back_on", "meetings.take_away", "meetings.put_back"),
        ),
    ),
)
