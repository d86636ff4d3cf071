"""Passwords that are easy to guess: those on the long list that guessers work through, and what is made of names."""

import re
from collections.abc import Iterable
from functools import cache
from importlib import import_module

# What a guesser tries first here, whatever its length.
_PATTERN = re.compile(
    r"(.)\1{5,}|^(password|passwort|letmein|welcome|qwerty|asdfgh|iloveyou|1234567|0123456|abcdefg)", re.I
)
_SIGNS_BEHIND = re.compile(r"[\W\d_]+$")


def is_easy(password: str, names: Iterable[str | None] = ()) -> bool:
    """Whether a password is on the list, alone or with digits and signs behind it, or has one of these names in it."""
    folded = password.casefold()
    if _PATTERN.search(folded) or {password, folded, _SIGNS_BEHIND.sub("", folded)} & _known():
        return True
    return any(len(name) >= 4 and name.casefold() in folded for name in names if name)


@cache
def _known() -> frozenset[str]:
    """30,000 passwords that were found in the open. Read in when the first password is chosen."""
    lists: dict[str, list[str]] = import_module("zxcvbn.frequency_lists").FREQUENCY_LISTS
    return frozenset(lists["passwords"])
