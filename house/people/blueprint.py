"""The routes of people hang on this."""

from flask import Blueprint

bp = Blueprint("people", __name__)
