"""My photo: put in, taken away, and shown to the people of the house while I say yes to that."""

from datetime import datetime

import sqlalchemy as sa
from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FileField

from house import clock, once
from house.db import db
from house.forms import BaseForm
from house.guard import Access, access, members
from house.people.belonging import Photo, Purpose
from house.people.blueprint import bp
from house.people.consents import consented
from house.people.models import Membership
from house.people.photos import MOST_BYTES, NotAPhoto, small_square
from house.people.signing_in import in_force
from house.viewer import Viewer, get_viewer
from house.web import form_page

# More than a photo may have: phones take larger ones, and whoever sends one is told so beside the field.
MOST_SENT = 8 * 1024 * 1024


class PhotoForm(BaseForm):
    """A picture from somebody's phone."""

    photo = FileField(
        lazy_gettext("A photo"),
        description=lazy_gettext(
            "A JPEG, PNG or WebP picture of up to 2 MB. We keep a small square out of its middle,"
            " and nothing else of it: not the place, not the time."
        ),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


@bp.route("/me/photo", methods=["GET", "POST"])
@access(Access.members, most_bytes=MOST_SENT)
def my_photo() -> ResponseReturnValue:
    """Put in a photo of mine, or another one."""
    viewer, now = get_viewer(), clock.now()
    form, ok = PhotoForm.sent()
    if ok:
        # Nobody waits while a picture is drawn anew. The same one sent twice is one photo, so it needs no nonce.
        once.let_go()
        try:
            keep(viewer, small_square(_sent()), now)
            flash(_("Kept."))
            return redirect(url_for(".my_photo"), 303)
        except NotAPhoto as trouble:
            form.photo.errors = [str(trouble.words)]
    has_photo, is_shown = _mine(viewer, now)
    return form_page("people/my_photo.html", form, has_photo=has_photo, is_shown=is_shown)


def _sent() -> bytes:
    sent = request.files.get("photo")
    if sent is None or not sent.filename:
        raise NotAPhoto(lazy_gettext("Choose a picture first."))
    return sent.stream.read(MOST_BYTES + 1)


def keep(viewer: Viewer, picture: bytes, now: datetime) -> None:
    """Keep a picture in the place of the one before; of two at once the later one stays."""
    # Held, so that the second meets the first one's photo, and whoever moves on meanwhile leaves none behind.
    own = sa.select(Membership.id).where(
        Membership.house_id == viewer.house_id, Membership.person_id == viewer.person_id, in_force(now)
    )
    if not db.session.scalars(own.with_for_update()).all():
        abort(404)
    query = sa.select(Photo).where(Photo.house_id == viewer.house_id, Photo.person_id == viewer.person_id)
    photo = db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()
    if photo is None:
        photo = Photo(house_id=viewer.house_id, person_id=viewer.person_id)
        db.session.add(photo)
    photo.picture, photo.made_at = picture, now
    db.session.flush()


def _mine(viewer: Viewer, now: datetime) -> tuple[bool, bool]:
    """Whether I have a photo here that is open to me, and whether I say yes to showing it; one query."""
    own = sa.exists().where(Photo.person_id == viewer.person_id, may_see(viewer, now))
    agreed = consented(Purpose.photo, viewer.person_id, viewer.house_id)
    has_photo, is_shown = db.session.execute(sa.select(own, agreed)).one()
    return bool(has_photo), bool(is_shown)


@bp.post("/me/photo/take-away")
@members
def take_photo_away() -> ResponseReturnValue:
    """It is gone."""
    viewer = get_viewer()
    own = sa.delete(Photo).where(Photo.house_id == viewer.house_id, Photo.person_id == viewer.person_id)
    db.session.execute(own)
    flash(_("Your photo is gone."))
    return redirect(url_for(".my_photo"), 303)


@bp.get("/people/<id:person_id>/photo")
@members
def photo(person_id: int) -> ResponseReturnValue:
    """Somebody's photo, while they say yes to that; one's own always. 404 otherwise, as for nobody."""
    query = sa.select(Photo.picture).where(Photo.person_id == person_id, may_see(get_viewer(), clock.now()))
    picture = db.session.scalar(query)
    return _as_picture(picture) if picture else abort(404)


def may_see(viewer: Viewer, now: datetime) -> sa.ColumnElement[bool]:
    """The condition that a photo is open to a viewer: its owner is of their house and says yes, or it is their own."""
    here = sa.exists().where(*photo_of_this_stay(), in_force(now)).correlate(Photo)
    is_shown = sa.and_(consented(Purpose.photo, Photo.person_id, Photo.house_id), here)
    # Came in by a re-entry card: what nobody else sees is closed with the rest of the time before it.
    is_own = sa.and_(Photo.person_id == viewer.person_id, Photo.made_at >= viewer.private_from(now))
    return sa.and_(Photo.house_id == viewer.house_id, is_shown | is_own)


def photo_of_this_stay() -> tuple[sa.ColumnElement[bool], ...]:
    """The conditions that a photo is of the membership beside it: one from an earlier stay waits for its clearing."""
    return (
        Photo.person_id == Membership.person_id,
        Photo.house_id == Membership.house_id,
        Photo.made_at >= Membership.private_since,
    )


def _as_picture(picture: bytes) -> Response:
    answer = make_response(picture)
    answer.headers["Content-Type"] = "image/webp"
    answer.headers["Content-Disposition"] = 'inline; filename="photo.webp"'
    answer.headers["Cache-Control"] = "private, no-store"
    return answer
