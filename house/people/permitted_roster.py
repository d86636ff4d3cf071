"""Who may do what about the roster: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import NO, OWN, Line, Part, coordinators

ROSTER = Part(
    _("The roster"),
    (
        coordinators(
            _("Add a shift, change it, call it off, find somebody for it, note the yes of somebody without an account"),
            *("rosters.new_shift", "rosters.change", "rosters.call_off", "rosters.give", "rosters.they_said_yes"),
        ),
        coordinators(
            _("Draft the roster, see what the checks find of everybody, publish it, keep pattern weeks"),
            *("rosters.draft_periods", "rosters.draft_period", "rosters.publish_period"),
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
                *("rosters.time_off", "rosters.take_time_off_away"),
            ),
        ),
    ),
)
