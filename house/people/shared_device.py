"""A device that others use too: a page left open there clears itself once its sign-in has ended by quiet."""

from flask import Response, current_app, g, request, url_for

from house.guard import Access, declared
from house.people.blueprint import bp
from house.people.signing_in import SHARED_STAY
from house.viewer import find_viewer

A_LITTLE_LATER = 5  # seconds


@bp.app_context_processor
def note_whose_screen() -> dict[str, object]:
    """Note that a page is being written for somebody on a shared device; a page that asks nobody's name is not.

    Nor is one for whoever holds the secret in its address: the kitchen screen stays, whoever signed in beside it.
    """
    rule = declared(current_app, request.endpoint) if request.endpoint else None
    viewer = None if rule and rule.access is Access.link else find_viewer()
    g.is_shared_screen = viewer is not None and viewer.is_shared_device
    return {}


@bp.after_app_request
def clear_the_screen(response: Response) -> Response:
    """Have each page of a shared device go to one with nothing of anybody's."""
    if g.get("is_shared_screen") and response.mimetype == "text/html":
        seconds = int(SHARED_STAY.total_seconds()) + A_LITTLE_LATER
        response.headers["Refresh"] = f"{seconds}; url={url_for('people.signed_out')}"
    return response
