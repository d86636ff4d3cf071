"""The pages of proposals: put one to the house, talk about it, go round, agree or let it go."""

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.meetings import agreeing, aloud, deciding_reading, deciding_words, proposing
from house.meetings.access import may_see_item
from house.meetings.agreeing import NotAgreed
from house.meetings.ask_acts import AskWords, raise_ask
from house.meetings.blueprint import bp
from house.meetings.consent import Stage, Word
from house.meetings.deciding import Proposal, Response
from house.meetings.deciding_access import may_change_draft, may_confirm, may_lead, may_take_back
from house.meetings.deciding_forms import ProposalForm, ReworkForm, none_named
from house.meetings.holding import hold_item
from house.meetings.models import AgendaItem
from house.meetings.proposal_page import why_not
from house.meetings.proposing import MovedOn
from house.people.holding import hold_house
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, find, form_page

LATELY = 10


@bp.get("/proposals")
@members
def proposals() -> ResponseReturnValue:
    """What the house is talking about, and what left the table lately."""
    viewer = get_viewer()
    return render_template(
        "meetings/proposals.html",
        open=[(each, deciding_words.stage_words(each.stage)) for each in deciding_reading.on_the_table(viewer)],
        gone=[
            (each, deciding_words.stage_words(each.stage)) for each in deciding_reading.off_the_table(viewer, LATELY)
        ],
    )


@bp.route("/proposals/new", methods=["GET", "POST"])
@members
def new_proposal() -> ResponseReturnValue:
    """Write a proposal; it is a draft until one shares it."""
    viewer, now = get_viewer(), clock.now()
    item = _asked_item(viewer)
    form, ok = ProposalForm.sent(changes_number=request.args.get("changes", type=int), title=item.title if item else "")
    if not ok or not _names_one(form, viewer):
        return _draft_page(form, None)
    made = proposing.propose(viewer.house_id, viewer.person_id, form.words(), now, item)
    flash(_("Kept as a draft. Nobody else sees it until you share it."))
    return redirect(url_for(".proposal", proposal_id=made.id), 303)


def _asked_item(viewer: Viewer) -> AgendaItem | None:
    """The thing on an agenda that it comes from; its meeting is held before it, as everywhere."""
    item_id = asked_id("item") or 0
    if request.method == "GET":
        return find(AgendaItem, item_id, viewer.house_id)
    own = sa.select(AgendaItem.id).where(AgendaItem.id == item_id, AgendaItem.house_id == viewer.house_id)
    return hold_item(item_id, may_see_item)[1] if db.session.scalar(own) else None


@bp.route("/proposals/<id:proposal_id>/draft", methods=["GET", "POST"])
@members
def change_draft(proposal_id: int) -> ResponseReturnValue:
    """Change my draft."""
    draft = fetch(Proposal, proposal_id, may_change_draft)
    form, ok = ProposalForm.sent(obj=draft)
    if not ok or not _names_one(form, get_viewer()):
        return _draft_page(form, draft.id)
    proposing.change_draft(draft, form.words(), clock.now())
    flash(_("Kept."))
    return redirect(url_for(".proposal", proposal_id=draft.id), 303)


def _draft_page(form: ProposalForm, draft_id: int | None) -> ResponseReturnValue:
    more = (form.topic_words, form.is_trial, form.changes_number, form.is_ending)
    return form_page("meetings/new_proposal.html", form, draft=draft_id, opens=any(f.data or f.errors for f in more))


def _names_one(form: ProposalForm, viewer: Viewer) -> bool:
    number = form.changes_number.data
    if number is None or deciding_reading.has_decision(viewer.house_id, number):
        return True
    none_named(form, number)
    return False


@bp.post("/proposals/<id:proposal_id>/step")
@members
def step(proposal_id: int) -> ResponseReturnValue:
    """Go on to the next stage."""
    found = fetch(Proposal, proposal_id, may_lead)
    try:
        proposing.step(found, _stage_sent(), get_viewer().person_id, clock.now())
    except MovedOn:
        flash(_("Somebody was a moment before you. This is where it is now."))
    return redirect(url_for(".proposal", proposal_id=found.id), 303)


def _stage_sent() -> Stage:
    try:
        return Stage(request.form.get("to", ""))
    except ValueError:
        return Stage.draft  # no step leads there


@bp.post("/proposals/<id:proposal_id>/leave")
@members
def leave_table(proposal_id: int) -> ResponseReturnValue:
    """Set it aside, withdraw it, or send it on because it is not the house's to decide."""
    viewer, found, how = get_viewer(), fetch(Proposal, proposal_id, may_lead), _stage_sent()
    if how is Stage.withdrawn and found.proposer_id != viewer.person_id:
        abort(404)
    if how is Stage.sent_on and not viewer.is_resident:
        abort(404)
    try:
        proposing.leave_table(found, how, viewer.person_id, clock.now())
    except MovedOn:
        flash(_("It is off the table already."))
        return redirect(url_for(".proposals"), 303)
    if how is Stage.sent_on:
        return _asked(found, viewer)
    flash(_("It is off the table. It can be found under “Off the table lately”."))
    return redirect(url_for(".proposals"), 303)


def _asked(found: Proposal, viewer: Viewer) -> ResponseReturnValue:
    """What is not the house's to decide is asked of those whose it is (FIELD 1.1.4)."""
    words = AskWords(to_whom=_("The organisation"), text=found.text)
    ask = raise_ask(viewer.house_id, viewer.person_id, words, clock.now(), proposal_id=found.id)
    flash(_("It is asked. What happens with it stands here."))
    return redirect(url_for(".ask", ask_id=ask.id), 303)


@bp.route("/proposals/<id:proposal_id>/rework", methods=["GET", "POST"])
@members
def rework(proposal_id: int) -> ResponseReturnValue:
    """Write a new version that takes up an objection."""
    found = fetch(Proposal, proposal_id, may_lead)
    form, ok = ReworkForm.sent(text=found.text)
    if ok:
        try:
            proposing.rework(found, form.text.data, form.what_changed.data, get_viewer().person_id, clock.now())
            flash(_("That is the new version. Read it together, then begin the round."))
            return redirect(url_for(".proposal", proposal_id=found.id), 303)
        except MovedOn:
            form.form_errors.append(why_not(MovedOn()))
    objections = [each for each in deciding_reading.said_to(get_viewer(), found.id) if each.word is Word.objection]
    return form_page("meetings/rework.html", form, proposal=found, objections=objections)


@bp.post("/proposals/<id:proposal_id>/close")
@members
def close_round(proposal_id: int) -> ResponseReturnValue:
    """Everyone was heard: it is a decision."""
    viewer = get_viewer()
    hold_house(viewer.house_id)  # before the proposal, as everywhere, so that no two wait for each other
    found = fetch(Proposal, proposal_id, may_lead)
    try:
        decision = agreeing.close_round(found, viewer.person_id, clock.now())
        flash(_("Agreed. It is number %(number)d in the decision book.", number=decision.number))
        return redirect(url_for(".decision", decision_id=decision.id), 303)
    except NotAgreed as refused:
        flash(deciding_words.not_agreed_words(refused))
    except MovedOn:
        flash(_("Somebody was a moment before you. This is where it is now."))
    return redirect(url_for(".proposal", proposal_id=found.id), 303)


@bp.post("/responses/<id:response_id>/is-right")
@members
def is_right(response_id: int) -> ResponseReturnValue:
    """What was typed for me is what I said."""
    said = fetch(Response, response_id, may_confirm)
    aloud.confirm(said, clock.now())
    flash(_("Thanks. It stands as you said it."))
    return redirect(url_for(".proposal", proposal_id=said.proposal_id), 303)


@bp.post("/responses/<id:response_id>/take-back")
@members
def take_back(response_id: int) -> ResponseReturnValue:
    """Take back what I said."""
    said = fetch(Response, response_id, may_take_back)
    try:
        proposing.take_back(said, get_viewer().person_id, clock.now())
        flash(_("It is taken back."))
    except MovedOn:
        flash(_("That round is over, so it stays with it."))
    return redirect(url_for(".proposal", proposal_id=said.proposal_id), 303)
