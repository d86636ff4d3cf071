"""Another key for everything that is sealed, while the house is open: `house rotate-keys`.

The new key goes into the key file first and seals from that moment on; the old one stays in the file and opens. Then
every cell is sealed anew, a few at a time. The old key leaves the file only when everything that was begun before is
over and no cell needs it. There is no other record of how far it is: stopped anywhere, the next run goes on there.
"""

import fcntl
import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import groupby
from pathlib import Path

from sqlalchemy.exc import OperationalError

from house.db import key_ring, transaction
from house.keys import LAST, KeyCheck
from house.seal import KeyRing, KeyTrouble, keep_folder, read_ring, replace_ring, with_new_key, write_ring
from house.sealed import SealedColumn, count_without, seal_batch, sealed_columns
from house.settling import is_settled

ROUNDS = 20  # of looking for what is left: each finds only rows that somebody was changing in the round before
Say = Callable[[str], None]


def rotate(key_file: Path, say: Say) -> None:
    """Seal everything with a new key, or go on where a run before this one stopped. Raises `KeyTrouble`."""
    with _nobody_else(key_file):
        ring = _new_key_in_front(key_file)
        say(f"A new key stands in {key_file}, and seals from now on. The old one stays there while it is needed.")
        say("If this stops before it says that it is done, run it again. It goes on where it was.")
        try:
            _seal_all(ring, say)
            if not is_settled():  # somebody may still read a state of the database that needs the old key
                raise _come_back()
        except OperationalError as trouble:
            raise _come_back() from trouble
        _let_old_keys_go(key_file, ring, say)


@contextmanager
def _nobody_else(key_file: Path) -> Iterator[None]:
    """One at a time: two new keys at once, and one of them would be lost with what it has sealed."""
    folder = os.open(key_file.resolve().parent, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise KeyTrouble("Somebody is changing the keys already. That run goes on; this one did nothing.") from None
    finally:
        os.close(folder)


def _new_key_in_front(key_file: Path) -> KeyRing:
    """The keys with a new one in front; where a run before this one put it there, as they are."""
    ring = read_ring(key_file)
    if len(ring.keys) > 1:
        return ring
    try:
        replace_ring(key_file, with_new_key(ring))
    except OSError as trouble:
        raise KeyTrouble(f"{key_file} cannot be written ({trouble.strerror}). Nothing was changed.") from None
    return read_ring(key_file)


def _seal_all(ring: KeyRing, say: Say) -> None:
    """Every cell, until none is left and none can come. The rows that a start tries keys on are first and last."""
    with transaction(may_write=False):
        key_ring().look()
    columns = sealed_columns()
    checks = [each for each in columns if each.table is KeyCheck.__table__]
    others = [each for each in columns if each not in checks]
    for check in checks:
        _seal_column(check, ring, after=LAST)
    for name, group in groupby(others, key=lambda each: each.table.name):
        if count := sum(_seal_column(each, ring) for each in group):
            say(f"  {name}: {count:,}")
    _until_none_is_left(others, ring)
    _until_none_is_left(checks, ring)


def _seal_column(column: SealedColumn, ring: KeyRing, after: int | None = None) -> int:
    """A few cells a transaction, with as long a pause behind each, so that people's requests find their way between."""
    count, last = 0, after
    while True:
        with transaction() as session:
            began = time.monotonic()
            done = seal_batch(session, column, ring, last)
        if not done:
            return count
        count, last = count + len(done), done[-1]
        time.sleep(time.monotonic() - began)


def _until_none_is_left(columns: list[SealedColumn], ring: KeyRing) -> None:
    for _round in range(ROUNDS):
        # What was begun before the new key stood may have been sealed with the old one, and be kept only now.
        if not is_settled():
            break
        for column in columns:
            _seal_column(column, ring)
        if _count_left(columns, ring) == 0:
            return
    raise _come_back()


def _count_left(columns: list[SealedColumn], ring: KeyRing) -> int:
    with transaction(may_write=False) as session:
        return count_without(session, columns, ring.current)


def _come_back() -> KeyTrouble:
    return KeyTrouble(
        "Something has kept the database busy for a long time, so the old key stays in the key file. Nothing is lost. "
        "Run “house rotate-keys” again later: it goes on where it was."
    )


def _let_old_keys_go(key_file: Path, ring: KeyRing, say: Say) -> None:
    """Old keys go into files of their own, where they open nothing but what is in backups."""
    old = [key_id for key_id in ring.keys if key_id != ring.current]
    try:
        apart = [_keep_apart(key_file, KeyRing({key_id: ring.keys[key_id]})) for key_id in old]
        replace_ring(key_file, KeyRing({ring.current: ring.keys[ring.current]}))
    except OSError as trouble:
        raise KeyTrouble(f"{trouble.filename} cannot be written. The old key stays in the key file.") from None
    say("Done. All that is sealed here is sealed with the new key alone.")
    say(f"Now print {key_file} and put it in the safe. Backups from now on open with it alone.")
    for path in apart:
        say(f"Earlier backups open with the old key alone. It is in {path}: take that file to where those backups")
        say("are not, and destroy it when the last of them is gone.")


def _keep_apart(key_file: Path, old: KeyRing) -> Path:
    path = key_file.resolve().with_name(f"{key_file.name}.old-{old.current.hex()}")
    if not path.exists():
        write_ring(path, old)
        keep_folder(path.parent)
    return path
