"""Who may do what about chores: its part of the table of permissions."""

from flask_babel import lazy_gettext as _

from house.people.permission_lines import NO, OWN, YES, Line, Part, everybody, not_workers, own

CHORES = Part(
    _("Chores"),
    (
        everybody(
            _("Add a chore, say that one is needed, take a turn, say who did it, tick its steps"),
            *("chores.index", "chores.every", "chores.chore", "chores.new", "chores.needed", "chores.week"),
            *("chores.turn", "chores.take", "chores.mark_done", "chores.who_did", "chores.tick"),
        ),
        own(
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
        everybody(
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
        everybody(_("Take the chore list out as a file"), "chores.list_as_csv"),
        Line(
            _("Step back for a while: not today, away, resting, a lighter share; be back"),
            *(OWN, NO, NO),
            routes=("people.stepping_back", "people.stepping_back_days", "people.back_again"),
        ),
        not_workers(
            _("Put a chore away, bring it back, say in which order it goes round, take chores in from a sheet"),
            *("chores.put_away", "chores.bring_back", "chores.order", "chores.put_in"),
        ),
    ),
)
