"""The words of a check-in: sealed by `seal_words`, opened by `open_words`, and by nothing else."""

from dataclasses import dataclass
from typing import Protocol

from house.checkins.models import CheckIn, Need
from house.db import open_sealed

NOTE_MOST = 20_000

# "hard" and "rather not say" would differ in length even when sealed, and so would none at all. So a choice is sealed
# at one length, whatever it is.
CHOICE_LENGTH = 40  # letters, also of a word of one's own
_CHOICE_BYTES = 4 * CHOICE_LENGTH  # a letter of any script takes up to four


@dataclass(frozen=True, slots=True, repr=False)  # no repr: an error message never shows them
class CheckInWords:
    """How the day was, what would help, a note, energy and connection; each can be empty."""

    feeling: str = ""
    need: str = ""
    note: str = ""
    energy: str = ""
    connection: str = ""

    @property
    def is_empty(self) -> bool:
        return not (self.feeling or self.need or self.note or self.energy or self.connection)

    @property
    def asks(self) -> bool:
        """Whether it asks for something."""
        return bool(self.need) and self.need != Need.hello


class SealedWords(Protocol):
    """A check-in, or a row of its columns."""

    @property
    def id(self) -> int: ...
    @property
    def feeling_sealed(self) -> bytes | None: ...
    @property
    def need_sealed(self) -> bytes | None: ...
    @property
    def note_sealed(self) -> bytes | None: ...
    @property
    def energy_sealed(self) -> bytes | None: ...
    @property
    def connection_sealed(self) -> bytes | None: ...


def seal_words(check_in: CheckIn, words: CheckInWords) -> None:
    """Put words into a check-in, sealed."""
    check_in.feeling = _at_one_length(words.feeling)
    check_in.need = _at_one_length(words.need)
    check_in.note = words.note
    check_in.energy = _at_one_length(words.energy)
    check_in.connection = _at_one_length(words.connection)


def _at_one_length(choice: str) -> str:
    return choice + " " * (_CHOICE_BYTES - len(choice.encode()))


def open_words(row: SealedWords) -> CheckInWords:
    """The words of a check-in. Ask this only for its owner, or for a reader whose look is written."""
    return CheckInWords(
        feeling=open_sealed(CheckIn.__tablename__, row.id, "feeling", row.feeling_sealed).rstrip(),
        need=open_sealed(CheckIn.__tablename__, row.id, "need", row.need_sealed).rstrip(),
        note=open_sealed(CheckIn.__tablename__, row.id, "note", row.note_sealed),
        energy=open_sealed(CheckIn.__tablename__, row.id, "energy", row.energy_sealed).rstrip(),
        connection=open_sealed(CheckIn.__tablename__, row.id, "connection", row.connection_sealed).rstrip(),
    )
