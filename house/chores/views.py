"""The pages of chores: the round, one chore, the form for a new one, and what can be done with a turn."""

from datetime import date

from flask import render_template, request
from flask.typing import ResponseReturnValue

from house import clock
from house.chores import (
    joining,
    list_pages,
    list_reading,
    people_pages,
    reading,
    sheet_pages,
    stepping_back,
    sticking,
    swap_pages,
    thanking,
    together_pages,
    turn_pages,
    turn_reading,
)
from house.chores.access import may_decide, may_put_away, may_see
from house.chores.blueprint import bp
from house.chores.drafts import open_drafts
from house.chores.kinds import Comes, Way
from house.chores.models import Chore
from house.chores.pool import pool_of
from house.chores.rounds import round_of
from house.chores.shared_load import shared_load
from house.chores.week_reading import day_names, round_table
from house.guard import members
from house.viewer import Viewer, get_viewer
from house.web import fetch

# Importing these adds their pages, and lets them listen.
__all__ = [
    "bp",
    "list_pages",
    "people_pages",
    "sheet_pages",
    "stepping_back",
    "swap_pages",
    "together_pages",
    "turn_pages",
]


@bp.get("")
@members
def index() -> ResponseReturnValue:
    """This round: what I have, what is up for grabs, what is done."""
    viewer, now = get_viewer(), clock.now()
    today = _today(viewer)
    mine = reading.my_turns(viewer, today)
    open_turns = reading.up_for_grabs(viewer, today)
    done = reading.done_in_round(viewer, today, now)
    return render_template(
        "chores/index.html",
        is_new_here=not reading.has_chores(viewer),
        mine=mine[: reading.AT_MOST],
        has_more=len(mine) > reading.AT_MOST,
        suggested=[turn for turn in open_turns if turn.is_suggested],
        open_turns=[turn for turn in open_turns if not turn.is_suggested],
        swaps=turn_reading.live_swaps(viewer, today) if viewer.is_resident else [],
        together=joining.coming(viewer, now),
        thanks=thanking.lately(viewer, now),
        stuck=sticking.stuck_chores(viewer.house_id),
        with_others=reading.with_others(viewer, today),
        just_done=[turn for turn in done if turn.may_undo],
        done=[turn for turn in done if not turn.may_undo],
    )


@bp.get("/all")
@members
def every() -> ResponseReturnValue:
    """The list of chores, and those that were put away."""
    viewer = get_viewer()
    return render_template(
        "chores/all.html",
        chores=list_reading.chore_list(viewer, is_active=True),
        put_away=list_reading.chore_list(viewer, is_active=False),
        drafts=open_drafts(viewer.house_id),
        may_decide=may_decide(viewer),
    )


@bp.get("/week")
@members
def week() -> ResponseReturnValue:
    """The round, day by day: this week's, or the next. It prints as a sheet for the fridge."""
    viewer = get_viewer()
    is_this_week = request.args.get("of") != "next"
    monday = round_of(_today(viewer))[0 if is_this_week else 1]
    rows = round_table(viewer, monday, _today(viewer))
    return render_template(
        "chores/week.html",
        rows=rows,
        days=day_names(monday),
        by_day={number for row in rows for number, cells in row.days.items() if cells},
        is_this_week=is_this_week,
    )


@bp.get("/load")
@members
def load() -> ResponseReturnValue:
    """What the house did together, without names, and my own part."""
    viewer = get_viewer()
    return render_template("chores/load.html", load=shared_load(viewer, _today(viewer)))


@bp.get("/<id:chore_id>")
@members
def chore(chore_id: int) -> ResponseReturnValue:
    """One chore: what it asks, and when it comes round next."""
    viewer = get_viewer()
    chore = fetch(Chore, chore_id, may_see)
    today = _today(viewer)
    return render_template(
        "chores/chore.html",
        chore=chore,
        facts=list_reading.chore_facts(chore),
        turns=reading.coming_turns(viewer, chore.id, today),
        is_by_need=chore.comes is Comes.when_needed,
        people=pool_of(chore.id) if chore.way is Way.in_order else [],
        may_put_away=may_put_away(viewer, chore),
    )


def _today(viewer: Viewer) -> date:
    return clock.today(viewer.zone)
