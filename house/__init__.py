"""The house: coordination of a shared house where people and peer workers share daily life."""

from flask import Flask
from flask_compress import Compress

from house import guard, language, log, once, web
from house.config import CHECKOUT, Settings, from_environment
from house.db import engine_options, open_database
from house.keys import insist_on
from house.nav import install_nav
from house.people.arriving import on_arrival
from house.people.signing_in import login_manager
from house.rooms import add_rooms
from house.seal import KeyFile, read_secret


def create_app(settings: Settings | None = None) -> Flask:
    """The whole wiring. Keys and database must be there: `house run` and `house migrate` make them."""
    settings = settings or from_environment()
    app = Flask(__name__, template_folder=CHECKOUT / "templates", static_folder=CHECKOUT / "static")
    app.config.from_mapping(flask_config(settings))
    app.extensions["key_ring"] = KeyFile(settings.key_file, insist_on)
    open_database(app)
    log.install(app, settings.proxies)
    login_manager.init_app(app)
    language.install(app)
    Compress(app)
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    app.jinja_env.globals.update(csrf_token=once.csrf_token, new_nonce=once.new_nonce)
    web.install(app)
    install_nav(app)
    for step in (guard.admit, once.check_form, on_arrival):
        app.before_request(step)
    app.after_request(once.keep)
    add_rooms(app)
    guard.check_every_route(app)
    return app


def flask_config(settings: Settings) -> dict[str, object]:
    """What Flask and its parts are told."""
    return {
        "SETTINGS": settings,
        "SECRET_KEY": read_secret(settings.secret_file),
        "SQLALCHEMY_ENGINES": {"default": engine_options(settings.database_url)},
        "SESSION_COOKIE_NAME": "__Host-house" if settings.is_secure else "house",
        "SESSION_COOKIE_SECURE": settings.is_secure,
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "PERMANENT_SESSION_LIFETIME": 30 * 24 * 3600,
        "SESSION_REFRESH_EACH_REQUEST": False,
        "MAX_CONTENT_LENGTH": 1_000_000,
        "MAX_FORM_MEMORY_SIZE": 500_000,
        "MAX_FORM_PARTS": 200,
        "WTF_CSRF_TIME_LIMIT": None,  # a page may stay open for days; ending the sign-in ends it
        "COMPRESS_ALGORITHM": ["br", "gzip"],
        "COMPRESS_BR_LEVEL": 4,
        "COMPRESS_MIMETYPES": ["text/html", "text/css", "image/svg+xml", "text/plain", "application/json"],
    }
