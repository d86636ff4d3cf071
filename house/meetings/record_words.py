"""Records in words: where one stands, who was there, what came of each thing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from flask_babel import gettext as _
from flask_babel import ngettext

from house.meetings.models import Meeting
from house.meetings.record_models import CorrectionStatus, Record, RecordStatus
from house.meetings.record_reading import CorrectionLine, DecisionLine, Following, RecordItem
from house.meetings.role_words import NAMES
from house.meetings.rotation import Part
from house.meetings.taking_part import Answer
from house.meetings.words import date_words, kind_words
from house.when.words import MONTHS, clock_words, range_words


def title_words(meeting: Meeting) -> str:
    """A meeting with its number: "House meeting 12"."""
    return f"{meeting.title} {meeting.number}" if meeting.number else meeting.title


def status_words(record: Record, zone: ZoneInfo) -> str:
    """Where a record stands."""
    if record.status is RecordStatus.accepted and record.accepted_at:
        return _("Accepted on %(day)s. Its words stay as they are.", day=date_words(record.accepted_at, zone))
    if record.status is RecordStatus.open_for_comments:
        return _("Open for comments. You can say what would be right.")
    return _("A draft, still being written.")


def answered_words(said: Mapping[Answer, list[str]]) -> list[str]:
    """Who was there, by name or counted: "There: Hana, Robin and 1 more"."""
    labels = {Answer.there: _("There"), Answer.sent_thoughts: _("Sent thoughts"), Answer.away: _("Away")}
    return [f"{label}: {_names(said[answer])}" for answer, label in labels.items() if said.get(answer)]


def _names(names: list[str]) -> str:
    named, others = [name for name in names if name], names.count("")
    if not others:
        return ", ".join(named)
    if not named:
        return str(ngettext("%(num)d person", "%(num)d people", others))
    return str(_("%(names)s and %(others)d more", names=", ".join(named), others=others))


def role_words(roles: Iterable[tuple[Part, str]]) -> str:
    """Who did what: "Host: Hana. Note-taker: someone in the house"."""
    return ". ".join(f"{NAMES[part]}: {name or _('someone in the house')}" for part, name in roles)


def raised_words(item: RecordItem) -> str:
    """What a thing was for, and who brought it."""
    who = _("From %(name)s", name=item.raised_by or _("someone in the house"))
    return f"{kind_words(item.kind)} · {who}"


def outcome_words(item: RecordItem) -> str:
    """What became of it."""
    if item.is_elsewhere:
        return _("Talked about elsewhere")
    return _("Finished") if item.finished_at else _("Still open")


def was_words(meeting: Meeting, record: Record, zone: ZoneInfo) -> str:
    """When it began and ended, where somebody said so, and where: "7:05pm to 8:10pm · The kitchen table"."""
    hours = range_words(record.began_at, record.ended_at, zone) if record.ended_at else ""
    return " · ".join(each for each in (hours, meeting.place) if each)


def following_words(line: Following | None, zone: ZoneInfo) -> str:
    """The meeting after this one: "Thursday 13 August, 7pm. Host: Hana"."""
    if line is None:
        return ""
    when = f"{date_words(line.starts_at, zone)}, {clock_words(line.starts_at, zone)}"
    if line.host is None:
        return _("Next meeting: %(when)s. Nobody hosts yet.", when=when)
    return _("Next meeting: %(when)s. Host: %(name)s", when=when, name=line.host or _("someone in the house"))


@dataclass(frozen=True, slots=True)
class DecisionShown:
    """A decision in a record."""

    id: int
    title: str
    text: str
    review: str


def decision_words(line: DecisionLine) -> DecisionShown:
    """A decision with its number and its next look."""
    return DecisionShown(
        line.id, f"{line.number}. {line.title}", line.text, _("Due for a look on %(day)s", day=_day(line.review_on))
    )


def _day(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


@dataclass(frozen=True, slots=True)
class CorrectionCard:
    """A correction, ready to be shown."""

    id: int
    text: str
    by: str
    state: str
    waits: bool


def correction_card(line: CorrectionLine, zone: ZoneInfo) -> CorrectionCard:
    """A correction with what became of it."""
    by = _("From %(name)s, %(day)s", name=line.by or _("someone in the house"), day=date_words(line.suggested_at, zone))
    return CorrectionCard(line.id, line.text, by, _state(line, zone), line.status is CorrectionStatus.suggested)


def _state(line: CorrectionLine, zone: ZoneInfo) -> str:
    day = date_words(line.settled_at, zone) if line.settled_at else ""
    if line.status is CorrectionStatus.noted and line.noted_at:
        return _("Noted on %(day)s, after the meeting of %(meeting)s", day=day, meeting=date_words(line.noted_at, zone))
    sentences = {
        CorrectionStatus.suggested: _("Waits for an answer"),
        CorrectionStatus.included: _("Included on %(day)s", day=day),
        CorrectionStatus.noted: _("Noted on %(day)s", day=day),
        CorrectionStatus.not_taken: _("Not taken: %(reason)s", reason=line.reason),
    }
    return str(sentences[line.status])
