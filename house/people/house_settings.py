"""Pages of what the house does its own way: everyone reads them, a coordinator changes one on a decision."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import abort, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.db import db
from house.guard import coordinators, members
from house.people.belonging import HouseSetting
from house.people.blueprint import bp
from house.people.models import Person
from house.people.setting_forms import filled_with, form_of
from house.people.settings import SETTINGS, ChangedMeanwhile, Setting, change, find_kept, version
from house.viewer import Viewer, get_viewer
from house.web import form_page
from house.when.words import stamp_words


@dataclass(frozen=True, slots=True)
class SettingLine:
    """A setting as pages show it."""

    name: str
    title: str
    what: str
    value: str
    rests_on: str  # "" for what it starts as
    changed: str  # by whom and when, in words
    is_used: bool


@bp.get("/house/settings")
@members
def house_settings() -> ResponseReturnValue:
    """Everything this house does its own way, and the decision each rests on."""
    lines = _lines(get_viewer(), clock.now())
    return render_template(
        "people/house_settings.html",
        groups=[
            ("", [each for each in lines if each.is_used]),
            (_("Not in use yet"), [each for each in lines if not each.is_used]),
        ],
    )


def _lines(viewer: Viewer, now: datetime) -> list[SettingLine]:
    query = (
        sa.select(HouseSetting, Person.called_name)
        .join(Person, Person.id == HouseSetting.changed_by_id)
        .where(HouseSetting.house_id == viewer.house_id)
    )
    kept: dict[str, tuple[HouseSetting | None, str]] = {row.name: (row, by) for row, by in db.session.execute(query)}
    return [_line(each, kept.get(each.name, (None, "")), viewer, now) for each in SETTINGS.values()]


def _line(
    setting: Setting[Any], kept_by: tuple[HouseSetting | None, str], viewer: Viewer, now: datetime
) -> SettingLine:
    kept, by = kept_by
    value = setting.kind.read(kept.value) if kept else setting.start
    when = stamp_words(kept.changed_at, now, viewer.zone) if kept else ""
    return SettingLine(
        name=setting.name,
        title=str(setting.title),
        what=str(setting.what),
        value=setting.kind.words(value),
        rests_on=kept.rests_on if kept else "",
        changed=_("%(name)s wrote it down, %(when)s.", name=by, when=when) if kept else "",
        is_used=setting.is_used,
    )


@bp.route("/house/settings/<name>", methods=["GET", "POST"])
@coordinators
def house_setting(name: str) -> ResponseReturnValue:
    """Change one setting, on a decision of the house."""
    setting = SETTINGS.get(name) or abort(404)
    viewer, now = get_viewer(), clock.now()
    kept = find_kept(viewer.house_id, setting)
    value = setting.kind.read(kept.value) if kept else setting.start
    form, ok = form_of(setting).sent(seen=version(kept), **filled_with(setting, value))
    if ok:
        try:
            change(viewer.house_id, setting, form.wish(setting), viewer.person_id, now)
            flash(_("Kept: %(title)s.", title=setting.title))
            return redirect(url_for(".house_settings"), 303)
        except ChangedMeanwhile:
            _say_what_it_is_now(form, viewer.house_id, setting)
    return form_page("people/house_setting.html", form, setting=setting, is_start=kept is None)


def _say_what_it_is_now(form: Any, house_id: int, setting: Setting[Any]) -> None:
    """Nothing is kept; what was typed stands there still, and sent once more it counts."""
    kept = find_kept(house_id, setting)
    form.seen.data = version(kept)
    value = setting.kind.words(setting.kind.read(kept.value) if kept else setting.start)
    rests_on = kept.rests_on if kept else _("the start value")
    form.form_errors.append(
        _(
            "Somebody changed this meanwhile. Now it is: %(value)s (%(rests_on)s). Send yours again if it still holds.",
            value=value,
            rests_on=rests_on,
        )
    )
