"""The room's blueprint, which every file of pages adds to."""

from flask import Blueprint

bp = Blueprint("chores", __name__, url_prefix="/chores")
