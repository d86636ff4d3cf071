"""A note as a card on a page: ready words, so that the templates decide nothing."""

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from flask_babel import gettext as _

from house.checkins.avoid_words import avoid_words_in
from house.checkins.cards import seen_words, when_words
from house.checkins.note_labels import ANSWERS, CONTACTS
from house.checkins.note_models import Made, Saying, Starter
from house.checkins.note_offers import Offered
from house.checkins.note_reading import Note, OwnNote, Said, SharedNote, Taken
from house.checkins.reading import Seen
from house.people.sharing import Sharing
from house.people.sharing_words import shared_with_words, who_words
from house.trust.models import Audience
from house.viewer import Viewer
from house.when.span import to_local
from house.when.words import last_moment_words, stamp_words, until_words


@dataclass(frozen=True, slots=True)
class SaidCard:
    """One thing that was said: who said what kind of thing, when, and its words."""

    heading: str
    when: str
    paragraphs: tuple[str, ...]
    next_step: str


@dataclass(frozen=True, slots=True)
class NoteCard:
    """A note about the viewer, or one they may read."""

    id: int
    title: str
    when: str
    started: str
    made: str
    is_to_be_read_back: bool
    said: tuple[SaidCard, ...]
    can_read: str
    is_shared: bool = False
    seen: tuple[str, ...] = ()
    is_new: bool = False
    is_authors: bool = False
    may_withdraw: bool = False
    hints: tuple[str, ...] = ()


def own_note(each: OwnNote, seen: list[Seen], viewer: Viewer, now: datetime) -> NoteCard:
    """A note about the viewer."""
    note = each.note
    changed_at = max(filter(None, (note.changed_at, note.replied_at)))
    return NoteCard(
        id=note.id,
        title=_("%(contact)s, with %(name)s", contact=CONTACTS[note.kind], name=note.author),
        when=when_words(note.at, note.is_of_the_day, viewer, now),
        started=_("You started it.") if note.started_by is Starter.resident else _started_words(note.author),
        made=_own_made_words(note),
        is_to_be_read_back=note.is_to_be_read_back,
        said=tuple(_said(one, note, True, viewer, now) for one in note.said),
        can_read=can_read_words(each, viewer, now),
        is_shared=each.is_read_by_author or each.others.is_shared,
        seen=tuple(seen_words(look, changed_at, viewer, now) for look in seen),
    )


def shared_note(each: SharedNote, viewer: Viewer, now: datetime) -> NoteCard:
    """A note that the viewer may read of somebody else."""
    note = each.note
    starter = note.owner if note.started_by is Starter.resident else note.author
    with_whom = (
        _("%(contact)s, with %(name)s", contact=CONTACTS[note.kind], name=note.owner)
        if each.is_authors
        else between_words(note)
    )
    return NoteCard(
        id=note.id,
        title=with_whom,
        when=when_words(note.at, note.is_of_the_day, viewer, now),
        started=_("You started it.") if starter == note.author and each.is_authors else _started_words(starter),
        made=_made_words(note),
        is_to_be_read_back=note.is_to_be_read_back,
        said=tuple(_said(one, note, False, viewer, now) for one in note.said),
        can_read=_("You wrote it.") if each.is_authors else shared_with_words(Audience(each.basis)),
        is_new=each.is_new,
        is_authors=each.is_authors,
        may_withdraw=each.is_authors and not (note.agreed_at or note.replied_at),
        hints=hints(note.words.text) if each.is_authors else (),
    )


def between_words(note: Note) -> str:
    """What it was, and who had it with whom."""
    of = {"owner": note.owner, "author": note.author}
    return _("%(contact)s, %(owner)s with %(author)s", contact=CONTACTS[note.kind], **of)


def on_paper(card: NoteCard, note: Note, zone: ZoneInfo) -> NoteCard:
    """The same for paper, where "today" would soon be wrong."""
    whens = (paper_words(one.at, zone) for one in note.said)
    return replace(card, said=tuple(replace(one, when=when) for one, when in zip(card.said, whens, strict=True)))


def paper_words(at: datetime, zone: ZoneInfo) -> str:
    """A moment, for years: "6pm on Thursday 6 August 2026"."""
    return f"{last_moment_words(at, zone)} {to_local(at, zone).year}"


def _started_words(name: str) -> str:
    return _("%(name)s started it.", name=name)


def _own_made_words(note: Note) -> str:
    if note.is_to_be_read_back:
        return _("%(name)s will read it back to you. You can answer before that.", name=note.author)
    return _made_words(note)


def _made_words(note: Note) -> str:
    if note.is_to_be_read_back:
        return _("To be read back to %(name)s.", name=note.owner)
    if note.made is Made.together:
        return _("A note written together.")
    return _("Read, and answered.") if note.replied_at else _("Read, and all right.")


def _said(one: Said, note: Note, is_mine: bool, viewer: Viewer, now: datetime) -> SaidCard:
    return SaidCard(
        heading=_own_heading(one, note) if is_mine else _heading(one, note),
        when=stamp_words(one.at, now, viewer.zone),
        paragraphs=tuple(line for line in one.words.text.split("\n") if line.strip()),
        next_step=one.words.next_step,
    )


def _own_heading(one: Said, note: Note) -> str:
    mine = {
        Saying.adds: _("You added"),
        Saying.rewords: _("You asked for other words"),
        Saying.differently: _("You see it differently"),
    }
    return mine.get(one.saying) or _written_words(one, note)


def _heading(one: Said, note: Note) -> str:
    theirs = {
        Saying.adds: _("%(name)s added", name=note.owner),
        Saying.rewords: _("%(name)s asks for other words", name=note.owner),
        Saying.differently: _("%(name)s sees it differently", name=note.owner),
    }
    return theirs.get(one.saying) or _written_words(one, note)


def _written_words(one: Said, note: Note) -> str:
    if one.made is Made.together:
        return _("Written together, by the hand of %(name)s", name=note.author)
    return _("Written by %(name)s", name=note.author)


def can_read_words(each: OwnNote, viewer: Viewer, now: datetime) -> str:
    """Who can read a note now besides the person it is about, and until when."""
    author = _("%(name)s, who wrote it, can read it.", name=each.note.author) if each.is_read_by_author else ""
    others = _others_words(each.others, viewer, now)
    return " ".join(filter(None, (author, others))) or _("Only you can see it.")


def _others_words(others: Sharing, viewer: Viewer, now: datetime) -> str:
    if not others.is_shared:
        return ""
    who = who_words(others)
    if others.until is None:
        return _("%(who)s can read it too.", who=who)
    return _("%(who)s can read it too, %(until)s.", who=who, until=until_words(others.until, now, viewer.zone))


def hints(text: str) -> tuple[str, ...]:
    """Gentler words for some in a text; they hold nobody up."""
    found = avoid_words_in(text)
    return tuple(_("“%(word)s”: we say %(instead)s", word=word, instead=instead) for word, instead in found.items())


def offer_words(each: Offered, viewer: Viewer, now: datetime) -> str:
    """What was offered and what came of it, said to whom it was offered."""
    return _(
        "%(contact)s, offered by %(name)s, %(when)s: %(answer)s",
        contact=CONTACTS[each.kind],
        name=each.name,
        when=stamp_words(each.at, now, viewer.zone),
        answer=str(ANSWERS[each.answer]).lower(),
    )


def offered_words(each: Offered, viewer: Viewer, now: datetime) -> str:
    """The same, said to who wrote it down."""
    return _(
        "%(contact)s, offered to %(name)s, %(when)s: %(answer)s",
        contact=CONTACTS[each.kind],
        name=each.name,
        when=stamp_words(each.at, now, viewer.zone),
        answer=str(ANSWERS[each.answer]).lower(),
    )


def taken_words(each: Taken, viewer: Viewer, now: datetime) -> str:
    """That a note was about somebody else, and no more."""
    when = stamp_words(each.at, now, viewer.zone)
    return _("A note by %(name)s was about somebody else. It has been taken away. %(when)s", name=each.by, when=when)
