"""The blueprint that the pages of meetings belong to."""

from flask import Blueprint

bp = Blueprint("meetings", __name__, url_prefix="/meetings")
