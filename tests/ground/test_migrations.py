"""A database made by migrating is the one the models describe, and an upgrade loses nothing."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Engine

from house.config import SettingTrouble
from house.db import Base, engine_options, prepare_engine
from house.rooms import has_model
from house.upgrade import MIGRATIONS, has_no_house, is_current, keep_copy, upgrade
from tests.support.cluster import Cluster


def open_engine(url: str) -> Engine:
    engine = sa.engine_from_config(engine_options(url), prefix="")
    prepare_engine(engine)
    return engine


@pytest.fixture(scope="module")
def pair(
    backend: str, request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Engine, Engine]]:
    """One database by migrating, one straight from the models; whoever changes one puts it back."""
    names, folder = ("migrated", "modelled"), tmp_path_factory.mktemp("pair")
    urls = [f"sqlite:///{folder / name}.sqlite" for name in names]
    if backend == "postgresql":
        cluster: Cluster = request.getfixturevalue("cluster")
        for name in names:
            cluster.create(name)
        urls = [cluster.url(name) for name in names]
    migrated, modelled = (open_engine(url) for url in urls)
    upgrade(migrated)
    with modelled.begin() as connection:
        Base.metadata.create_all(connection)
    yield migrated, modelled
    for engine, name in zip((migrated, modelled), names, strict=True):
        engine.dispose()
        if backend == "postgresql":
            request.getfixturevalue("cluster").drop(name)


def test_migrating_leaves_no_difference_from_the_models(pair: tuple[Engine, Engine]) -> None:
    with pair[0].connect() as connection:
        how = {"compare_type": True, "compare_server_default": True, "include_name": has_model}
        context = MigrationContext.configure(connection, opts=how)
        assert compare_metadata(context, Base.metadata) == []


def shape(engine: Engine) -> dict[str, Any]:
    """Checks, unique constraints and indexes too, which the comparison above reads past."""
    look = sa.inspect(engine)
    return {
        table: {
            "checks": sorted((each["name"], each["sqltext"]) for each in look.get_check_constraints(table)),
            "unique": sorted(
                (each["name"] or "", tuple(each["column_names"])) for each in look.get_unique_constraints(table)
            ),
            "indexes": sorted(
                (each["name"] or "", str(each["column_names"]), each["unique"]) for each in look.get_indexes(table)
            ),
            "foreign": sorted(
                (each["name"] or "", tuple(each["constrained_columns"])) for each in look.get_foreign_keys(table)
            ),
        }
        for table in look.get_table_names()
        if table != "alembic_version"
    }


def test_both_databases_hold_to_the_same_constraints(pair: tuple[Engine, Engine]) -> None:
    assert shape(pair[0]) == shape(pair[1])


def test_a_migrated_database_is_current(pair: tuple[Engine, Engine]) -> None:
    assert is_current(pair[0])


def test_migrating_again_changes_nothing(pair: tuple[Engine, Engine]) -> None:
    assert not upgrade(pair[0])


def test_a_new_database_has_no_house(pair: tuple[Engine, Engine]) -> None:
    with pair[0].connect() as connection:
        assert has_no_house(connection)


@pytest.fixture
def newer(pair: tuple[Engine, Engine]) -> Iterator[Engine]:
    """The migrated database, by its number of a version that is not written yet."""
    with pair[0].connect() as connection:
        number = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    say_it_is_of(pair[0], "9999")
    yield pair[0]
    say_it_is_of(pair[0], number)


def say_it_is_of(engine: Engine, number: str) -> None:
    with engine.begin() as connection:
        connection.execute(sa.text("UPDATE alembic_version SET version_num = :number"), {"number": number})


def test_a_database_of_a_newer_version_is_left_alone(newer: Engine) -> None:
    with pytest.raises(SettingTrouble, match="newer version"):
        upgrade(newer)


def test_a_copy_is_whole_and_for_its_owner_only(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'house.sqlite'}")
    upgrade(engine)
    copy = keep_copy(engine, "0001")
    engine.dispose()
    assert copy is not None
    assert copy.stat().st_mode & 0o077 == 0
    moved = shutil.copy(copy, tmp_path / "elsewhere.sqlite")
    other = open_engine(f"sqlite:///{moved}")
    assert is_current(other)
    other.dispose()


def test_the_newest_copies_alone_are_kept(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'house.sqlite'}")
    upgrade(engine)
    copies = [keep_copy(engine, revision) for revision in ("0001", "0002", "0003")]
    engine.dispose()
    assert [copy.exists() for copy in copies if copy] == [False, True, True]


def test_a_new_migration_comes_last():
    """One put between others would never reach a house that has those after it already."""
    chain = [each.revision for each in ScriptDirectory(str(MIGRATIONS)).walk_revisions()]
    assert chain == sorted(chain, reverse=True)
