"""The pages of proposals: put one to the house, talk about it, go round, agree or let it go."""

from typing import Any

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.meetings import agreeing, aloud, deciding_reading, deciding_words, proposing
from house.meetings.access import is_going_on, may_see_item
from house.meetings.agreeing import NotAgreed
from house.meetings.aloud import InTheRound
from house.meetings.ask_acts import AskWords, raise_ask
from house.meetings.blueprint import bp
from house.meetings.consent import ANSWERED, EXITS, NEXT, OVER, ROUND_WORDS, Stage, Word
from house.meetings.deciding import Proposal, Response
from house.meetings.deciding_access import may_change_draft, may_confirm, may_lead, may_see, may_take_back
from house.meetings.deciding_forms import ME, WORD_HINTS, WORDS, ProposalForm, ReworkForm, none_named, say_form
from house.meetings.holding import hold_item
from house.meetings.models import AgendaItem, Meeting
from house.meetings.proposing import AnsweredAlready, MovedOn, NeedsGround, NeedsReason
from house.people.holding import hold_house
from house.people.settings import settled
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, find, form_page
from house.when.words import stamp_words

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


@bp.route("/proposals/<id:proposal_id>", methods=["GET", "POST"])
@members
def proposal(proposal_id: int) -> ResponseReturnValue:
    """One proposal: where it is, what was said, and a form to say something."""
    viewer, now = get_viewer(), clock.now()
    if request.method == "POST":
        hold_house(viewer.house_id)  # before the proposal and its meeting, as everywhere
    found = fetch(Proposal, proposal_id, may_see)
    meeting = _going_on(found)
    there = aloud.in_the_round(found, meeting, now)
    decides = agreeing.decides(viewer.roles, settled(viewer.house_id))
    form, ok = say_form(_offered(found), decides, _can_speak(there, meeting, viewer), _is_heard(there, viewer)).sent()
    if not ok:
        if "who" in form and form.who.errors:
            form.choose_anew()
        return _page(found, form, viewer, meeting, there)
    try:
        if _speaks_for_another() and "who" not in form:
            raise aloud.NotThere
        if form.speaker_id:
            aloud.say_for(found, meeting, form.speaker_id, form.said(), viewer.person_id, now)
        else:
            proposing.say(found, viewer.person_id, form.said(), decides, now)
    except (MovedOn, AnsweredAlready, NeedsReason, NeedsGround, aloud.NotThere) as reason:
        form.form_errors.append(_why_not(reason))
        if isinstance(reason, aloud.NotThere):
            form.choose_anew()
        return _page(found, form, viewer, meeting, there)
    flash(_("It is kept with the proposal."))
    return redirect(url_for(".proposal", proposal_id=found.id), 303)


def _speaks_for_another() -> bool:
    """Whether the form was about somebody else: their words never become the sender's own."""
    return request.form.get("who", ME) != ME


def _can_speak(there: list[InTheRound], meeting: Meeting | None, viewer: Viewer) -> list[tuple[int, str]]:
    """Who of those at the meeting was not heard yet, for a housemate to type what they say aloud."""
    if meeting is None or not viewer.is_resident:
        return []
    return [(each.person_id, each.name) for each in there if not each.is_heard and each.person_id != viewer.person_id]


def _is_heard(there: list[InTheRound], viewer: Viewer) -> bool:
    return any(each.is_heard and each.person_id == viewer.person_id for each in there)


def _offered(found: Proposal) -> tuple[Word, ...]:
    return ROUND_WORDS if found.stage in ANSWERED else (Word.question, Word.reaction)


def _why_not(reason: Exception) -> str:
    if isinstance(reason, AnsweredAlready):
        return _("You have said something in this round already. Take that back first, then say it anew.")
    if isinstance(reason, NeedsGround):
        return _(
            "You don’t live here, so an objection of yours rests on the law, on safety, or on whose it is to decide."
        )
    if isinstance(reason, aloud.NotThere):
        return _("They are not written down as here, or the meeting has ended. They can say it here themselves.")
    if isinstance(reason, NeedsReason):
        return _("Write a sentence about why.")
    return _("The proposal is somewhere else by now. Read it again; your words are still here.")


def _page(
    found: Proposal, form: Any, viewer: Viewer, meeting: Meeting | None, there: list[InTheRound]
) -> ResponseReturnValue:
    said = deciding_reading.said_to(viewer, found.id)
    now_said = [each for each in said if each.version == found.version]
    leads, following = may_lead(viewer, found), NEXT.get(found.stage)
    return form_page(
        "meetings/proposal.html",
        form,
        proposal=found,
        by=deciding_reading.proposer(found),
        may_change=may_change_draft(viewer, found),
        is_mine=found.proposer_id == viewer.person_id,
        stage=deciding_words.stage_words(found.stage),
        now_words=deciding_words.now_words(found.stage),
        steps=_steps(found),
        word_names=WORDS,
        word_hints=WORD_HINTS,
        said=[(each, stamp_words(each.at, clock.now(), viewer.zone)) for each in now_said],
        is_heard=any(each.is_mine and each.word in ROUND_WORDS for each in now_said),
        earlier=_earlier(found, said),
        next=(following, deciding_words.next_words(following)) if leads and following else None,
        may_close=leads and found.stage is Stage.consent_round,
        may_rework=leads and found.stage is Stage.objection_raised,
        may_send_on=viewer.is_resident,
        may_leave=leads and found.stage not in OVER,
        may_say=found.stage not in OVER and found.stage is not Stage.draft,
        decision=deciding_reading.decision_of(found.id, viewer.house_id),
        meeting=meeting,
        heard=", ".join(each.name for each in there if each.is_heard),
        to_hear=", ".join(each.name for each in there if not each.is_heard),
        may_type="who" in form,
    )


def _going_on(found: Proposal) -> Meeting | None:
    """The meeting it is talked about in right now."""
    meeting = db.session.get(Meeting, found.meeting_id) if found.meeting_id else None
    return meeting if meeting and is_going_on(meeting, clock.now()) else None


def _steps(found: Proposal) -> list[tuple[str, bool, bool]]:
    """The way of a proposal: each step in words, whether it is done, and whether it is now."""
    if found.stage in EXITS or found.stage is Stage.draft:
        return []
    at = Stage.consent_round if found.stage in (*ANSWERED, Stage.reworked) else found.stage
    now_at = deciding_words.STEPS.index(at)
    return [
        (deciding_words.stage_words(each), number < now_at or at is Stage.agreed, number == now_at)
        for number, each in enumerate(deciding_words.STEPS)
    ]


def _earlier(found: Proposal, said: list[deciding_reading.ResponseLine]) -> list[dict[str, Any]]:
    """Every version before the one on the table, with what was said to it; and what changed to come to this one."""
    if found.version == 1:
        return []
    return [
        {
            "line": each,
            "is_now": each.version == found.version,
            "said": [it for it in said if it.version == each.version],
        }
        for each in deciding_reading.versions_of(found.id)
    ]


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
            form.form_errors.append(_why_not(MovedOn()))
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
