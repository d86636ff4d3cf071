"""A calendar file comes in: holidays into the house diary, or a worker's leave; seen first, then kept."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FileField

from house import clock, once
from house.diary.plan import LONGEST_LINE
from house.feeds.calendar_pages import bp
from house.feeds.ics_lines import MOST_BYTES
from house.feeds.into_diary import HOLIDAYS
from house.feeds.into_time_off import LEAVE
from house.feeds.picks import Pick, read_pick
from house.feeds.put_in_words import trouble_words
from house.feeds.putting_in import MOST_PICKS, Destination, Preview, keep, preview
from house.feeds.troubles import BadCalendar, Trouble
from house.forms import BaseForm, clean_line, lines
from house.guard import Access, access
from house.viewer import get_viewer
from house.web import form_page

MOST_SENT = 3 * MOST_BYTES  # more than a file may have, so that whoever sends a larger one is told beside the field


class FileForm(BaseForm):
    """A calendar file, or what stands in it."""

    file = FileField(
        lazy_gettext("A calendar file"),
        description=lazy_gettext("Its name ends in .ics. Nothing is kept before you have seen what it would be."),
        render_kw={"accept": ".ics,text/calendar"},
    )
    text = lines(lazy_gettext("The text of the file"), 200_000)

    def content(self) -> bytes:
        """What was sent. Raises `BadCalendar`."""
        sent = request.files.get("file")
        content = sent.stream.read(MOST_BYTES + 1) if sent and sent.filename else b""
        content = content or (self.text.data or "").encode("utf-8", "replace")
        if not content:
            raise BadCalendar(Trouble.no_file)
        return content


@bp.route("/holidays", methods=["GET", "POST"])
@access(Access.coordinators, most_bytes=MOST_SENT)
def put_in_holidays() -> ResponseReturnValue:
    """Public holidays out of a calendar file become lines of the house diary."""
    if request.method == "POST" and request.form.get("sure"):
        kept = keep(_ticked(shows_words=True), HOLIDAYS, get_viewer(), clock.now())
        flash(_kept_words(kept, _("Added to the house diary: %(number)d.", number=kept)))
        return redirect(url_for("diary.index"), 303)
    return _shown("feeds/put_in_holidays.html", HOLIDAYS)


@bp.route("/leave", methods=["GET", "POST"])
@access(Access.workers, most_bytes=MOST_SENT)
def put_in_leave() -> ResponseReturnValue:
    """My leave out of a calendar file; its words are not kept."""
    if request.method == "POST" and request.form.get("sure"):
        kept = keep(_ticked(shows_words=False), LEAVE, get_viewer(), clock.now())
        words = _("Noted: %(number)d. Coordinators see the days, and nobody is asked why.", number=kept)
        flash(_kept_words(kept, words))
        return redirect(url_for("rosters.time_off"), 303)
    return _shown("feeds/put_in_leave.html", LEAVE)


def _kept_words(kept: int, words: str) -> str:
    return words if kept else str(_("Nothing was added: it stands there already, or nothing was ticked."))


def _ticked(*, shows_words: bool) -> list[Pick]:
    """What was ticked, read with the same care as a form of one line."""
    sent = (read_pick(each) for each in request.form.getlist("take")[:MOST_PICKS])
    return [pick for pick in sent if pick and _holds(pick, shows_words)]


def _holds(pick: Pick, shows_words: bool) -> bool:
    if not shows_words:
        return not pick.words and (pick.begins is None) == (pick.ends is None)
    words = clean_line(pick.words)
    is_line = bool(words) and words == pick.words and len(words) <= LONGEST_LINE and pick.first == pick.last
    return is_line and (pick.ends is None or pick.begins is None or pick.begins != pick.ends)


def _shown(template: str, into: Destination) -> ResponseReturnValue:
    form, ok = FileForm.sent()
    if not ok:
        return form_page(template, form, found=None)
    try:
        found = _looked_at(form.content(), into)
    except BadCalendar as refused:
        form.file.errors = [trouble_words(refused.trouble)]
        return form_page(template, form, found=None)
    return render_template(template, form=form, found=found), 200 if found.new else 422


def _looked_at(content: bytes, into: Destination) -> Preview:
    viewer, now = get_viewer(), clock.now()
    once.let_go()  # nobody waits while a file is read: nothing is kept by looking
    return preview(content, into, viewer, now)
