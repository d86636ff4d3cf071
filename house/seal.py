"""Sealed text: AES-256-GCM, bound to the one cell it was written in (SAFE: sealed fields)."""

import base64
import os
import secrets
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

VERSION = b"\x01"
KEY_ID_BYTES = 4
NONCE_BYTES = 12


class KeyTrouble(Exception):
    """The keys of sealed text are missing or wrong; the message is a plain sentence."""


@dataclass(frozen=True, slots=True)
class KeyRing:
    """The keys of sealed text by their id; the first seals, all of them open."""

    keys: dict[bytes, bytes]

    @property
    def current(self) -> bytes:
        return next(iter(self.keys))

    def seal(self, text: str, cell: str) -> bytes:
        """Seal text for one cell, named "table|row|column"."""
        nonce = os.urandom(NONCE_BYTES)
        key_id = self.current
        sealed = AESGCM(self.keys[key_id]).encrypt(nonce, text.encode(), cell.encode())
        return VERSION + key_id + nonce + sealed

    def open(self, blob: bytes, cell: str) -> str:
        """Open what was sealed for this cell. Raises `KeyTrouble`, never answers garbage."""
        key_id, nonce, sealed = blob[1:5], blob[5:17], blob[17:]
        key = self.keys.get(key_id)
        if blob[:1] != VERSION or key is None:
            raise KeyTrouble("A sealed text was made with a key that is not in the key file.")
        try:
            return AESGCM(key).decrypt(nonce, sealed, cell.encode()).decode()
        except InvalidTag:
            raise KeyTrouble("A sealed text does not open with the key it names.") from None


class KeyFile:
    """The keys as their file has them, also when it is changed while the house is open.

    Sealing looks at the file each time, so that nobody goes on sealing with a key that is on its way out. Opening
    looks when it meets a key it does not know. A file that is gone for now (a stick pulled out) changes nothing.
    """

    def __init__(self, path: Path, insist: Callable[[KeyRing], None] = lambda ring: None) -> None:
        self.path, self.insist = path, insist
        self._seen, self.ring = _stamp(path), read_ring(path)

    def look(self) -> KeyRing:
        """The keys as the file has them now. Raises `KeyTrouble` where it holds others that do not fit."""
        seen = _stamp(self.path)
        if seen not in (None, self._seen):
            ring = read_ring(self.path)
            self.insist(ring)
            self.ring, self._seen = ring, seen
        return self.ring

    def seal(self, text: str, cell: str) -> bytes:
        """Seal text for one cell with the key that is the current one at this moment."""
        return self.look().seal(text, cell)

    def open(self, blob: bytes, cell: str) -> str:
        """Open what was sealed for this cell. Raises `KeyTrouble`."""
        if blob[1:5] not in self.ring.keys:
            self.look()
        return self.ring.open(blob, cell)


def _stamp(path: Path) -> tuple[int, int, int] | None:
    try:
        seen = path.stat()
    except OSError:
        return None
    return seen.st_ino, seen.st_mtime_ns, seen.st_size


def new_ring() -> KeyRing:
    """A ring of one fresh key."""
    return KeyRing({os.urandom(KEY_ID_BYTES): AESGCM.generate_key(256)})


def with_new_key(ring: KeyRing) -> KeyRing:
    """A fresh key in front of those there are. Its id is another from the first letter on, also in base64."""
    fresh = new_ring()
    while fresh.current[:1] in {key_id[:1] for key_id in ring.keys}:
        fresh = new_ring()
    return KeyRing({**fresh.keys, **ring.keys})


def read_ring(path: Path) -> KeyRing:
    """Read a key file: a line a key, "id key" in base64, the current one first. Raises `KeyTrouble`."""
    try:
        lines = [line.split() for line in path.read_text().splitlines() if line.strip()]
        keys = {base64.b64decode(key_id): base64.b64decode(key) for key_id, key in lines}
    except (OSError, ValueError):
        raise KeyTrouble(
            f"The key file {path} cannot be read. Put back the copy you keep apart from backups."
        ) from None
    if not keys or any(len(i) != KEY_ID_BYTES or len(k) != 32 for i, k in keys.items()):
        raise KeyTrouble(f"The key file {path} holds no usable key. Put back the copy you keep apart from backups.")
    return KeyRing(keys)


def write_ring(path: Path, ring: KeyRing) -> None:
    """Write a key file that only its owner can read (0600)."""
    lines = (f"{base64.b64encode(i).decode()} {base64.b64encode(k).decode()}" for i, k in ring.keys.items())
    write_private(path, "\n".join(lines) + "\n")


def replace_ring(path: Path, ring: KeyRing) -> None:
    """Put other keys in the file at one stroke: whoever reads it finds the one or the other, whole."""
    path = path.resolve()
    kept, fresh = path.stat(), path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)  # of a time when the power went
    write_ring(fresh, ring)
    fresh.chmod(stat.S_IMODE(kept.st_mode) & 0o640 | 0o600)
    if (kept.st_uid, kept.st_gid) != (fresh.stat().st_uid, fresh.stat().st_gid):
        os.chown(fresh, kept.st_uid, kept.st_gid)  # root changed the keys of somebody else's house
    fresh.replace(path)
    keep_folder(path.parent)


def keep_folder(folder: Path) -> None:
    """What was put into a folder, and what was taken out, stays so through a power cut."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def read_secret(path: Path) -> str:
    """Read the key that signs cookies. Raises `KeyTrouble` when it is missing, or short enough to guess."""
    try:
        secret = path.read_text().strip()
    except OSError:
        raise KeyTrouble(f"The file {path} cannot be read. It holds the key that signs cookies.") from None
    if len(secret) < 32:
        raise KeyTrouble(f"The key in {path} is too short to be safe. Delete the file, and a new one is made.")
    return secret


def write_private(path: Path, text: str) -> None:
    """Create a file with mode 0600 from its first instant; an existing one stays as it is."""
    handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def make_keys(key_file: Path, secret_file: Path) -> None:
    """Make the keys that are not there yet, and close both files to strangers. Raises `KeyTrouble` if it can't."""
    try:
        if not key_file.exists():
            write_ring(key_file, new_ring())
        if not secret_file.exists():
            write_private(secret_file, secrets.token_urlsafe(48) + "\n")
        for path in (key_file, secret_file):
            _close_to_strangers(path)
    except OSError as trouble:
        raise KeyTrouble(f"The keys cannot be written to {trouble.filename}. Make its folder writable.") from None


def _close_to_strangers(path: Path) -> None:
    """A file of ours that everybody on this computer may read is so no longer; a group's stays the group's."""
    kept = path.stat()
    if kept.st_mode & 0o007 and kept.st_uid == os.geteuid():
        path.chmod(stat.S_IMODE(kept.st_mode) & 0o640)
