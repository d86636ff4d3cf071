"""The pages of calendar links, and the calendars themselves."""

from flask import Blueprint, Flask
from flask.blueprints import BlueprintSetupState

from house.feeds.pace import keep_pace

bp = Blueprint("feeds", __name__)


@bp.record_once
def _set_pace(state: BlueprintSetupState) -> None:
    app = state.app
    assert isinstance(app, Flask)  # noqa: S101
    keep_pace(app, app.config["SETTINGS"].feed_pace)
