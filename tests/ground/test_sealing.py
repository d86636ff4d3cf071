"""Sealed text opens only where it was sealed, and only with its key."""

import stat

import pytest

from house.seal import (
    KeyFile,
    KeyRing,
    KeyTrouble,
    make_keys,
    new_ring,
    read_ring,
    read_secret,
    replace_ring,
    with_new_key,
    write_ring,
)


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


# --- the file of the keys, while the house is open ---


@pytest.fixture
def kept(tmp_path):
    write_ring(tmp_path / "keys", new_ring())
    return KeyFile(tmp_path / "keys")


def test_the_file_is_looked_at_before_sealing(kept):
    replace_ring(kept.path, with_new_key(kept.ring))
    assert kept.seal("mine", "t|1|c")[1:5] == read_ring(kept.path).current


def test_the_file_is_looked_at_when_a_key_is_unknown(kept):
    newer = with_new_key(kept.ring)
    replace_ring(kept.path, newer)
    assert kept.open(newer.seal("mine", "t|1|c"), "t|1|c") == "mine"


def test_a_file_that_is_gone_for_now_changes_nothing(kept):
    kept.path.unlink()
    assert kept.open(kept.seal("mine", "t|1|c"), "t|1|c") == "mine"


@pytest.mark.parametrize("length", [0, 1, 20, 53])
def test_a_file_cut_short_meanwhile_seals_nothing(kept, length):
    text = kept.path.read_text()
    kept.path.write_text(text[:length] if length < 53 else text[:-2])
    with pytest.raises(KeyTrouble):
        kept.seal("mine", "t|1|c")


def test_keys_that_do_not_fit_seal_nothing(tmp_path):
    write_ring(tmp_path / "keys", new_ring())
    kept = KeyFile(tmp_path / "keys", _none_fits)
    replace_ring(kept.path, new_ring())
    for _time in range(2):
        with pytest.raises(KeyTrouble):
            kept.seal("mine", "t|1|c")


def _none_fits(ring):
    raise KeyTrouble("Others.")


def test_the_file_is_replaced_whole_and_stays_its_owners(kept):
    kept.path.chmod(0o640)
    (kept.path.parent / ".keys.new").write_text("left from a power cut")
    newer = with_new_key(kept.ring)
    replace_ring(kept.path, newer)
    assert list(read_ring(kept.path).keys) == list(newer.keys)
    assert [path.name for path in kept.path.parent.iterdir()] == ["keys"]
    assert stat.S_IMODE(kept.path.stat().st_mode) == 0o640


def test_a_link_to_the_file_stays_a_link(kept, tmp_path):
    link = tmp_path / "link"
    link.symlink_to(kept.path)
    newer = with_new_key(kept.ring)
    replace_ring(link, newer)
    assert link.is_symlink() and read_ring(kept.path) == newer


def test_a_key_file_that_strangers_can_read_is_closed_to_them(tmp_path):
    files = tmp_path / "field.keys", tmp_path / "secret.key"
    make_keys(*files)
    for path in files:
        path.chmod(0o644)
    make_keys(*files)
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o640}


def test_ids_of_keys_differ_from_their_first_letter_on():
    ring = new_ring()
    for _time in range(20):
        ring = with_new_key(ring)
    assert len({key_id[:1] for key_id in ring.keys}) == 21
