"""Support lines: outside help as it is shown, and what a house of each country starts from."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from house.when.words import MONTHS

LEAST_ANY_TIME = 2  # Mindframe: at least two services that answer day and night (FIELD 1.3)
ANY_TIME = "any time, day and night"
TO_TALK = "To talk with someone outside the house"
# The day the makers of this house looked these numbers up in public pages. Nobody rang them for you: a person of the
# house tries them, and says so.
LOOKED_UP = date(2026, 11, 25)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of outside help: a number to call or text, or a web page."""

    label: str
    what_for: str = ""
    phone: str = ""
    sms: str = ""
    url: str = ""
    hours: str = ""
    is_24_7: bool = False
    is_emergency: bool = False
    checked_on: date | None = None
    is_tried: bool = False  # by somebody of the house, on that day; otherwise it was looked up in a list then

    def as_values(self) -> dict[str, Any]:
        """Its columns. That somebody tried it is said by who did."""
        return {name: value for name, value in asdict(self).items() if name != "is_tried"}


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line of outside help as pages draw it: numbers to tap beside numbers to read."""

    label: str
    what_for: str
    hours: str
    tel: str
    phone_words: str
    sms: str
    sms_words: str
    url: str
    looked_up: str  # the day in words, of a number that came from a list
    tried: str  # the day in words, of a number that somebody of the house has tried
    is_emergency: bool  # nobody tries that one: it is looked up


def shown(line: Line) -> ShownLine:
    """A line made ready for a page, also for one that is read years later: its day is a whole date."""
    day = line.checked_on
    words = f"{day.day} {MONTHS[day.month - 1]} {day.year}" if day else ""
    return ShownLine(
        line.label,
        line.what_for,
        line.hours,
        digits(line.phone),
        line.phone,
        digits(line.sms),
        line.sms,
        line.url,
        looked_up="" if line.is_tried else words,
        tried=words if line.is_tried else "",
        is_emergency=line.is_emergency,
    )


def digits(number: str) -> str:
    """A number as a telephone takes it."""
    return "".join(sign for sign in number if sign.isdigit() or sign == "+")


@dataclass(frozen=True, slots=True)
class Support:
    """What a page says about outside help: the one emergency number, where there is one, and the other lines."""

    emergency: ShownLine | None
    lines: tuple[ShownLine, ...]


def in_order(lines: Iterable[Line], most: int) -> Support:
    """The emergency number and the first other lines; each number for danger, where there are several."""
    lines = list(dict.fromkeys(lines))
    dangers = [line for line in lines if line.is_emergency]
    others = [line for line in lines if not line.is_emergency]
    if len({digits(line.phone) for line in dangers}) == 1:
        return Support(shown(dangers[0]), tuple(map(shown, others[:most])))
    return Support(None, tuple(map(shown, [*dangers, *others[: max(0, most - len(dangers))]])))


# --- what a house starts from ---


def at_any_time(label: str, what_for: str, phone: str = "", sms: str = "", url: str = "") -> Line:
    """A line that answers day and night."""
    return Line(label, what_for, phone, sms, url, ANY_TIME, is_24_7=True)


def for_danger(phone: str) -> Line:
    """The number for danger right now."""
    return Line("Emergency", "Police, fire or ambulance", phone, hours="any time", is_24_7=True, is_emergency=True)


# Only what was looked up is here (FIELD 1.3). Where there is no more than the emergency number, or not even that,
# set-up asks the coordinator: a number that nobody looked at is worse than an empty field.
COUNTRIES: dict[str, tuple[str, tuple[Line, ...]]] = {
    "AU": (
        "Australia",
        tuple(
            replace(line, checked_on=LOOKED_UP)
            for line in (
                for_danger("000"),
                at_any_time("Lifeline", TO_TALK, "13 11 14", "0477 13 11 14", "https://www.lifeline.org.au"),
                at_any_time("Suicide Call Back Service", "Thoughts of suicide, your own or somebody’s", "1300 659 467"),
                at_any_time("Beyond Blue", "Worry, low mood, or not knowing where to start", "1300 22 4636"),
            )
        ),
    ),
    "GB": ("United Kingdom", (for_danger("999"),)),
    "IE": ("Ireland", (for_danger("112"),)),
    "NZ": ("New Zealand", (for_danger("111"),)),
    "US": ("United States", (for_danger("911"),)),
    "CA": ("Canada", (for_danger("911"),)),
    "ZZ": ("Somewhere else", ()),
}


def template_lines(country: str) -> tuple[Line, ...]:
    """The lines a house of this country starts from."""
    return COUNTRIES.get(country, COUNTRIES["ZZ"])[1]


def country_name(country: str) -> str:
    """What a country is called in the list."""
    return COUNTRIES.get(country, COUNTRIES["ZZ"])[0]


def asks_for_lines(country: str) -> bool:
    """Whether set-up asks for two lines, as we know too few of this country."""
    known = (line for line in template_lines(country) if line.is_24_7 and not line.is_emergency)
    return country in COUNTRIES and sum(1 for _line in known) < LEAST_ANY_TIME


def asks_for_emergency(country: str) -> bool:
    """Whether set-up asks for the emergency number, as we do not know where the house is."""
    return country in COUNTRIES and not any(line.is_emergency for line in template_lines(country))


def lines_of_countries(countries: Iterable[str]) -> list[Line]:
    """What is shown to whoever comes by: each line once, and with its country where their emergency numbers differ.

    With no country to go by, it is the emergency number of every country in the list.
    """
    known = [each for each in COUNTRIES if each in set(countries)]
    lines = [(each, line) for each in known or COUNTRIES for line in template_lines(each)]
    if not known:
        lines = [(country, line) for country, line in lines if line.is_emergency]
    if _are_unlike(known, [line for _country, line in lines]):
        lines = [(each, replace(line, label=f"{line.label}, {country_name(each)}")) for each, line in lines]
    return list(dict.fromkeys(line for _country, line in lines))


def _are_unlike(countries: list[str], lines: list[Line]) -> bool:
    return len({line.phone for line in lines if line.is_emergency}) > 1 or (
        len(countries) > 1 and any(map(asks_for_emergency, countries))
    )
