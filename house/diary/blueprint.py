"""The blueprint that the pages of the house diary belong to."""

from flask import Blueprint

bp = Blueprint("diary", __name__, url_prefix="/diary")
