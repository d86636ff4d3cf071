"""The words of a note: put in by `seal_text`, opened by `open_text`, and by nothing else."""

from dataclasses import dataclass
from typing import Protocol

from house.checkins.note_models import NoteText
from house.db import open_sealed

WORDS_MOST = 20_000
STEP_MOST = 200


@dataclass(frozen=True, slots=True, repr=False)  # no repr: an error message never shows them
class NoteWords:
    """What both agree on, and what comes next, if anything."""

    text: str
    next_step: str = ""


class SealedText(Protocol):
    """A text of a note, or a row of its columns."""

    @property
    def text_id(self) -> int: ...
    @property
    def words_sealed(self) -> bytes | None: ...
    @property
    def next_step_sealed(self) -> bytes | None: ...


def seal_text(text: NoteText, words: NoteWords) -> None:
    """Put words into a text, sealed."""
    text.words = words.text
    text.next_step = words.next_step


def open_text(row: SealedText) -> NoteWords:
    """The words of a text. Ask this only for the note's owner, or for a reader whose look is written."""
    table = NoteText.__tablename__
    return NoteWords(
        open_sealed(table, row.text_id, "words", row.words_sealed),
        open_sealed(table, row.text_id, "next_step", row.next_step_sealed),
    )
