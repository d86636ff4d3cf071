"""The address of a house's own page of outside help, to put on the fridge: it needs no sign-in."""

from dataclasses import dataclass
from functools import lru_cache

import segno
from flask import url_for

from house.viewer import Viewer
from house.web import own_url


@dataclass(frozen=True, slots=True)
class Fridge:
    """What goes on the fridge."""

    address: str
    path: str  # the same, for a link here
    picture: str  # a QR code of it


def fridge(viewer: Viewer) -> Fridge:
    """The address of the viewer's house, and its QR code."""
    address = own_url("people.house_help", help_code=viewer.help_code)
    return Fridge(address, url_for("people.house_help", help_code=viewer.help_code), picture_of(address))


@lru_cache(maxsize=100)
def picture_of(address: str) -> str:
    """A square to scan, of an address that is no secret: it is kept for the next time."""
    return str(segno.make(address, error="m").svg_data_uri(scale=5, border=3))
