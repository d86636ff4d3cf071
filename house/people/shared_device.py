"""A device that others use too: a page left open there clears itself once its sign-in has ended by quiet."""

from flask import Response, url_for

from house.people.blueprint import bp
from house.people.signing_in import SHARED_STAY
from house.viewer import find_viewer

A_LITTLE_LATER = 5  # seconds


@bp.after_app_request
def clear_the_screen(response: Response) -> Response:
    """Have each page of a shared device go to one with nothing of anybody's."""
    viewer = find_viewer()
    if viewer and viewer.is_shared_device and response.mimetype == "text/html":
        seconds = int(SHARED_STAY.total_seconds()) + A_LITTLE_LATER
        response.headers["Refresh"] = f"{seconds}; url={url_for('people.signed_out')}"
    return response
