"""Contact notes of the example: some together, some to be read back, one that its person sees differently."""

from datetime import datetime, timedelta

from house.checkins import noting
from house.checkins.models import About
from house.checkins.note_models import (
    Answer,
    Contact,
    ContactNote,
    ContactOffer,
    Made,
    Saying,
    Starter,
)
from house.checkins.note_words import NoteWords
from house.db import db
from house.demo.people import Home
from house.people.sharing import Sharing
from house.trust.models import Audience

TOGETHER = (
    NoteWords("We planted the basil and talked about the market. Good hands, good laugh.", "Water it on Thursday"),
    NoteWords("A long walk by the creek, mostly quiet. That was what was wanted."),
    NoteWords("We read the letter from the bank side by side and wrote the answer.", "Post it on Monday"),
)
TO_READ_BACK = NoteWords("We sat in the kitchen with tea. The new job came up, and how early the bus goes.")
REPLY = "It was about the bus only. The job is fine."


def write_notes(home: Home, now: datetime) -> None:
    """Each peer worker has written one together and one that waits, of the last days."""
    for number, worker_id in enumerate(home.workers):
        before, lately = now - timedelta(days=2, hours=number), now - timedelta(hours=5 + number)
        owner_id, other_id = home.residents[number], home.residents[(number + 4) % len(home.residents)]
        together = _write(home, worker_id, other_id, Made.together, TOGETHER[number % len(TOGETHER)], before)
        if number == 1:
            noting.say(together, Saying.differently, REPLY, before + timedelta(hours=3))
        if number == 2:
            noting.share_with_others(together, Sharing(Audience.on_shift), before + timedelta(hours=1))
        _write(home, worker_id, owner_id, Made.later, TO_READ_BACK, lately)
        _offer(home, worker_id, owner_id, before)
    db.session.flush()


def _write(home: Home, worker_id: int, owner_id: int, made: Made, words: NoteWords, at: datetime) -> ContactNote:
    new = noting.NewNote(owner_id, About.now, Contact.chat, Starter.resident, made, words)
    return noting.write(home.house.id, worker_id, new, at)


def _offer(home: Home, worker_id: int, owner_id: int, at: datetime) -> None:
    of_them = {"house_id": home.house.id, "owner_id": owner_id, "author_id": worker_id}
    db.session.add(ContactOffer(**of_them, at=at, kind=Contact.knock, answer=Answer.not_today))
