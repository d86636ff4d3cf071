"""The pages that put a record right: what it should say instead, and private words that are taken out."""

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than what is written of its types

from house import clock
from house.guard import members
from house.meetings import recording, taking_out
from house.meetings.blueprint import bp
from house.meetings.holding import hold_correction, hold_record
from house.meetings.models import Meeting
from house.meetings.record_access import may_read, may_write
from house.meetings.record_forms import CorrectForm, NotTakenForm, TakeOutForm
from house.meetings.record_models import Record, RecordStatus
from house.meetings.record_words import title_words
from house.meetings.recording import EnoughCorrections, SettledAlready
from house.meetings.taking_out import ChangedMeanwhile
from house.viewer import get_viewer
from house.web import form_page


@bp.route("/<id:meeting_id>/record/correct", methods=["GET", "POST"])
@members
def correct_record(meeting_id: int) -> ResponseReturnValue:
    """Say what the record should say instead."""
    meeting, found = hold_record(meeting_id, may_read)
    form, ok = CorrectForm.sent()
    if not ok:
        return _correct_page(meeting, found, form)
    try:
        recording.suggest(found, get_viewer().person_id, form.text.data, clock.now())
    except EnoughCorrections:
        form.form_errors.append(_("This record has as many corrections as it holds. You can bring yours to a meeting."))
        return _correct_page(meeting, found, form)
    flash(_("It stands with the record now, and waits for an answer."))
    return redirect(url_for(".record", meeting_id=meeting.id), 303)


def _correct_page(meeting: Meeting, found: Record, form: CorrectForm) -> ResponseReturnValue:
    is_accepted = found.status is RecordStatus.accepted
    return form_page(
        "meetings/record_correct.html", form, meeting=meeting, title=title_words(meeting), is_accepted=is_accepted
    )


@bp.post("/record/corrections/<id:correction_id>/take-up")
@members
def take_correction_up(correction_id: int) -> ResponseReturnValue:
    """A correction is included, or noted where the record is accepted."""
    meeting, found, correction = hold_correction(correction_id, may_write)
    is_accepted = found.status is RecordStatus.accepted
    try:
        recording.take_up(found, correction, get_viewer().person_id, clock.now())
        flash(
            _("It is noted beside the record. The words of before stay.")
            if is_accepted
            else _("It counts as included. Change the words of the record too.")
        )
    except SettledAlready:
        flash(_("Somebody answered it already."))
        return redirect(url_for(".record", meeting_id=meeting.id), 303)
    return redirect(url_for(".record" if is_accepted else ".write_record", meeting_id=meeting.id), 303)


@bp.route("/record/corrections/<id:correction_id>/not-taken", methods=["GET", "POST"])
@members
def correction_not_taken(correction_id: int) -> ResponseReturnValue:
    """A correction is not taken, with a reason."""
    meeting, _found, correction = hold_correction(correction_id, may_write)
    form, ok = NotTakenForm.sent()
    if not ok:
        return form_page("meetings/record_not_taken.html", form, meeting=meeting, text=correction.text)
    try:
        recording.do_not_take(correction, form.reason.data, get_viewer().person_id, clock.now())
        flash(_("It is answered. Your reason stands with it."))
    except SettledAlready:
        flash(_("Somebody answered it already."))
    return redirect(url_for(".record", meeting_id=meeting.id), 303)


@bp.route("/<id:meeting_id>/record/take-out", methods=["GET", "POST"])
@members
def take_out_of_record(meeting_id: int) -> ResponseReturnValue:
    """Take private words about oneself out of a record; nobody is told who asked."""
    meeting, found = hold_record(meeting_id, may_read)
    sentences = taking_out.all_sentences(found)
    form = TakeOutForm.from_request()
    form.chosen.choices = [SelectChoice(each, each) for each in sentences]
    if request.method == "GET" or not form.validate():
        return form_page(
            "meetings/record_take_out.html",
            form,
            meeting=meeting,
            title=title_words(meeting),
            has_words=bool(sentences),
        )
    try:
        taking_out.take_out(found, form.chosen.data or [], clock.now())
        flash(_("It is gone from the record. Nobody is told who asked."))
    except ChangedMeanwhile:
        flash(_("The words are others by now. Choose once more."))
        return redirect(url_for(".take_out_of_record", meeting_id=meeting.id), 303)
    return redirect(url_for(".record", meeting_id=meeting.id), 303)
