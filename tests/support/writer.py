"""A process that changes words the whole time, as a worker of the house would: `python -m tests.support.writer`.

Its half of the check-ins gets new words again and again; told to stop, it says the last words it kept of each.
With "hold" it seals once, and keeps that only a while later.
"""

import json
import random
import select
import sys
import time

import sqlalchemy as sa

from house import create_app
from house.checkins.models import CheckIn
from house.db import db, transaction

HELD, LONG = 10**6, 4.0


def write(part: int, many: int) -> dict[str, str]:
    """Change one check-in after the other until somebody says to stop."""
    last: dict[str, str] = {}
    count = 0
    while not select.select([sys.stdin], [], [], 0.002)[0]:
        number, count = random.randrange(part, many, 2) + 1, count + 1
        with transaction() as session:
            kept = session.get_one(CheckIn, number, with_for_update=True)
            before = kept.note
            assert before == last.get(f"check_in|{number}|note", f"{number}-0"), before
            kept.note = f"{number}-{count}"
        last[f"check_in|{number}|note"] = f"{number}-{count}"
        db.session.expunge_all()
        if count == 1:
            print("writing", flush=True)
    return last


def hold() -> None:
    """Seal something new, and keep it only after a while: until then nobody else can see that it is there."""
    with transaction() as session:
        one = session.scalars(sa.select(CheckIn).limit(1)).one()
        new = CheckIn(id=HELD, house_id=one.house_id, owner_id=one.owner_id, at=one.at)
        new.written_at = new.changed_at = one.at
        new.note = "held back"
        session.add(new)
        session.flush()
        print("holding", flush=True)
        time.sleep(LONG)


if __name__ == "__main__":
    with create_app().app_context():
        if sys.argv[1] == "hold":
            hold()
        else:
            print(json.dumps(write(int(sys.argv[1]), int(sys.argv[2]))))
