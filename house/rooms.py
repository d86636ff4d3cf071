"""All rooms of the house: their pages, and their tables."""

from importlib import import_module

from flask import Flask

ROOMS = ("people", "rosters", "meetings", "diary", "chores", "checkins", "gatherings", "feeds", "home")
WITH_TABLES = ("people", "trust", "series", "rosters", "meetings", "diary", "chores", "checkins", "feeds", "home")


def add_rooms(app: Flask) -> None:
    """Add each room's pages; importing a room's views also connects what it listens for."""
    for room in ROOMS:
        app.register_blueprint(import_module(f"house.{room}.views").bp)
    app.register_blueprint(import_module("house.feeds.put_in_pages").bp)


def import_models() -> None:
    """Import every table, for migrations."""
    import_module("house.keys")
    import_module("house.once")
    for room in WITH_TABLES:
        import_module(f"house.{room}.models")
    import_module("house.people.belonging")
    import_module("house.people.wording")
    import_module("house.checkins.note_models")
    import_module("house.meetings.action_models")
    import_module("house.meetings.deciding")
    import_module("house.meetings.taking_part")
    import_module("house.meetings.record_models")
    import_module("house.meetings.running_models")
    import_module("house.meetings.suggested")
    import_module("house.checkins.need_models")
    import_module("house.rosters.cover_models")
    import_module("house.rosters.handing_models")
    import_module("house.rosters.period_models")
    import_module("house.rosters.terms_models")
    import_module("house.gatherings.chat_models")
    import_module("house.gatherings.circle_models")
    import_module("house.chores.shape")
    import_module("house.chores.between")


def has_model(name: str | None, kind: str, _parents: object) -> bool:
    """Whether a table or an index is one of the models'; what full-text search lies in is the database's own."""
    return not (kind in ("table", "index") and (name or "").startswith(("decision_words", "ix_decision_words")))
