#!/bin/sh
# A copy of a house's SQLite database, whole and of one moment, also while the house is open:
#   house-backup FOLDER
# It makes FOLDER/house-<UTC time>.sqlite, looks whether the copy is sound, says its name, and takes copies away that
# are older than KEEP_DAYS (14). The keys of the private words are not in it: they are kept somewhere else, on purpose.
set -eu
umask 077
. "${HOUSE_ENV:-/etc/house/house.env}"
folder=$1
copy=$folder/house-$(date -u +%Y%m%dT%H%M%SZ).sqlite

# With the SQLite that the house itself uses: the computer's own may be an older one, with a fault.
"${HOUSE_PYTHON:-/srv/house/.venv/bin/python}" - "$HOUSE_INSTANCE/house.sqlite" "$copy" <<'PY'
import sys

from house.db import sqlite_driver

live, copy = sys.argv[1:]
source = sqlite_driver().connect(f"file:{live}?mode=rw", uri=True, timeout=30)
source.execute("VACUUM INTO ?", (copy,))
source.close()
made = sqlite_driver().connect(f"file:{copy}?mode=ro", uri=True)
if made.execute("PRAGMA integrity_check").fetchone() != ("ok",):
    sys.exit(f"The copy {copy} is not sound. Make another, and look at the disk.")
PY

find "$folder" -name 'house-*.sqlite' -mtime "+${KEEP_DAYS:-14}" -delete
echo "$copy"
