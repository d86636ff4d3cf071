"""The five places of the house, on every page of a signed-in person, and outside help for everyone."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for
from flask_babel import gettext as _

from house.people.published import support
from house.viewer import Viewer, find_viewer

UNDER_HOUSE = (
    "home.house",
    "home.person",
    "home.kitchen",
    "home.new_kitchen",
    "people.",
    "meetings.",
    "diary.",
    "rosters.",
    "gatherings.",
    "feeds.",
)


@dataclass(frozen=True, slots=True)
class Place:
    """One of the five places."""

    url: str
    label: str
    icon: str
    is_here: bool


def install_nav(app: Flask) -> None:
    """Give every template the places and outside help."""
    app.extensions["plain_context"] = help_outside
    app.context_processor(lambda: help_outside(find_viewer()))
    app.context_processor(lambda: {"nav": places(), "me": me()})


def help_outside(viewer: Viewer | None = None) -> dict[str, object]:
    """What even the page of a broken house shows: it comes from a file."""
    if viewer is None:
        return {"support": support(), "support_url": url_for("people.outside_help")}
    page = url_for("people.house_help", help_code=viewer.help_code)
    return {"support": support(viewer.house_id), "support_url": page}


def me() -> dict[str, str] | None:
    """The signed-in person's name, which leads to their own page."""
    viewer = find_viewer()
    return {"url": url_for("people.me"), "name": viewer.called_name} if viewer else None


def places() -> list[Place]:
    """The five places, none of them for somebody who is not signed in."""
    if find_viewer() is None:
        return []
    five: list[tuple[str, str, Any, tuple[str, ...]]] = [
        ("home.today", "today", _("Today"), ("home.today",)),
        ("home.week", "week", _("Week"), ("home.week",)),
        ("chores.index", "chores", _("Chores"), ("chores.",)),
        ("checkins.index", "checkin", _("Check in"), ("checkins.",)),
        ("home.house", "house", _("House"), UNDER_HOUSE),
    ]
    here = request.endpoint or ""
    return [Place(url_for(at), label, icon, here.startswith(under)) for at, icon, label, under in five]
