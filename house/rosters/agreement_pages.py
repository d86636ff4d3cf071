"""Pages of what workers and the house agree on: agreements, terms, and the figures of the house."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators
from house.people.models import Person
from house.rosters import agreeing
from house.rosters.agreement_forms import (
    AS_SHIPPED,
    HOUR,
    AgreementForm,
    FigureForm,
    RulesForm,
    TermsForm,
    day_in,
)
from house.rosters.blueprint import bp
from house.rosters.checking import PAY_DAYS, PAY_START, USUAL_PACK, get_rulebook
from house.rosters.finding_words import AGREEMENTS, CHECKS, COUNTED, SEVERITIES, figure_words
from house.rosters.findings import Check
from house.rosters.packs import GENERIC, Pack, Rulebook
from house.rosters.reading import workers_here
from house.rosters.terms_models import RosterRules, WorkAgreement, WorkerTerms
from house.rosters.worked import Basis, Stream
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch, form_page
from house.when.span import to_local
from house.when.words import short_date

MOST_SHOWN = 100


def may_keep_agreement(viewer: Viewer, _agreement: WorkAgreement) -> bool:
    """Coordinators keep the agreements."""
    return viewer.is_coordinator


@dataclass(frozen=True, slots=True)
class AgreementLine:
    """An agreement in words."""

    agreement_id: int
    name: str
    what: str
    when: str
    stands: bool


@bp.route("/agreements", methods=["GET", "POST"])
@coordinators
def agreements() -> ResponseReturnValue:
    """What workers agreed to, and a way to note one more."""
    viewer, now = get_viewer(), clock.now()
    today, workers = to_local(now, viewer.zone).date(), workers_here(viewer.house_id, now)
    form, ok = AgreementForm.sent(workers=workers, today=today, made_on=today, **_asked(today))
    if ok:
        agreeing.note_agreement(viewer.house_id, viewer.person_id, form.draft(), now)
        flash(_("Noted. The roster is looked over with it from now on."))
        return redirect(url_for(".agreements"), 303)
    return form_page("rosters/agreements.html", form, lines=_lines(viewer.house_id, today))


def _asked(today: date) -> dict[str, Any]:
    day = day_in(request.args.get("day"))
    start: dict[str, Any] = {"worker": str(asked_id("person") or ""), "kind": request.args.get("kind")}
    days = {"first_day": max(day, today), "last_day": max(day, today)} if day else {"first_day": today}
    return {**start, **days}


def _lines(house_id: int, today: date) -> list[AgreementLine]:
    query = (
        sa.select(WorkAgreement, Person.called_name)
        .join(Person, Person.id == WorkAgreement.person_id)
        .where(WorkAgreement.house_id == house_id)
        .order_by(WorkAgreement.first_day.desc(), WorkAgreement.id.desc())
        .limit(MOST_SHOWN)
    )
    return [_line(each, name, today) for each, name in db.session.execute(query)]


def _line(each: WorkAgreement, name: str, today: date) -> AgreementLine:
    when = _("from %(first)s", first=short_date(each.first_day))
    if each.last_day:
        when = _("%(first)s to %(last)s", first=short_date(each.first_day), last=short_date(each.last_day))
    return AgreementLine(
        agreement_id=each.id,
        name=name,
        what=str(AGREEMENTS[each.kind]),
        when=_("%(when)s, agreed on %(made)s", when=when, made=short_date(each.made_on)),
        stands=each.last_day is None or each.last_day >= today,
    )


@bp.post("/agreements/<id:agreement_id>/end")
@coordinators
def end_agreement(agreement_id: int) -> ResponseReturnValue:
    """End an agreement after today; for the days before it goes on standing."""
    viewer, now = get_viewer(), clock.now()
    agreement = fetch(WorkAgreement, agreement_id, may_keep_agreement)
    agreeing.end_agreement(agreement, viewer.person_id, to_local(now, viewer.zone).date(), now)
    flash(_("Ended. For the days before, it goes on standing."))
    return redirect(url_for(".agreements"), 303)


@bp.route("/workers/<id:person_id>/terms", methods=["GET", "POST"])
@coordinators
def worker_terms(person_id: int) -> ResponseReturnValue:
    """What a worker is employed for."""
    viewer, now = get_viewer(), clock.now()
    names = {each.person_id: each.called_name for each in workers_here(viewer.house_id, now)}
    name = names.get(person_id) or abort(404)
    own = sa.select(WorkerTerms).where(WorkerTerms.house_id == viewer.house_id, WorkerTerms.person_id == person_id)
    form, ok = TermsForm.sent(**_terms_start(db.session.scalars(own).one_or_none()))
    if ok:
        agreeing.set_terms(viewer.house_id, person_id, form.terms(), now)
        flash(_("Noted for %(name)s.", name=name))
        return redirect(url_for(".figures"), 303)
    return form_page("rosters/terms.html", form, name=name)


def _terms_start(kept: WorkerTerms | None) -> dict[str, Any]:
    if kept is None:
        return {"stream": Stream.community.value, "basis": Basis.fortnight.value}
    hours = None if kept.contracted_minutes is None else Decimal(kept.contracted_minutes) / HOUR
    return {"stream": kept.stream.value, "basis": kept.basis.value, "hours": hours}


@dataclass(frozen=True, slots=True)
class FigureLine:
    """What is usual for one check, in words."""

    check: str
    title: str
    usual: str
    how: str
    source: str
    is_own: bool


@bp.route("/figures", methods=["GET", "POST"])
@coordinators
def figures() -> ResponseReturnValue:
    """Which figures the house holds its roster to."""
    viewer, now = get_viewer(), clock.now()
    today, book = to_local(now, viewer.zone).date(), get_rulebook(viewer.house_id)
    form, ok = RulesForm.sent(today=today, **_rules_start(viewer.house_id, book.pack(today)))
    if ok:
        agreeing.set_rules(viewer.house_id, viewer.person_id, form.rules(), now)
        flash(_("Kept. The roster is looked over with these from now on."))
        return redirect(url_for(".figures"), 303)
    lines = [_figure_line(check, book, today) for check in Check if check in book.pack(today).figures]
    workers = workers_here(viewer.house_id, now)
    return form_page("rosters/figures.html", form, lines=lines, workers=workers, pack=book.pack(today).title)


def _rules_start(house_id: int, pack: Pack) -> dict[str, Any]:
    kept = db.session.get(RosterRules, house_id)
    if kept is None:
        code = GENERIC.code if pack is GENERIC else USUAL_PACK["AU"]
        return {"pack": code, "pay_start": PAY_START, "pay_days": str(PAY_DAYS)}
    return {
        "pack": kept.pack,
        "pay_start": kept.pay_start,
        "pay_days": str(kept.pay_days),
        "swaps_need_ok": kept.swaps_need_ok,
    }


def _figure_line(check: Check, book: Rulebook, today: date) -> FigureLine:
    shipped, figure = book.pack(today).figures[check], book.figure(check, today)
    return FigureLine(
        check=check.value,
        title=str(CHECKS[check]),
        usual=figure_words(check, figure.usual) if figure and figure.usual else "",
        how=str(SEVERITIES[figure.severity]) if figure else _("left out here"),
        source=shipped.source,
        is_own=check in book.own,
    )


@bp.route("/figures/<check_name>", methods=["GET", "POST"])
@coordinators
def figure(check_name: str) -> ResponseReturnValue:
    """The house's own figure for one check."""
    viewer, now = get_viewer(), clock.now()
    today, book = to_local(now, viewer.zone).date(), get_rulebook(viewer.house_id)
    check = next((each for each in Check if each.value == check_name), None)
    if check is None or check not in book.pack(today).figures:
        abort(404)
    form, ok = FigureForm.sent(**_figure_start(check, book))
    if ok:
        usual = None if form.usual.data is None else int(form.usual.data * _unit(check))
        loud, is_off = form.loudness(), bool(form.is_off.data)
        agreeing.set_figure(viewer.house_id, viewer.person_id, check, usual, loud, is_off, now)
        flash(_("Kept. The roster is looked over with this from now on."))
        return redirect(url_for(".figures"), 303)
    shipped = book.pack(today).figures[check]
    return form_page(
        "rosters/figure.html",
        form,
        title=str(CHECKS[check]),
        shipped=figure_words(check, shipped.usual),
        source=shipped.source,
        unit="" if check in COUNTED else _("in hours"),
    )


def _unit(check: Check) -> int:
    return 1 if check in COUNTED else HOUR


def _figure_start(check: Check, book: Rulebook) -> dict[str, Any]:
    own = book.own.get(check)
    if own is None:
        return {}
    usual = None if own.usual is None else Decimal(own.usual) / _unit(check)
    return {"usual": usual, "severity": own.severity or AS_SHIPPED, "is_off": own.is_off}
