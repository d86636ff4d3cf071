"""My pages of trust: what I share now, and who looked at my things."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from house import clock
from house.guard import members
from house.people.blueprint import bp
from house.people.looking import looks_at
from house.people.readers import stays_of, then_words
from house.people.shares import KINDS, ShareLine, may_stop, my_shares, stop, stop_all
from house.people.sharing import AUDIENCES, can_see_words, closed_words
from house.trust.models import Share
from house.viewer import Viewer, get_viewer
from house.web import asked_id, fetch
from house.when.words import stamp_words

AT_A_TIME = 50
