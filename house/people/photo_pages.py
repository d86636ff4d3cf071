"""My photo: put in, taken away, and shown to the people of the house while I say yes to that."""

import sqlalchemy as sa
from flask import Response, abort, flash, make_response, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext
from wtforms import FileField

from house import clock
from house.db import db
from house.forms import BaseForm
from house.guard import Access, access, members
from house.people.belonging import Photo, Purpose
from house.people.blueprint import bp
from house.people.consents import consented, has_consented
from house.people.models import Membership
from house.people.photos import NotAPhoto, small_square
from house.people.signing_in import in_force
from house.viewer import get_viewer
from house.web import form_page

MOST_BYTES = 3 * 1024 * 1024  # more than a photo may have, so that a larger one is told so beside the field


class PhotoForm(BaseForm):
    """A picture from somebody's phone."""

    photo = FileField(
        lazy_gettext("A photo"),
        description=lazy_gettext("A JPEG, PNG or WebP picture of up to 2 MB. We cut a small square out of its middle."),
        render_kw={"accept": "image/jpeg,image/png,image/webp"},
    )


@bp.route("/me/photo", methods=["GET", "POST"])
@access(Access.members, most_bytes=MOST_BYTES)
def my_photo() -> ResponseReturnValue:
    """Put in a photo of mine, or another one."""
    viewer = get_viewer()
    form, ok = PhotoForm.sent()
    if ok:
        try:
            _keep(small_square(_sent()))
            flash(_("Kept."))
            return redirect(url_for(".my_photo"), 303)
        except NotAPhoto as trouble:
            form.photo.errors = [str(trouble.words)]
    return form_page(
        "people/my_photo.html",
        form,
        has_photo=_find(viewer.person_id) is not None,
        is_shown=has_consented(Purpose.photo, viewer.person_id, viewer.house_id),
    )


def _sent() -> bytes:
    sent = request.files.get("photo")
    if sent is None or not sent.filename:
        raise NotAPhoto(lazy_gettext("Choose a picture first."))
    return sent.stream.read()


def _keep(picture: bytes) -> None:
    """Take the place of the one before; two at once leave one."""
    viewer, now = get_viewer(), clock.now()
    # Held, so that of two at once the second meets the first one's photo.
    own = sa.select(Membership.id).where(
        Membership.house_id == viewer.house_id, Membership.person_id == viewer.person_id
    )
    db.session.execute(own.with_for_update())
    photo = _find(viewer.person_id)
    if photo is None:
        photo = Photo(house_id=viewer.house_id, person_id=viewer.person_id)
        db.session.add(photo)
    photo.picture, photo.made_at = picture, now
    db.session.flush()


def _find(person_id: int) -> Photo | None:
    query = sa.select(Photo).where(Photo.house_id == get_viewer().house_id, Photo.person_id == person_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one_or_none()


@bp.post("/me/photo/take-away")
@members
def take_photo_away() -> ResponseReturnValue:
    """It is gone."""
    photo = _find(get_viewer().person_id)
    if photo:
        db.session.delete(photo)
    flash(_("Your photo is gone."))
    return redirect(url_for(".my_photo"), 303)


@bp.get("/people/<id:person_id>/photo")
@members
def photo(person_id: int) -> ResponseReturnValue:
    """Somebody's photo, while they say yes to that; one's own always. 404 otherwise, as for nobody."""
    viewer = get_viewer()
    query = sa.select(Photo.picture).where(Photo.house_id == viewer.house_id, Photo.person_id == person_id)
    if person_id != viewer.person_id:
        here = sa.exists().where(
            Membership.person_id == person_id, Membership.house_id == viewer.house_id, in_force(clock.now())
        )
        query = query.where(consented(Purpose.photo, Photo.person_id, Photo.house_id), here)
    picture = db.session.scalar(query)
    return _as_picture(picture) if picture else abort(404)


def _as_picture(picture: bytes) -> Response:
    answer = make_response(picture)
    answer.headers["Content-Type"] = "image/webp"
    answer.headers["Content-Disposition"] = 'inline; filename="photo.webp"'
    return answer
