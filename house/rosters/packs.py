"""PURE. Rule packs: usual figures with their sources, by the date of a shift. Nothing here is advice; a house checks
each figure with its adviser, and can change it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType

from house.rosters.findings import AgreementKind, Check, Severity
from house.when.span import DAY

HOUR = 60
CHANGE_DAY = date(2026, 6, 1)  # [2025] FWCFB 292: from the first full pay period on or after this day


@dataclass(frozen=True, slots=True)
class Figure:
    """What is usual for one check: minutes, or a count of days, nights or breaks; and how far an agreement goes."""

    usual: int
    severity: Severity
    source: str
    by_agreement: int | None = None
    agreement: AgreementKind | None = None


@dataclass(frozen=True, slots=True)
class Pack:
    """The figures that count for shifts from a day on. A check without a figure is not made."""

    code: str
    title: str
    figures: Mapping[Check, Figure]
    sleep_is_break: bool = False  # whether a night of sleep counts as the break between two shifts
    sleep_is_work: bool = False  # whether hours of sleep count as hours of work
    breaks_a_shift: frozenset[str] = frozenset()  # streams whose day of work can come in two parts
    short_engagement: Mapping[str, int] = field(default_factory=dict)  # least minutes by stream, where not the usual


@dataclass(frozen=True, slots=True)
class PayPeriod:
    """When pay periods begin: on this day, and every so many days before and after."""

    start: date
    days: int = 14

    def first_full_on_or_after(self, day: date) -> date:
        """The first day of the first whole pay period on or after a day."""
        return day + (self.start - day).days % self.days * DAY

    def window(self, day: date, days: int) -> tuple[date, date]:
        """The stretch of so many days, counted from a pay period's start, that a day is in; half-open."""
        first = day - (day - self.start).days % days * DAY
        return first, first + days * DAY


# --- a pack for anywhere ---

_DIRECTIVE = "Directive 2003/88/EC"
_OWN = "what houses usually do"

_EVERYWHERE: dict[Check, Figure] = {
    Check.twice_at_once: Figure(0, Severity.block, "nobody is in two places"),
    Check.on_call_while_here: Figure(0, Severity.look, _OWN),
    Check.nights_in_a_row: Figure(3, Severity.note, _OWN),
    Check.clock_change: Figure(0, Severity.note, "the clock change"),
    Check.leave: Figure(0, Severity.look, _OWN),
    Check.availability: Figure(0, Severity.look, _OWN),
}

GENERIC = Pack(
    "GENERIC",
    "Usual figures, for anywhere",
    MappingProxyType(
        {
            **_EVERYWHERE,
            Check.rest: Figure(11 * HOUR, Severity.look, f"{_DIRECTIVE}, Article 3"),
            Check.shift_length: Figure(10 * HOUR, Severity.look, _OWN, 12 * HOUR, AgreementKind.long_shift),
            Check.night_hours: Figure(18 * HOUR, Severity.look, _OWN),
            Check.week_hours: Figure(48 * HOUR, Severity.look, f"{_DIRECTIVE}, Article 6"),
            Check.fortnight_hours: Figure(96 * HOUR, Severity.look, f"{_DIRECTIVE}, Article 6"),
            Check.four_week_hours: Figure(192 * HOUR, Severity.look, f"{_DIRECTIVE}, Article 6"),
            Check.week_days_off: Figure(1, Severity.note, f"{_DIRECTIVE}, Article 5"),
            Check.fortnight_days_off: Figure(2, Severity.note, f"{_DIRECTIVE}, Article 5"),
            Check.four_week_days_off: Figure(4, Severity.note, f"{_DIRECTIVE}, Article 5"),
            Check.published_ahead: Figure(14, Severity.look, _OWN),
            Check.change_notice: Figure(7, Severity.agree, _OWN, 0, AgreementKind.late_change),
            Check.disturbed_sleep: Figure(0, Severity.log, _OWN),
            Check.work_on_call: Figure(0, Severity.log, _OWN),
        }
    ),
    sleep_is_work=True,  # Court of Justice of the EU, C-151/02
)

# --- Social, Community, Home Care and Disability Services Industry Award 2010 (MA000100), Australia ---

_AWARD, _VARIED = "SCHADS Award, clause", "[2025] FWCFB 292"
_SCHADS: dict[Check, Figure] = {
    **_EVERYWHERE,
    Check.rest: Figure(10 * HOUR, Severity.agree, f"{_AWARD} 25.4", 8 * HOUR, AgreementKind.short_break),
    Check.sleep_span: Figure(8 * HOUR, Severity.look, f"{_AWARD} 25.7(c)"),
    Check.work_beside_sleep: Figure(4 * HOUR, Severity.look, f"{_AWARD} 25.7(f)"),
    Check.shift_length: Figure(8 * HOUR, Severity.look, f"{_AWARD} 25.1", 10 * HOUR, AgreementKind.long_shift),
    Check.week_hours: Figure(38 * HOUR, Severity.look, f"{_AWARD} 25.1(a)"),
    Check.fortnight_hours: Figure(76 * HOUR, Severity.look, f"{_AWARD} 25.1(a)"),
    Check.four_week_hours: Figure(152 * HOUR, Severity.look, f"{_AWARD} 25.1(a)"),
    Check.week_days_off: Figure(2, Severity.note, f"{_AWARD} 25.3"),
    Check.fortnight_days_off: Figure(4, Severity.note, f"{_AWARD} 25.3"),
    Check.four_week_days_off: Figure(8, Severity.note, f"{_AWARD} 25.3"),
    Check.broken_span: Figure(12 * HOUR, Severity.look, f"{_AWARD} 25.6"),
    Check.broken_breaks: Figure(1, Severity.agree, f"{_AWARD} 25.6", 2, AgreementKind.two_breaks),
    Check.engagement: Figure(3 * HOUR, Severity.look, f"{_AWARD} 10.5"),
    Check.published_ahead: Figure(14, Severity.look, f"{_AWARD} 25.5"),
    Check.change_notice: Figure(7, Severity.agree, f"{_AWARD} 25.5(d)", 0, AgreementKind.late_change),
    Check.disturbed_sleep: Figure(1 * HOUR, Severity.log, f"{_AWARD} 25.7(e)"),
    Check.work_on_call: Figure(15, Severity.log, f"{_AWARD} 25.10"),
}
_PARTS = frozenset({"disability services", "home care"})
_SHORTER = MappingProxyType({"disability services": 2 * HOUR, "home care": 2 * HOUR})

# [2026] FCAFC 25: work on either side of the sleep is a shift of its own, and the sleep can be the break between them.
SCHADS_BEFORE = Pack(
    "AU-SCHADS-2010",
    "SCHADS Award, before June 2026",
    MappingProxyType(_SCHADS),
    sleep_is_break=True,
    breaks_a_shift=_PARTS,
    short_engagement=_SHORTER,
)
# [2025] FWCFB 292: the sleep is no break, and work before and after it is one shift.
SCHADS_AFTER = Pack(
    "AU-SCHADS-2026",
    "SCHADS Award, from June 2026",
    MappingProxyType(
        {
            **_SCHADS,
            Check.night_hours: Figure(
                10 * HOUR,
                Severity.look,
                f"{_AWARD} 25.7, {_VARIED}",
                12 * HOUR,
                AgreementKind.night_hours,
            ),
            Check.night_side: Figure(8 * HOUR, Severity.look, f"{_AWARD} 25.7, {_VARIED}"),
        }
    ),
    breaks_a_shift=_PARTS,
    short_engagement=_SHORTER,
)


@dataclass(frozen=True, slots=True)
class Own:
    """A house's own figure or loudness for one check; None where it stays as in the pack."""

    usual: int | None = None
    severity: Severity | None = None
    is_off: bool = False


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The packs of a house by date, with its own changes on top."""

    dated: tuple[tuple[date, Pack], ...]  # each with its first day, the earliest first
    pay: PayPeriod
    own: Mapping[Check, Own] = field(default_factory=dict)

    def pack(self, day: date) -> Pack:
        """The pack that counts for shifts that begin on a day."""
        return [pack for first, pack in self.dated if first <= day][-1]

    def figure(self, check: Check, day: date) -> Figure | None:
        """What is usual on a day, the house's own way; None where this is not looked at."""
        figure, own = self.pack(day).figures.get(check), self.own.get(check)
        if figure is None or own is None:
            return figure
        if own.is_off and check is not Check.twice_at_once:
            return None
        usual = figure.usual if own.usual is None else own.usual
        return replace(figure, usual=usual, severity=own.severity or figure.severity)


PACK_CODES = ("AU-SCHADS", "GENERIC")


def rulebook(code: str, pay: PayPeriod, own: Mapping[Check, Own] = MappingProxyType({})) -> Rulebook:
    """The rules of a house by its choice of pack. Raises KeyError for one that is not shipped."""
    dated = {
        "GENERIC": ((date.min, GENERIC),),
        "AU-SCHADS": ((date.min, SCHADS_BEFORE), (pay.first_full_on_or_after(CHANGE_DAY), SCHADS_AFTER)),
    }
    return Rulebook(dated[code], pay, own)
