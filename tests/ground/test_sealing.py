"""Sealed text opens only where it was sealed, and only with its key."""

import stat

import pytest

from house.seal import KeyRing, KeyTrouble, make_keys, new_ring, read_ring, read_secret, write_ring


def test_text_comes_back_as_it_went_in():
    ring = new_ring()
    assert ring.open(ring.seal("zażółć 🌿 \u202eabc", "t|1|c"), "t|1|c") == "zażółć 🌿 \u202eabc"


@pytest.mark.parametrize("cell", ["t|2|c", "u|1|c", "t|1|d"], ids=["another row", "another table", "another column"])
def test_text_moved_to_another_cell_does_not_open(cell):
    ring = new_ring()
    with pytest.raises(KeyTrouble):
        ring.open(ring.seal("mine", "t|1|c"), cell)


def test_the_same_text_looks_different_each_time():
    ring = new_ring()
    assert ring.seal("mine", "t|1|c") != ring.seal("mine", "t|1|c")


def test_a_missing_key_is_trouble_not_garbage():
    with pytest.raises(KeyTrouble):
        new_ring().open(new_ring().seal("mine", "t|1|c"), "t|1|c")


def test_a_changed_letter_does_not_open():
    ring = new_ring()
    blob = bytearray(ring.seal("mine", "t|1|c"))
    blob[-1] ^= 1
    with pytest.raises(KeyTrouble):
        ring.open(bytes(blob), "t|1|c")


def test_an_older_key_still_opens_what_it_sealed():
    old, new = new_ring(), new_ring()
    both = KeyRing({**new.keys, **old.keys})
    assert both.open(old.seal("mine", "t|1|c"), "t|1|c") == "mine"


def test_a_new_text_is_sealed_with_the_first_key():
    ring = KeyRing({**new_ring().keys, **new_ring().keys})
    assert ring.seal("mine", "t|1|c")[1:5] == ring.current


def test_keys_are_for_their_owner_only(tmp_path):
    make_keys(tmp_path / "field.keys", tmp_path / "secret.key")
    assert {stat.S_IMODE(path.stat().st_mode) for path in tmp_path.iterdir()} == {0o600}


def test_keys_that_are_there_stay(tmp_path):
    make_keys(tmp_path / "field.keys", tmp_path / "secret.key")
    before = read_ring(tmp_path / "field.keys")
    make_keys(tmp_path / "field.keys", tmp_path / "secret.key")
    assert read_ring(tmp_path / "field.keys") == before


def test_a_ring_is_read_as_it_was_written(tmp_path):
    ring = KeyRing({**new_ring().keys, **new_ring().keys})
    write_ring(tmp_path / "keys", ring)
    assert list(read_ring(tmp_path / "keys").keys) == list(ring.keys)


@pytest.mark.parametrize(
    "text", ["", "nonsense", "AAAA BBBB\n", "zz\n"], ids=["empty", "one word", "short", "no base64"]
)
def test_a_spoilt_key_file_stops_the_start(tmp_path, text):
    (tmp_path / "keys").write_text(text)
    with pytest.raises(KeyTrouble):
        read_ring(tmp_path / "keys")


def test_a_short_secret_stops_the_start(tmp_path):
    (tmp_path / "secret").write_text("super-secret")
    with pytest.raises(KeyTrouble):
        read_secret(tmp_path / "secret")
