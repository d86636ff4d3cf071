"""Where the pages of gatherings stand: chats at /chats, circles at an address of their own."""

from flask import Blueprint

bp = Blueprint("gatherings", __name__)
