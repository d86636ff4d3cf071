"""The command line: what goes wrong is one plain sentence, whatever was asked for."""

import pytest
from click.testing import CliRunner

from house.cli import cli

COMMANDS = [["run"], ["demo"], ["migrate"], ["new-house"], ["invite", "Noor"], ["reset-password", "noor"], ["routes"]]
COMMANDS += [["rotate-keys"]]


def call(folder, *words, **environ):
    clean = {"HOUSE_INSTANCE": str(folder), "HOUSE_URL": "", "DATABASE_URL": "", "HOUSE_PORT": "", "HOUSE_KEY_FILE": ""}
    return CliRunner().invoke(cli, [*words], env={**clean, **environ})


def is_one_sentence(answer, start):
    assert (answer.exit_code, type(answer.exception)) == (1, SystemExit)
    (line,) = answer.output.splitlines()
    return line.startswith(start)


def test_every_command_is_in_the_list_of_this_test():
    assert {words[0] for words in COMMANDS} == set(cli.commands)


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_a_setting_that_cannot_be(tmp_path, words):
    assert is_one_sentence(call(tmp_path / "new", *words, HOUSE_PORT="eighty"), "HOUSE_PORT is “eighty”.")
    assert not (tmp_path / "new").exists()


def test_a_key_that_is_missing(tmp_path):
    call(tmp_path, "migrate")
    (tmp_path / "field.keys").unlink()
    assert is_one_sentence(call(tmp_path, "routes"), "The key file")


def test_a_database_that_does_not_answer(tmp_path):
    away = "postgresql://house:sekrit@127.0.0.1:9/house"
    answer = call(tmp_path, "migrate", DATABASE_URL=away)
    assert is_one_sentence(answer, "The database does not answer") and "sekrit" not in answer.output


def test_a_file_that_is_no_database(tmp_path):
    call(tmp_path, "migrate")
    for file in tmp_path.glob("house.sqlite*"):
        file.unlink()
    (tmp_path / "house.sqlite").write_text("this is a shopping list, and a long one at that" * 100)
    assert is_one_sentence(call(tmp_path, "routes"), "The database does not answer")


def test_an_invite_before_there_is_a_house(tmp_path):
    assert is_one_sentence(call(tmp_path, "invite", "Noor"), "There is no house here yet")


def test_a_password_for_somebody_unknown(tmp_path):
    assert is_one_sentence(call(tmp_path, "reset-password", "noor"), "Nobody here signs in as noor.")


def test_outside_help_stands_from_the_first_command_on(tmp_path):
    call(tmp_path, "migrate")
    assert (tmp_path / "support-lines.json").exists()
