"""A check-in as a card on a page: ready words, so that the templates decide nothing."""

from dataclasses import dataclass
from datetime import datetime

from flask_babel import gettext as _

from house.checkins.labels import FACES, FEELINGS, NEEDS
from house.checkins.reading import OwnCheckIn, Seen, SharedCheckIn
from house.checkins.words import CheckInWords
from house.people.sharing_words import can_see_words, shared_with_words
from house.viewer import Viewer
from house.when.words import stamp_words

NOTE_SHOWN = 400  # of one's own; a longer note is opened with a tap


@dataclass(frozen=True, slots=True)
class Said:
    """The words of one check-in, ready to show."""

    feeling: str
    face: str
    need: str
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


@dataclass(frozen=True, slots=True)
class SharedCard:
    """One that somebody shares with me."""

    owner: str
    when: str
    said: Said
    shared_with: str
    is_new: bool


def own_card(each: OwnCheckIn, viewer: Viewer, now: datetime) -> OwnCard:
    """One of the viewer's own check-ins."""
    note = _beginning(each.words.note)
    return OwnCard(
        id=each.id,
        when=stamp_words(each.at, now, viewer.zone),
        said=said(CheckInWords(each.words.feeling, each.words.need, note)),
        has_more=note != each.words.note,
        can_see=can_see_words(each.sharing, now, viewer.zone),
        is_shared=each.sharing.is_shared,
        seen=tuple(seen_words(look, each.changed_at, viewer, now) for look in each.seen),
    )


def _beginning(note: str) -> str:
    if len(note) <= NOTE_SHOWN:
        return note
    whole_words, _space, _cut = note[:NOTE_SHOWN].rpartition(" ")
    return f"{whole_words or note[:NOTE_SHOWN]} …"


def shared_card(each: SharedCheckIn, viewer: Viewer, now: datetime) -> SharedCard:
    """A check-in that somebody shares with the viewer."""
    when = stamp_words(each.at, now, viewer.zone)
    return SharedCard(each.owner, when, said(each.words), shared_with_words(each.audience), each.is_new)


def said(words: CheckInWords) -> Said:
    """The words as they are shown; those of one's own making stay as typed."""
    return Said(
        feeling=str(FEELINGS.get(words.feeling, words.feeling)),
        face=FACES.get(words.feeling, ""),
        need=str(NEEDS.get(words.need, words.need)),
        paragraphs=tuple(line for line in words.note.split("\n") if line.strip()),
    )


def seen_words(seen: Seen, changed_at: datetime, viewer: Viewer, now: datetime) -> str:
    """Who read it, "Seen by Alex, Tue 4pm": first and last, and whether that was before the words changed."""
    first, last = (stamp_words(at, now, viewer.zone) for at in (seen.first_at, seen.last_at))
    words = _("Seen by %(name)s, %(when)s", name=seen.by, when=first)
    if last != first:
        words = _("Seen by %(name)s, %(when)s, last %(last)s", name=seen.by, when=first, last=last)
    return words if seen.last_at >= changed_at else _("%(seen)s, before you changed it", seen=words)
