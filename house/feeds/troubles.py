"""PURE. Why a calendar file, or an entry of one, can't be taken in; the words for it stand in put_in_words.py."""

from enum import StrEnum, auto


class Trouble(StrEnum):
    """What is the matter."""

    # with a file
    no_file = auto()
    too_large = auto()
    other_letters = auto()
    too_many_lines = auto()
    no_entries = auto()
    no_calendar = auto()
    half_of_one = auto()
    too_deep = auto()
    muddled = auto()
    too_many_entries = auto()
    # with an entry
    no_name = auto()
    no_start = auto()
    no_end = auto()
    too_much_in_it = auto()
    called_off = auto()
    too_far_ahead = auto()
    is_over = auto()
    too_often = auto()
    time_unread = auto()
    no_such_time = auto()
    no_such_zone = auto()
    day_and_time = auto()
    ends_first = auto()
    too_long = auto()
    too_many_days = auto()
    length_unread = auto()
    repeat_unread = auto()


class _Refused(ValueError):
    """Something can't be taken in."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(trouble.value)
        self.trouble = trouble


class BadCalendar(_Refused):
    """The file as a whole can't be read."""


class Unread(_Refused):
    """An entry that the house can't take in."""
