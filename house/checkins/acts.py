"""What happens to a check-in. Each act is its owner's own; the views ask for that before.

None of these acts writes a `Change`. A change says who did what and when, and stays for two years: for a check-in it
would be a count of somebody's days that outlives the day they delete it (DOMAIN: invariant 2, settled 5). What others
need to be answerable for stands elsewhere: a share says since when it was shared, a look who read it.
"""

from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.checkins import need_acts
from house.checkins.access import in_force
from house.checkins.models import KIND, About, CheckIn, CheckInWay
from house.checkins.ways import forget_way
from house.checkins.words import CheckInWords, open_words, seal_words
from house.db import db
from house.people.going import of_that_time
from house.people.models import Membership
from house.people.sharing import Sharing
from house.trust.acts import end_shares, share
from house.trust.models import Audience, Share

A_DAY = timedelta(days=1)


def check_in(
    house_id: int,
    owner_id: int,
    words: CheckInWords,
    audience: Audience,
    now: datetime,
    person_id: int | None = None,
    until: datetime | None = None,
    about: About = About.now,
    on_call: bool = False,
    typed_by_id: int | None = None,
) -> CheckIn:
    """Keep how somebody's day was, for them and for the audience they chose."""
    at = now - A_DAY if about is About.yesterday else now
    kept = CheckIn(house_id=house_id, owner_id=owner_id, at=at, written_at=now, changed_at=now)
    kept.is_of_the_day, kept.typed_by_id = about is not About.now, typed_by_id
    seal_words(kept, words)
    db.session.add(kept)
    db.session.flush()
    share(house_id, owner_id, KIND, kept.id, audience, now, person_id, until, on_call)
    if audience is not Audience.only_me:
        need_acts.begin(kept, words, now)
    return kept


def change_words(kept: CheckIn, words: CheckInWords, now: datetime) -> None:
    """Say it in other words; whoever reads it from now on reads these."""
    before = open_words(kept)
    if before == words:
        return
    seal_words(kept, words)
    kept.changed_at = now
    db.session.flush()
    need_acts.reword(kept, before, words, now)
    if sharing_of(kept, now).is_shared:
        need_acts.begin(kept, words, now)


def change_sharing(kept: CheckIn, sharing: Sharing, now: datetime) -> None:
    """Let others read it instead, or until another time; the same again changes nothing."""
    if sharing != sharing_of(kept, now):
        whom = (sharing.audience, now, sharing.person_id, sharing.until, sharing.on_call)
        share(kept.house_id, kept.owner_id, KIND, kept.id, *whom)
        if sharing.is_shared:
            need_acts.begin(kept, open_words(kept), now)


def sharing_of(kept: CheckIn, now: datetime) -> Sharing:
    """Who may read it besides its owner at this moment, and until when."""
    query = sa.select(Share.audience, Share.person_id, Share.until, Share.on_call).join(CheckIn, in_force(now))
    row = db.session.execute(query.where(CheckIn.id == kept.id).limit(1)).first()
    return Sharing(row.audience, row.person_id, row.until, on_call=row.on_call) if row else Sharing()


def end_sharing(kept: CheckIn, now: datetime) -> None:
    """From the next request on, only its owner can read it."""
    end_shares(KIND, kept.id, now)


def delete(kept: CheckIn) -> None:
    """Gone at once, and that it was ever shared too. Looks stay: they are a promise to the owner."""
    db.session.execute(sa.delete(Share).where(Share.kind == KIND, Share.thing_id == kept.id))
    db.session.delete(kept)
    db.session.flush()


@facts.own_things_deleted.connect
def delete_all_of(person_id: int, house_id: int, now: datetime) -> None:
    """All their check-ins in this house are gone, and that any was ever shared. Looks stay."""
    _delete(CheckIn.owner_id == person_id, CheckIn.house_id == house_id)
    forget_way(person_id, house_id)


@facts.private_things_cleared.connect
def clear_check_ins(membership: Membership, now: datetime) -> None:
    """The check-ins of a stay that is over are gone; those of a later stay are another matter."""
    _delete(
        CheckIn.owner_id == membership.person_id,
        CheckIn.house_id == membership.house_id,
        of_that_time(membership, CheckIn.written_at),
    )
    forget_way(membership.person_id, membership.house_id, of_that_time(membership, CheckInWay.kept_at))


def _delete(*which: sa.ColumnElement[bool]) -> None:
    own = sa.select(CheckIn.id).where(*which)
    without_check = {"synchronize_session": False}
    shares = sa.delete(Share).where(Share.kind == KIND, Share.thing_id.in_(own))
    db.session.execute(shares.execution_options(**without_check))
    db.session.execute(sa.delete(CheckIn).where(*which).execution_options(**without_check))
