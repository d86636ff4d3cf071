"""Where the pages of check-ins stand, and what they are called where everything shared is listed."""

from flask import Blueprint, url_for
from flask_babel import lazy_gettext

from house.checkins.models import KIND
from house.people.shares import KINDS, Kind

bp = Blueprint("checkins", __name__, url_prefix="/check-ins")

KINDS[KIND] = Kind(lazy_gettext("a check-in"), lambda check_in_id: url_for("checkins.edit", check_in_id=check_in_id))
