"""The page of one proposal: where it is, what was said, and a form to say something, at a meeting aloud too."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import members
from house.meetings import agreeing, aloud, deciding_reading, deciding_words, proposing
from house.meetings.access import is_going_on
from house.meetings.aloud import InTheRound
from house.meetings.blueprint import bp
from house.meetings.consent import ANSWERED, EXITS, NEXT, OVER, ROUND_WORDS, Stage, Word
from house.meetings.deciding import Proposal
from house.meetings.deciding_access import may_change_draft, may_lead, may_see
from house.meetings.deciding_forms import ME, WORD_HINTS, WORDS, say_form
from house.meetings.models import Meeting
from house.meetings.proposing import AnsweredAlready, MovedOn, NeedsGround, NeedsReason
from house.people.holding import hold_house
from house.people.settings import settled
from house.viewer import Viewer, get_viewer
from house.web import fetch, form_page
from house.when.words import stamp_words


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
        form.form_errors.append(why_not(reason))
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


def why_not(reason: Exception) -> str:
    """What stands in the way of saying something, in words."""
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
