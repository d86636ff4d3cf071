"""Find what a view of circles is about, and hold it while it is changed: the house first, then the thing."""

from collections.abc import Callable

from flask import abort, request

from house.db import db
from house.gatherings.circle_models import Circle, CircleHost, CircleSession
from house.people.holding import hold_house
from house.people.models import House
from house.viewer import Viewer, get_viewer
from house.web import fetch


def house_held() -> House:
    """The house, held where something is changed."""
    house_id = get_viewer().house_id
    return hold_house(house_id) if request.method == "POST" else db.session.get_one(House, house_id)


def hold_circle(circle_id: int, may: Callable[[Viewer, Circle], bool]) -> Circle:
    """A circle; 404 as `fetch` says."""
    _hold()
    return fetch(Circle, circle_id, may)


def hold_session(session_id: int, may: Callable[[Viewer, CircleSession], bool]) -> tuple[Circle, CircleSession]:
    """One time a circle meets, and the circle."""
    _hold()
    session = fetch(CircleSession, session_id, may)
    return db.session.get_one(Circle, session.circle_id), session


def hold_host(host_id: int, may: Callable[[Viewer, CircleHost], bool]) -> tuple[Circle, CircleHost]:
    """Somebody's hosting, or being asked to, and the circle."""
    _hold()
    host = fetch(CircleHost, host_id, may)
    circle = db.session.get(Circle, host.circle_id)
    return circle or abort(404), host


def _hold() -> None:
    if request.method == "POST":
        hold_house(get_viewer().house_id)
