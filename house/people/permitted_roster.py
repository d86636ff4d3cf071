"""Who may do what about the roster: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import IF_SHARED, NO, OWN, YES, Line, Part, coordinators, everybody, own

ROSTER = Part(
    _("The roster"),
    (
        coordinators(
            _("Add a shift, change it, call it off, find somebody for it, note the yes of somebody without an account"),
            *("rosters.new_shift", "rosters.change", "rosters.call_off", "rosters.give", "rosters.they_said_yes"),
            "rosters.ask_around",
        ),
        coordinators(
            _("Draft the roster, see what the checks find of everybody, publish it, keep pattern weeks"),
            *("rosters.draft_periods", "rosters.draft_period", "rosters.publish_period"),
            *("rosters.sheet_of_period", "rosters.put_in_sheet", "rosters.period_changes"),
            *("rosters.pattern", "rosters.keep_pattern", "rosters.take_pattern_week_away"),
        ),
        coordinators(
            _("Note agreements and terms of workers, choose the figures the roster is held to"),
            *("rosters.agreements", "rosters.end_agreement", "rosters.worker_terms"),
            *("rosters.figures", "rosters.figure"),
        ),
        Line(
            _("Say yes to a shift, see what the checks find of my shifts, say when I can’t, write how people reach me"),
            *(NO, OWN, NO),
            routes=(
                *("rosters.confirm", "rosters.mine", "rosters.me"),
                *("rosters.time_off", "rosters.take_time_off_away", "rosters.wishes"),
            ),
        ),
        Line(_("Say that I have seen how a shift of mine changed"), *(NO, OWN, NO), routes=("rosters.changes_seen",)),
        Line(
            _("Say that I can’t make it, take an open shift, say “not this time”"),
            *(NO, OWN, NO),
            routes=("rosters.cant_make_it", "rosters.take", "rosters.not_this_time"),
        ),
        Line(
            _("Note that I was called in the night, without anybody’s name"),
            *(NO, OWN, NO),
            routes=("rosters.was_called", "rosters.take_call_away"),
        ),
        Line(
            _("Ask somebody to swap a shift, say yes to it"),
            *(NO, OWN, NO),
            routes=("rosters.ask_swap", "rosters.agree_to_swap"),
        ),
        Line(_("See a swap of shifts, let it go"), *(NO, OWN, YES), routes=("rosters.swap", "rosters.let_swap_go")),
        coordinators(_("Say yes to a swap in which the checks find something"), "rosters.swaps", "rosters.allow_swap"),
        Line(
            _("Leave a line about the house for the next shift, read those that were left"),
            *(NO, YES, YES),
            routes=("rosters.handover",),
        ),
        Line(
            _("Read what a resident asked to pass on, on shift; mark it as read"),
            *(NO, IF_SHARED, NO),
            routes=("rosters.handover_seen",),
        ),
        Line(_("Ask to pass something on to the shift"), *(OWN, NO, NO), routes=("rosters.my_pass_on",)),
        own(_("Take away a line I asked for, or wrote about the house"), "rosters.take_line_away"),
        everybody(
            _("Say that a worker is not here yet, or is here after all"),
            *("rosters.not_here_yet", "rosters.here_after_all"),
        ),
    ),
)
