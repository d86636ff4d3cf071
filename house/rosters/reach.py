"""Ways to reach somebody, from what they wrote. Pure: text in, values out."""

import re
from dataclasses import dataclass

_NUMBER = re.compile(r"\+?\(?\d[\d ()-]{4,}\d")
_FEWEST_DIGITS = 6


@dataclass(frozen=True, slots=True)
class Way:
    """One way to reach somebody: words, and where they lead to if it is a telephone number."""

    words: str
    url: str = ""


def ways(reach_by: str, call_words: str = "{number}") -> tuple[Way, ...]:
    """What somebody wrote, with a way to call for each number in it; a number alone needs no other words.

    `call_words` is what such a way says, with `{number}` in it.
    """
    numbers = [found for found in _NUMBER.findall(reach_by) if len(_digits(found)) >= _FEWEST_DIGITS]
    calls = tuple(Way(call_words.format(number=_unbroken(number)), f"tel:{_digits(number)}") for number in numbers)
    written = () if [reach_by] == numbers or not reach_by else (Way(reach_by),)
    return written + calls


def _unbroken(number: str) -> str:
    return number.replace(" ", "\N{NO-BREAK SPACE}")


def _digits(number: str) -> str:
    return ("+" if number.startswith("+") else "") + "".join(re.findall(r"\d", number))
