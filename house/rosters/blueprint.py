"""The routes of rosters hang on this."""

from flask import Blueprint

bp = Blueprint("rosters", __name__, url_prefix="/rosters")
