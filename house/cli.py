"""The command line: `house run | demo | migrate | new-house | invite | reset-password | rotate-keys | routes`."""

import json
import os
import sys
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
import sqlalchemy as sa
from flask import Flask
from flask.cli import FlaskGroup
from sqlalchemy.exc import SQLAlchemyError

from house import clock, create_app, demo
from house.config import Settings, SettingTrouble, from_environment, make_instance
from house.db import db, sqlite_driver, sqlite_is_safe_for_wal, transaction
from house.guard import declared
from house.keys import check_keys
from house.people import acts, cards
from house.people.models import House, Person
from house.people.publishing import publish_lines
from house.people.signing_in import first_house, name_to_find
from house.rotating import rotate
from house.seal import KeyTrouble, make_keys, read_ring
from house.serve import check_port, say, serve
from house.upgrade import has_no_house, upgrade
from house.viewer import Role


def open_app(settings: Settings) -> Flask:
    """The app on a database and keys that are there: made on the first start, kept ever after."""
    make_instance(settings.instance)
    is_new = not settings.key_file.exists()
    make_keys(settings.key_file, settings.secret_file)
    app = create_app(settings)
    with app.app_context():
        upgrade(db.engine)
        if settings.database_url.startswith("sqlite"):
            Path(settings.database_url.removeprefix("sqlite:///")).chmod(0o600)
        _insist_on_keys(settings, is_new)
        with transaction(may_write=False):
            publish_lines()  # so that outside help is right from the first page on, also on a restored database
    return app


def _insist_on_keys(settings: Settings, is_new: bool) -> None:
    """Stop at a database that was sealed with other keys; a key file made for nothing goes again."""
    try:
        with transaction():
            check_keys()
    except KeyTrouble:
        db.session.close()
        db.engine.dispose()
        if not is_new:
            raise
        settings.key_file.unlink()
        raise KeyTrouble(
            f"The key file {settings.key_file} is missing, and this database holds text sealed with it. "
            "Put back the copy you keep apart from backups."
        ) from None


def plainly(command: Callable[..., None]) -> Callable[..., None]:
    """What goes wrong at the command line is said in one sentence, never as a traceback."""

    @wraps(command)
    def run_it(*args: Any, **values: Any) -> None:
        try:
            command(*args, **values)
        except (SettingTrouble, KeyTrouble) as trouble:
            raise SystemExit(str(trouble)) from None
        except SQLAlchemyError as trouble:
            raise SystemExit(
                f"The database does not answer ({type(trouble).__name__}). Look at DATABASE_URL."
            ) from None
        except KeyboardInterrupt:
            raise SystemExit(130) from None

    return run_it


cli = FlaskGroup(
    name="house",
    help="The house, from the command line.",
    create_app=lambda: open_app(from_environment()),
    add_default_commands=False,
    add_version_option=False,
    load_dotenv=False,
)


cli.params.clear()  # Flask's own --app, --env-file and --debug mean nothing here


def main() -> None:
    """The `house` command."""
    os.umask(0o077)  # SQLite's -wal and -shm, copies and the lines' file: all for their owner only
    cli.main(prog_name="house")


@cli.command(with_appcontext=False)
@plainly
def run() -> None:
    """Serve the house."""
    settings = from_environment()
    check_port(settings)
    app = open_app(settings)
    link = _first_link(app, settings)
    _let_go(app)
    serve(settings, lambda: _greet(settings, link))


def _first_link(app: Flask, settings: Settings) -> str | None:
    """A set-up link while there is no house yet."""
    with app.app_context(), transaction() as session:
        return _set_up_url(settings, acts.make_set_up_link(clock.now())) if has_no_house(session.connection()) else None


def _set_up_url(settings: Settings, token: str) -> str:
    return f"{settings.base_url}/set-up/{token}"


def _let_go(app: Flask) -> None:
    """Close connections before the workers start: SQLite's do not outlive a fork."""
    with app.app_context():
        db.engine.dispose()


def _greet(settings: Settings, link: str | None) -> None:
    say(f"The house is open at {settings.base_url}. Press Ctrl-C to close it.")
    if link:
        say(f"Set it up here, once: {link}")
    if len(read_ring(settings.key_file).keys) > 1:
        say("A change of keys has stopped half-way. Run “house rotate-keys”: it goes on where it was.")
    if settings.key_file.parent == settings.instance:
        say(f"Its keys lie beside its data, in {settings.instance}: fine for a trial. See README before real use.")
    if settings.database_url.startswith("sqlite") and not sqlite_is_safe_for_wal():
        say(f"SQLite {sqlite_driver().sqlite_version} is old, so the house uses its slower, safe mode.")


@cli.command("demo", with_appcontext=False)
@click.option(
    "--json", "as_json", is_flag=True, help="Print who is in it as JSON, with fresh calendar links, and stop."
)
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="The day the example is built around. Default: today.")
@click.option("--years", default=2, show_default=True, type=click.IntRange(0, 10), help="Years of history.")
@click.option("--houses", default=2, show_default=True, type=click.IntRange(2, 2000), help="Houses in the database.")
@click.option("--fresh", is_flag=True, help="Build it anew, even if it is there.")
@plainly
def show_demo(as_json: bool, today: Any, years: int, houses: int, fresh: bool) -> None:
    """Serve an example house, in a database of its own."""
    settings = from_environment(
        {**os.environ, "HOUSE_INSTANCE": str(from_environment().instance / "demo"), "DATABASE_URL": ""}
    )
    if not as_json:
        check_port(settings)
    if fresh:
        demo.clear(settings)
    app = open_app(settings)
    plan = demo.Plan(today=today.date() if today else None, years=years, houses=houses)
    with app.app_context():
        demo.ensure(plan, say=say_aside)
        if as_json:
            say(json.dumps(demo.as_json(settings.base_url), indent=2))
            return
        who = demo.sign_ins()
    _let_go(app)
    serve(settings, lambda: _show_sign_ins(settings, who))


def say_aside(words: str) -> None:
    """A line that is no part of the output."""
    print(words, file=sys.stderr, flush=True)


def _show_sign_ins(settings: Settings, who: list[demo.SignInWords]) -> None:
    say(f"The example house is open at {settings.base_url}. Press Ctrl-C to close it.")
    for each in who:
        say(f"  {each.role}: sign in as {each.username} with the password “{each.password}”")


@cli.command(with_appcontext=False)
@plainly
def migrate() -> None:
    """Bring the database up to this version."""
    open_app(from_environment())
    say("The database is up to date.")


@cli.command("new-house", with_appcontext=False)
@plainly
def new_house() -> None:
    """Print a one-time link that sets up another house here."""
    settings = from_environment()
    app = open_app(settings)
    with app.app_context(), transaction():
        token = acts.make_set_up_link(clock.now())
    say(f"Set up a house here, once, within 7 days: {_set_up_url(settings, token)}")


@cli.command(with_appcontext=False)
@click.argument("name")
@click.option(
    "--role", type=click.Choice([each.value for each in Role]), default=Role.resident.value, show_default=True
)
@click.option("--house", "house_name", help="Which house, where there are several.")
@plainly
def invite(name: str, role: str, house_name: str | None) -> None:
    """Print a one-time link by which NAME joins a house."""
    settings = from_environment()
    app = open_app(settings)
    with app.app_context(), transaction() as session:
        houses = session.execute(sa.select(House.id, House.name).order_by(House.id)).all()
        if not houses:
            raise SettingTrouble("There is no house here yet. Start it with “house run”, and open its set-up link.")
        fitting = [house_id for house_id, each in houses if house_name in (None, each)]
        if len(fitting) != 1:
            raise SettingTrouble("Say which house, with --house: " + ", ".join(each for _id, each in houses) + ".")
        token = acts.invite(fitting[0], None, Role(role), name, clock.now())
    say(f"{name} joins once, within 7 days, by {settings.base_url}/join/{token}")


@cli.command("reset-password", with_appcontext=False)
@click.argument("sign_in_name")
@plainly
def reset_password(sign_in_name: str) -> None:
    """Print a one-time link by which somebody comes in within the hour, and can choose a new password."""
    settings = from_environment()
    app = open_app(settings)
    now = clock.now()
    with app.app_context(), transaction() as session:
        named = sa.select(Person).where(Person.sign_in_name == name_to_find(sign_in_name))
        person = session.scalars(named).one_or_none()
        house_id = first_house(person.id, now) if person else None
        if person is None or house_id is None:
            raise SettingTrouble(f"Nobody here signs in as {sign_in_name}.")
        token = cards.make_card(house_id, person.id, None, now)
    say(f"{person.called_name} comes in by this, once, within an hour: {settings.base_url}/re-entry/{token}")


@cli.command("rotate-keys", with_appcontext=False)
@plainly
def rotate_keys() -> None:
    """Seal all private words with a new key, while the house is open."""
    settings = from_environment()
    app = open_app(settings)
    with app.app_context():
        rotate(settings.key_file, say)


@cli.command(with_appcontext=False)
@click.option("--json", "as_json", is_flag=True, help="As JSON, for scripts.")
@plainly
def routes(as_json: bool) -> None:
    """List every route with whom it is for."""
    app = open_app(from_environment())
    rows = [
        {
            "route": str(rule),
            "methods": sorted(rule.methods - {"HEAD", "OPTIONS"}) if rule.methods else [],
            "endpoint": rule.endpoint,
            "access": said.access.value,
        }
        for rule in sorted(app.url_map.iter_rules(), key=str)
        if (said := declared(app, rule.endpoint))
    ]
    if as_json:
        say(json.dumps(rows, indent=2))
        return
    for row in rows:
        say(f"{row['access']:<13} {'/'.join(row['methods']):<9} {row['route']}")
