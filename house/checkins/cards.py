"""A check-in as a card on a page: ready words, so that the templates decide nothing."""

from dataclasses import dataclass, replace
from datetime import datetime

from flask_babel import gettext as _

from house.checkins.labels import CONNECTIONS, ENERGIES, FACES, FEELINGS, NEEDS
from house.checkins.need_words import OwnNeedWords, own_need_words
from house.checkins.reading import OwnCheckIn, Seen, SharedCheckIn
from house.checkins.words import CheckInWords
from house.people.sharing_words import can_see_words, shared_with_words
from house.viewer import Viewer
from house.when.span import to_local
from house.when.words import day_words, stamp_words

NOTE_SHOWN = 400  # of one's own; a longer note is opened with a tap


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one check-in, ready to show."""

    feeling: str
    face: str
    need: str
    more: str  # energy and connection
    paragraphs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnCard:
    """One of my own."""

    id: int
    when: str
    said: Said
    has_more: bool
    can_see: str
    is_shared: bool
    seen: tuple[str, ...]
    typed: str
    need: OwnNeedWords | None


@dataclass(frozen=True, slots=True)
class SharedCard:
    """One that somebody shares with me."""

    owner: str
    when: str
    said: Said
    shared_with: str
    is_new: bool
    answer_id: int | None


def own_card(each: OwnCheckIn, viewer: Viewer, now: datetime) -> OwnCard:
    """One of the viewer's own check-ins."""
    note = _beginning(each.words.note)
    return OwnCard(
        id=each.id,
        when=when_words(each.at, each.is_of_the_day, viewer, now),
        said=said(replace(each.words, note=note)),
        has_more=note != each.words.note,
        can_see=can_see_words(each.sharing, now, viewer.zone),
        is_shared=each.sharing.is_shared,
        seen=tuple(seen_words(look, each.changed_at, viewer, now) for look in each.seen),
        typed=_("Typed by %(name)s, beside you.", name=each.typed_by) if each.typed_by else "",
        need=own_need_words(each.need, each.sharing, viewer, now) if each.need else None,
    )


def _beginning(note: str) -> str:
    if len(note) <= NOTE_SHOWN:
        return note
    whole_words, _space, _cut = note[:NOTE_SHOWN].rpartition(" ")
    return f"{whole_words or note[:NOTE_SHOWN]} …"


def shared_card(each: SharedCheckIn, viewer: Viewer, now: datetime) -> SharedCard:
    """A check-in that somebody shares with the viewer."""
    when = when_words(each.at, each.is_of_the_day, viewer, now)
    shared_with = shared_with_words(each.audience)
    return SharedCard(each.owner, when, said(each.words), shared_with, each.is_new, each.answer_id)


def said(words: CheckInWords) -> Said:
    """The words as they are shown; those of one's own making stay as typed."""
    return Said(
        feeling=str(FEELINGS.get(words.feeling, words.feeling)),
        face=FACES.get(words.feeling, ""),
        need=str(NEEDS.get(words.need, words.need)),
        more=" · ".join(each for each in (_energy(words), _connection(words)) if each),
        paragraphs=tuple(line for line in words.note.split("\n") if line.strip()),
    )


def _energy(words: CheckInWords) -> str:
    label = ENERGIES.get(words.energy)
    return _("Energy: %(words)s", words=label) if label else ""


def _connection(words: CheckInWords) -> str:
    label = CONNECTIONS.get(words.connection)
    return _("Today: %(words)s", words=label) if label else ""


def when_words(at: datetime, is_of_the_day: bool, viewer: Viewer, now: datetime) -> str:
    """The moment a check-in is about; of a day as a whole, its name alone."""
    if not is_of_the_day:
        return stamp_words(at, now, viewer.zone)
    words = day_words(to_local(at, viewer.zone).date(), to_local(now, viewer.zone).date())
    return words[:1].upper() + words[1:]


def seen_words(seen: Seen, changed_at: datetime, viewer: Viewer, now: datetime) -> str:
    """Who read it, "Seen by Alex, Tue 4pm": first and last, and whether that was before the words changed."""
    first, last = (stamp_words(at, now, viewer.zone) for at in (seen.first_at, seen.last_at))
    words = _("Seen by %(name)s, %(when)s", name=seen.by, when=first)
    if last != first:
        words = _("Seen by %(name)s, %(when)s, last %(last)s", name=seen.by, when=first, last=last)
    return words if seen.last_at >= changed_at else _("%(seen)s, before you changed it", seen=words)
