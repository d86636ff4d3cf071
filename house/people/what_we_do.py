"""The page of what we do and don't do, one tap away from whatever is private; and a coordinator's page to write it."""

from datetime import datetime

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import Field, HiddenField, ValidationError

from house import clock
from house.forms import BaseForm, line, lines
from house.guard import coordinators, members
from house.people import wording
from house.people.blueprint import bp
from house.people.settings import ChangedMeanwhile
from house.people.wording import WhatWeDo
from house.viewer import Viewer, get_viewer
from house.web import form_page, number_in
from house.when.words import stamp_words

MOST_SENTENCES = 12


class WhatWeDoForm(BaseForm):
    """What the house does, what it doesn't, and the decision behind it."""

    seen = HiddenField()  # the version that this page showed
    we_do = lines(
        lazy_gettext("What we do"),
        4000,
        needed=lazy_gettext("Write at least one sentence."),
        hint=lazy_gettext("One sentence a line. Say when somebody else is told, and who tells you."),
    )
    we_dont = lines(
        lazy_gettext("What we don’t do"),
        4000,
        needed=lazy_gettext("Write at least one sentence."),
        hint=lazy_gettext("One sentence a line."),
    )
    rests_on = line(
        lazy_gettext("Which decision does it rest on?"),
        200,
        needed=lazy_gettext("Write which decision of the house it rests on."),
        hint=lazy_gettext("Such as: House meeting of 3 May. Everyone in the house reads it."),
    )

    def validate_we_do(self, field: Field) -> None:
        """Few enough to be read."""
        _insist_few(field)

    validate_we_dont = validate_we_do

    @property
    def words(self) -> WhatWeDo:
        """What was written."""
        version = number_in(self.seen.data)
        return WhatWeDo(_sentences(self.we_do), _sentences(self.we_dont), version, self.rests_on.data or "")


def _insist_few(field: Field) -> None:
    if len(_sentences(field)) > MOST_SENTENCES:
        raise ValidationError(_("Up to %(most)d sentences, so that people read them.", most=MOST_SENTENCES))


def _sentences(field: Field) -> tuple[str, ...]:
    return tuple(each.strip() for each in (field.data or "").split("\n") if each.strip())


@bp.get("/what-we-do")
@members
def what_we_do() -> ResponseReturnValue:
    """What we do and don't do, in the house's own words, and every version before."""
    viewer, now = get_viewer(), clock.now()
    written = wording.versions(viewer.house_id)
    return render_template(
        "people/what_we_do.html",
        words=written[0] if written else wording.start_words(),
        about=_about(written[0], viewer, now) if written else "",
        earlier=[(_about(each, viewer, now), each) for each in written[1:]],
    )


def _about(words: WhatWeDo, viewer: Viewer, now: datetime) -> str:
    when = stamp_words(words.written_at or now, now, viewer.zone)
    return _("Version %(number)d. %(name)s wrote it down, %(when)s.", number=words.version, name=words.by, when=when)


@bp.route("/what-we-do/write", methods=["GET", "POST"])
@coordinators
def write_what_we_do() -> ResponseReturnValue:
    """A new version, on a decision of the house."""
    viewer, now = get_viewer(), clock.now()
    held = wording.what_we_do(viewer.house_id)
    start = {"we_do": "\n".join(held.we_do), "we_dont": "\n".join(held.we_dont), "seen": str(held.version)}
    form, ok = WhatWeDoForm.sent(**start)
    if ok:
        try:
            wording.write(viewer.house_id, viewer.person_id, form.words, now)
            flash(_("Kept. Everyone in the house reads these words now."))
            return redirect(url_for(".what_we_do"), 303)
        except ChangedMeanwhile:
            _say_so(form, wording.what_we_do(viewer.house_id))
    return form_page("people/write_what_we_do.html", form)


def _say_so(form: WhatWeDoForm, held: WhatWeDo) -> None:
    """Nothing is kept; what was typed stands there still, and sent once more it counts."""
    form.seen.data = str(held.version)
    form.form_errors.append(
        _(
            "%(name)s wrote a new version meanwhile. Read it first, then send yours again if it still holds.",
            name=held.by,
        )
    )
