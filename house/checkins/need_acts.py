"""What happens to something somebody asked for. It begins with a check-in that is shared, and ends with its owner."""

from collections.abc import Iterable
from datetime import datetime, timedelta

import sqlalchemy as sa

from house import facts
from house.checkins.models import KIND, CheckIn
from house.checkins.need_access import still_open
from house.checkins.need_models import NeedSignal, Step, Why
from house.checkins.words import CheckInWords
from house.db import db
from house.trust.access import in_force
from house.trust.models import Share

KEPT_FOR = timedelta(days=30)  # after it came to rest, and until it is counted in no week any more
COUNTED_FOR = timedelta(days=35)  # four whole weeks, and the one that goes on


class ChangedMeanwhile(Exception):
    """Somebody else answered, or its owner closed or changed it, since the page was opened."""


def begin(kept: CheckIn, words: CheckInWords, now: datetime, why: Why = Why.need) -> None:
    """From now on a shared check-in that asks for something waits for whoever it is shared with."""
    signal = db.session.get(NeedSignal, kept.id)
    if signal is None and (words.asks or why is Why.known):
        let_go_of_old_ones(kept.house_id, None, now)
        db.session.add(NeedSignal(id=kept.id, house_id=kept.house_id, why=why, asked_at=now, since=now))
        db.session.flush()


def reword(kept: CheckIn, before: CheckInWords, words: CheckInWords, now: datetime) -> None:
    """Other words may ask for something else, or for nothing any more."""
    signal = db.session.get(NeedSignal, kept.id)
    if signal is None:
        return
    if not words.asks and signal.why is not Why.known:
        db.session.delete(signal)
        db.session.flush()
    elif words.need != before.need:
        signal.why = Why.need if words.asks else signal.why
        _wait_anew(signal, now)


def say(signal: NeedSignal, step: Step, reply: str, by_id: int, now: datetime) -> None:
    """Tell its owner what comes of it. The words before are gone: the last ones count."""
    signal.step, signal.said_at, signal.said_by_id = step, now, by_id
    signal.reply = reply
    db.session.flush()


def close(signal: NeedSignal, now: datetime) -> None:
    """That's all right now. Closed twice, the first instant stays."""
    signal.closed_at = signal.closed_at or now
    db.session.flush()


def still_so(signal: NeedSignal, now: datetime) -> None:
    """It waits once more, for whoever it is shared with now."""
    _wait_anew(signal, now)


def _wait_anew(signal: NeedSignal, now: datetime) -> None:
    signal.since, signal.closed_at = now, None
    signal.step = signal.said_at = signal.said_by_id = None
    signal.reply = ""
    db.session.flush()


def settle_what_was_before(opened: Iterable[tuple[int, Why | None, CheckInWords]]) -> None:
    """Shared before needs were kept: now that its words are open, it asks for something or it does not."""
    before = [(need_id, words.asks) for need_id, why, words in opened if why is Why.before]
    asking, others = ([need_id for need_id, asks in before if asks is which] for which in (True, False))
    if asking:
        db.session.execute(sa.update(NeedSignal).where(NeedSignal.id.in_(asking)).values(why=Why.need))
    if others:
        db.session.execute(sa.delete(NeedSignal).where(NeedSignal.id.in_(others)))


@facts.rows_needed.connect
def let_go_of_old_ones(house_id: int, until: object, now: datetime) -> None:
    """What came to rest 30 days ago is gone (DOMAIN, i.7 class F). What nobody has seen stays while it is shared."""
    earlier = now - KEPT_FOR
    was_open = (
        sa.select(NeedSignal.id)
        .join(CheckIn, CheckIn.id == NeedSignal.id)
        .join(Share, sa.and_(Share.kind == KIND, Share.thing_id == NeedSignal.id, in_force(now)))
        .where(NeedSignal.house_id == house_id, still_open(earlier))
    )
    old = sa.delete(NeedSignal).where(
        NeedSignal.house_id == house_id,
        NeedSignal.asked_at < now - COUNTED_FOR,
        sa.or_(NeedSignal.closed_at.is_(None), NeedSignal.closed_at < earlier),
        NeedSignal.id.not_in(was_open.correlate(None)),
    )
    db.session.execute(old.execution_options(synchronize_session=False))
