"""The pages of the decision book: found, read, printed, objected to in its time, looked at again."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.forms import clean_line
from house.guard import members
from house.meetings import agreeing, book, deciding_reading, deciding_words
from house.meetings.agreeing import months_on
from house.meetings.blueprint import bp
from house.meetings.consent import Standing, Word
from house.meetings.deciding import Decision
from house.meetings.deciding_access import may_read, may_renew
from house.meetings.deciding_forms import RenewForm, say_form
from house.meetings.proposing import MovedOn, NeedsGround, NeedsReason, Said
from house.people.settings import settled
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, form_page
from house.when.span import to_local
from house.when.words import day_words

PAGE = 20
MOST_FOUND = 50
HOLDS = (Standing.in_effect, Standing.due, Standing.provisional, Standing.reopened)


@bp.get("/decisions")
@members
def decisions() -> ResponseReturnValue:
    """The book: what is due for a look first, then the newest; or what was asked for, by its words or its number."""
    viewer, now = get_viewer(), clock.now()
    today = to_local(now, viewer.zone).date()
    numbered = deciding_reading.decision_numbered(viewer.house_id, asked_id("number"))
    if numbered:
        return redirect(url_for(".decision", decision_id=numbered))
    words = clean_line(request.args.get("q"))[:200]
    if words:
        found = book.find_words(viewer.house_id, words, now, today, MOST_FOUND)
        return render_template("meetings/decisions.html", words=words, rows=_rows(found), due=[], has_more=False)
    before = asked_id("before")
    rows = book.decisions(viewer.house_id, now, today, most=PAGE + 1, before=before)
    due = [] if before else book.decisions(viewer.house_id, now, today, book.due_for_a_look(today), most=PAGE)
    return render_template(
        "meetings/decisions.html",
        words="",
        rows=_rows(rows[:PAGE]),
        due=_rows([each for each in due if each.standing is Standing.due]),
        has_more=len(rows) > PAGE,
    )


def _rows(lines: list[book.DecisionLine]) -> list[tuple[book.DecisionLine, str]]:
    return [(each, deciding_words.standing_tag(each.standing)) for each in lines]


@bp.get("/decisions/print")
@members
def printed_decisions() -> ResponseReturnValue:
    """Every decision that holds, in exact words, to be printed."""
    viewer, now = get_viewer(), clock.now()
    today = to_local(now, viewer.zone).date()
    lines = [each for each in book.decisions(viewer.house_id, now, today) if each.standing in HOLDS]
    return render_template(
        "meetings/printed_decisions.html",
        house=viewer.house_name,
        day=day_words(today, today),
        rows=[(each, deciding_words.standing_words(each, now, viewer.zone)) for each in reversed(lines)],
    )


@bp.route("/decisions/<id:decision_id>", methods=["GET", "POST"])
@members
def decision(decision_id: int) -> ResponseReturnValue:
    """One decision in exact words, how it stands, and while it is provisional a form to object."""
    viewer, now = get_viewer(), clock.now()
    found = fetch(Decision, decision_id, may_read)
    decides = agreeing.decides(viewer.roles, settled(viewer.house_id))
    form, ok = say_form((Word.objection,), decides).sent(word=Word.objection.value)
    if not ok:
        return _page(found, form, viewer)
    said: Said = form.said()
    try:
        agreeing.object_to(found, viewer.person_id, said, decides, now)
        flash(_("Your objection is kept. The decision is open again."))
        return redirect(url_for(".proposal", proposal_id=found.proposal_id), 303)
    except NeedsGround:
        form["ground"].errors = [_("Choose on what your objection rests.")]
    except NeedsReason:
        form["words"].errors = [_("Write your reason, so that it can be taken up.")]
    except MovedOn:
        form.form_errors.append(_("Its time for objections is over. You can propose a change to it."))
    return _page(found, form, viewer)


def _page(found: Decision, form: object, viewer: Viewer) -> ResponseReturnValue:
    now = clock.now()
    today = to_local(now, viewer.zone).date()
    lines = book.decisions(viewer.house_id, now, today, _near(found))
    line = next(each for each in lines if each.id == found.id)
    return form_page(
        "meetings/decision.html",
        form,
        line=line,
        how=deciding_words.standing_tag(line.standing),
        standing=deciding_words.standing_words(line, now, viewer.zone),
        reached=deciding_words.reached_words(line),
        decided=day_words(to_local(line.decided_at, viewer.zone).date(), today),
        before=[each for each in lines if each.id == line.supersedes_id],
        after=[each for each in lines if each.supersedes_id == line.id],
        concerns=_concerns(viewer, line),
        changes=[each for each in deciding_reading.versions_of(line.proposal_id) if 1 < each.version <= line.version],
        may_object=now < line.provisional_until and line.standing in (Standing.provisional, Standing.reopened),
        may_renew=viewer.is_resident and line.standing in (Standing.due, Standing.in_effect),
        is_due=line.standing is Standing.due,
    )


def _near(found: Decision) -> object:
    return (Decision.id == found.id) | (Decision.id == found.supersedes_id) | (Decision.supersedes_id == found.id)


def _concerns(viewer: Viewer, line: book.DecisionLine) -> list[str]:
    """Concerns and objections that were heard on the way, without names."""
    said = deciding_reading.said_to(viewer, line.proposal_id)
    heard = [each for each in said if each.word in (Word.concern, Word.objection) and each.version <= line.version]
    return [each.words for each in heard]


@bp.route("/decisions/<id:decision_id>/look", methods=["GET", "POST"])
@members
def look_again(decision_id: int) -> ResponseReturnValue:
    """The house had a look: the decision stays, until the next one."""
    viewer, now = get_viewer(), clock.now()
    found = fetch(Decision, decision_id, may_renew)
    today = to_local(now, viewer.zone).date()
    form, ok = RenewForm.sent(review_on=months_on(today, agreeing.OTHER_MONTHS))
    if ok and form.review_on.data <= today:
        form.review_on.errors = [_("Choose a day that is still to come.")]
    elif ok and form.review_on.data > months_on(today, 60):
        form.review_on.errors = [_("Choose a day within five years.")]
    elif ok:
        agreeing.renew(found, form.review_on.data, viewer.person_id, now)
        flash(_("It stays. The book says when the next look is."))
        return redirect(url_for(".decision", decision_id=found.id), 303)
    return form_page("meetings/look_again.html", form, decision=found)
