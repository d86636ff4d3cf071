"""Settings: a default for each, and one plain sentence for what cannot be."""

import stat
from pathlib import Path

import pytest

from house.config import CHECKOUT, SettingTrouble, from_environment, make_instance
from house.seal import KeyTrouble, make_keys
from house.serve import check_port


def test_with_nothing_set_everything_has_its_default():
    chosen = from_environment({})
    assert chosen.instance == CHECKOUT / "instance"
    assert (chosen.host, chosen.port, chosen.proxies, chosen.public_url) == ("127.0.0.1", 8000, 0, "")
    assert chosen.database_url == f"sqlite:///{CHECKOUT}/instance/house.sqlite"
    assert chosen.key_file == CHECKOUT / "instance" / "field.keys"
    assert chosen.base_url == "http://127.0.0.1:8000" and not chosen.is_secure


@pytest.mark.parametrize(
    ("name", "value", "field", "is_then"),
    [
        ("HOUSE_INSTANCE", "/srv/house", "instance", Path("/srv/house")),
        ("HOUSE_INSTANCE", "/srv/house", "database_url", "sqlite:////srv/house/house.sqlite"),
        ("HOUSE_INSTANCE", "", "instance", CHECKOUT / "instance"),
        ("HOUSE_HOST", "::1", "host", "::1"),
        ("HOUSE_PORT", "8001", "port", 8001),
        ("HOUSE_WORKERS", "3", "workers", 3),
        ("HOUSE_KEY_FILE", "/etc/house/keys", "key_file", Path("/etc/house/keys")),
        ("HOUSE_SECRET_FILE", "/etc/house/secret", "secret_file", Path("/etc/house/secret")),
        ("HOUSE_URL", "https://home.example/", "public_url", "https://home.example"),
        ("HOUSE_URL", "https://home.example:8443", "base_url", "https://home.example:8443"),
        ("HOUSE_URL", "http://[::1]:8000", "public_url", "http://[::1]:8000"),
        ("HOUSE_URL", "https://home.example", "is_secure", True),
        ("HOUSE_URL", "http://home.example", "is_secure", False),
        ("HOUSE_URL", "https://home.example", "proxies", 1),
        ("HOUSE_URL", "http://home.example", "proxies", 0),
        ("HOUSE_PROXIES", "2", "proxies", 2),
        ("DATABASE_URL", "postgresql://u:p@h/n", "database_url", "postgresql+psycopg://u:p@h/n"),
        ("DATABASE_URL", "postgres://u:p@h/n", "database_url", "postgresql+psycopg://u:p@h/n"),
        ("DATABASE_URL", "sqlite:////tmp/a.sqlite", "database_url", "sqlite:////tmp/a.sqlite"),
    ],
)
def test_a_setting_is_taken_as_it_is_meant(name, value, field, is_then):
    assert getattr(from_environment({name: value}), field) == is_then


def test_how_many_proxies_there_are_is_for_whoever_runs_them_to_say():
    assert from_environment({"HOUSE_URL": "https://home.example", "HOUSE_PROXIES": "0"}).proxies == 0


BAD = [
    ("HOUSE_PORT", "eighty"),
    ("HOUSE_PORT", "0"),
    ("HOUSE_PORT", "65536"),
    ("HOUSE_PORT", "-1"),
    ("HOUSE_PORT", "8000.5"),
    ("HOUSE_PORT", "9" * 30),
    ("HOUSE_WORKERS", "0"),
    ("HOUSE_WORKERS", "many"),
    ("HOUSE_PROXIES", "6"),
    ("HOUSE_PROXIES", "-1"),
    ("HOUSE_URL", "home.example"),
    ("HOUSE_URL", "ftp://home.example"),
    ("HOUSE_URL", "https://"),
    ("HOUSE_URL", "https://home.example/house"),
    ("HOUSE_URL", "https://home.example?a=b"),
    ("HOUSE_URL", "https://me@home.example"),
    ("HOUSE_URL", "https://home example"),
    ("HOUSE_URL", "javascript:alert(1)"),
    ("DATABASE_URL", "mysql://u:sekrit@h/n"),
    ("DATABASE_URL", "postgresql://u:sekrit@h:port/n"),
    ("DATABASE_URL", "postgresql://u:sekrit@h"),
    ("DATABASE_URL", "sqlite://"),
    ("DATABASE_URL", "sqlite:///"),
    ("DATABASE_URL", "sqlite:///:memory:"),
    ("DATABASE_URL", "/srv/house.sqlite"),
]


@pytest.mark.parametrize(("name", "value"), BAD, ids=[f"{name}={value[:24]}" for name, value in BAD])
def test_what_cannot_be_is_said_in_one_plain_sentence_that_names_the_setting(name, value):
    with pytest.raises(SettingTrouble) as trouble:
        from_environment({name: value})
    words = str(trouble.value)
    assert words.startswith(name) and words.endswith(".") and "\n" not in words
    assert "sekrit" not in words


def test_every_setting_is_explained_where_it_is_declared():
    source = (CHECKOUT / "house" / "config.py").read_text()
    for name in ("INSTANCE", "HOST", "PORT", "WORKERS", "KEY_FILE", "SECRET_FILE", "URL", "PROXIES"):
        assert f"# HOUSE_{name}: " in source
    assert "# DATABASE_URL: " in source


def mode(path):
    return stat.S_IMODE(path.stat().st_mode)


def test_the_data_folder_is_closed_to_everyone_else(tmp_path):
    make_instance(tmp_path / "new" / "instance")
    assert mode(tmp_path / "new" / "instance") == 0o700


def test_a_data_folder_that_stood_open_is_closed(tmp_path):
    tmp_path.chmod(0o755)
    make_instance(tmp_path)
    assert mode(tmp_path) == 0o700


def test_a_data_folder_that_cannot_be_is_said_plainly(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(SettingTrouble, match="The house cannot write in"):
        make_instance(tmp_path / "file" / "instance")


def test_keys_that_cannot_be_written_are_said_plainly(tmp_path):
    with pytest.raises(KeyTrouble, match="The keys cannot be written to"):
        make_keys(tmp_path / "no" / "field.keys", tmp_path / "secret.key")


@pytest.mark.parametrize(
    ("host", "sentence"),
    [
        ("203.0.113.1", "This computer has no address 203.0.113.1"),
        ("not a host", "This computer has no address not a host"),
    ],
)
def test_an_address_this_computer_does_not_have_is_said_plainly(host, sentence):
    with pytest.raises(SettingTrouble, match=sentence):
        check_port(from_environment({"HOUSE_HOST": host}))
