"""Forms of circles and workshops: what one is like, when it meets, one time moved, and why one is called off."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any, Self

from flask_babel import gettext
from flask_babel import lazy_gettext as _
from wtforms import BooleanField, DateField, Field, Form, HiddenField, StringField, ValidationError
from wtforms.validators import AnyOf, Optional

from house.forms import BaseForm, cards, clean_line, line, lines, menu, web_address
from house.gatherings.circle_models import Circle, CircleSession
from house.gatherings.circle_plan import LONGEST, MOST_PLACES, CirclePlan, CircleWords, OneTime
from house.series.forms import (
    HOW,
    NO_SUCH_DAY,
    OneTimeForm,
    RepeatForm,
    day_or_none,
    start_from_repeat,
)
from house.series.models import Series
from house.when.span import DAY

ONCE = "once"
ONE, FOLLOWING = "one", "following"
AGREEMENT = _(
    "What is said here stays here. You can pass, and you can come to listen.\n"
    "Speak of your own life, and leave others theirs.\n"
    "Say a word first before something heavy.\n"
    "Move, stand, draw or knit. Leave and come back as you need.\n"
    "On a call, a camera can stay off, and writing is as good as speaking.\n"
    "If somebody may be in danger, we look for help together, and say so first."
)


def places(_form: Form, field: Field) -> None:
    """A validator: a number of places that a room can have."""
    typed = field.data or ""
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 4 and 1 <= int(typed) <= MOST_PLACES):
        sentence = gettext("Write a number from 1 to %(most)d, or leave it empty.", most=MOST_PLACES)
        raise ValidationError(sentence)


class WordsForm(BaseForm):
    """What a circle is like."""

    title = line(_("What is it called?"), LONGEST["title"], needed=_("Give it a name."))
    about = lines(_("What is it like?"), LONGEST["about"], hint=_("What happens, and what nobody has to do."))
    place = line(_("Where?"), LONGEST["place"], hint=_("Such as: the living room."))
    link = line(
        _("Link"),
        LONGEST["link"],
        hint=_("For a call or a page. Only people of this house see it."),
        more=[web_address],
    )
    capacity = StringField(
        _("How many places besides the hosts?"),
        filters=[clean_line],
        description=_("Left empty, there is room for all. Others read “a few places”, never a number."),
        validators=[Optional(), places],
        render_kw={"inputmode": "numeric", "maxlength": 6},
    )
    is_listening_fine = BooleanField(_("Coming to listen is welcome"), default=True)
    is_drop_in = BooleanField(_("People can come without saying so before"))
    sensory = lines(
        _("Light, sound, smells, seats"), LONGEST["sensory"], hint=_("Such as: soft light, no music, chairs with arms.")
    )
    quiet_title = line(
        _("A quiet name"),
        LONGEST["quiet_title"],
        hint=_("For the kitchen screen, and calendars that others may see. Left empty, it is “Circle”."),
    )
    agreement = lines(_("What you agree on"), LONGEST["agreement"], hint=_("A start that you can change."))

    @property
    def words(self) -> CircleWords:
        """What was written."""
        return CircleWords(
            title=self.title.data or "",
            quiet_title=self.quiet_title.data or "",
            about=self.about.data or "",
            sensory=self.sensory.data or "",
            agreement=self.agreement.data or "",
            place=self.place.data or "",
            link=self.link.data or "",
            capacity=int(self.capacity.data) if self.capacity.data else None,
            is_drop_in=bool(self.is_drop_in.data),
            is_listening_fine=bool(self.is_listening_fine.data),
        )

    @property
    def more_is_open(self) -> bool:
        """Whether something to mend stands among what is folded away."""
        return any(f.errors for f in (self.sensory, self.quiet_title, self.agreement))


class ChangeWordsForm(WordsForm):
    """The same of a circle that is there; when it meets is changed elsewhere."""

    seen = HiddenField()  # its version when the form was opened


class CircleForm(RepeatForm, WordsForm):
    """A new circle: what it is like, and when it meets, once or again and again."""

    every = cards(_("How often?"), [(ONCE, _("Once")), *HOW], _("Choose how often."), start=ONCE)
    begins = DateField(
        _("Which day?"),
        description=_("If it repeats, this is the first day. You can leave it empty then."),
        validators=[day_or_none(NO_SUCH_DAY)],
    )

    def when(self, today: date) -> CirclePlan | OneTime | None:
        """What was chosen; None where the days can't be, and then that stands beside their field."""
        if self.every.data == ONCE:
            self.until.data = None
            if self.begins.data is None:
                self.begins.errors = [_("Choose a day of the calendar.")]
        if not self.fits(today):
            return None
        minutes = int(self.minutes.data)
        if self.every.data == ONCE:
            return OneTime(datetime.combine(self.begins.data or today, self.time), minutes)
        days: dict[str, Any] = {"begins": self.begins.data, "until": self.until.data}
        return CirclePlan(self.choice.rule, self.time, minutes, **days)


class _PlaceForm(BaseForm):
    place = line(_("Where?"), LONGEST["place"])


class MoveForm(OneTimeForm, _PlaceForm):
    """One time: its day and time, how long, and where."""

    def one(self, today: date) -> OneTime | None:
        """What was chosen; None where the day can't be, and then that stands beside its field."""
        starts = self.starts(today)
        return OneTime(starts, int(self.minutes.data), self.place.data or "") if starts else None


class PlanForm(RepeatForm, _PlaceForm):
    """When and where it meets from some time on."""

    def plan(self, today: date, first_day: date) -> CirclePlan | None:
        """What was chosen; None where the days can't be, and then that stands beside their field."""
        if not self.fits(today):
            return None
        days: dict[str, Any] = {"begins": self.begins.data or first_day, "until": self.until.data}
        return CirclePlan(self.choice.rule, self.time, int(self.minutes.data), place=self.place.data or "", **days)


WHICH = [(ONE, _("This one time")), (FOLLOWING, _("This time and all that follow"))]


class CallOffForm(BaseForm):
    """Which times, and a word why for those who come."""

    which = cards(_("Which times?"), WHICH, _("Choose one."), start=ONE)
    why = line(_("A word why"), LONGEST["why"], hint=_("Anyone in the house who opens it can read this."))

    @property
    def is_one(self) -> bool:
        """Whether those that follow stay."""
        return bool(self.which.data == ONE)


class AskHostForm(BaseForm):
    """Ask somebody to host too."""

    person = menu(_("Whom?"), [], _("Choose somebody from the list."))

    @classmethod
    def among(cls, people: Iterable[tuple[int, str]]) -> tuple[Self, bool]:
        """The form for these people, and whether it was sent and names one of them."""
        form = cls.from_request()
        field: Any = form.person
        field.choices = [(str(person_id), name) for person_id, name in people]
        needed, before = field.validators
        among = AnyOf([value for value, _name in field.choices], before.message)
        field.validators = [needed, among]
        return form, cls.was_sent() and form.validate()


def start_from_circle(circle: Circle) -> dict[str, Any]:
    """What the form of a circle's words shows first."""
    names = (
        "title",
        "about",
        "place",
        "link",
        "is_listening_fine",
        "is_drop_in",
        "sensory",
        "quiet_title",
        "agreement",
    )
    capacity = "" if circle.capacity is None else str(circle.capacity)
    return {**{name: getattr(circle, name) for name in names}, "capacity": capacity, "seen": str(circle.version)}


def start_from_session(session: CircleSession) -> dict[str, Any]:
    """What the form of one time shows first: the time as it stands."""
    return {
        "day": session.starts_local.date(),
        "at": session.starts_local.time(),
        "minutes": str(session.minutes),
        "place": session.place,
        "seen": str(session.sequence),
    }


def start_from_time(session: CircleSession | None) -> dict[str, Any]:
    """What the form of a new circle shows of when it meets, where it is like one that met at this time."""
    return {"at": session.starts_local.time(), "minutes": str(session.minutes)} if session else {}


def start_from_series(series: Series, circle: Circle, first_day: date, seen: str) -> dict[str, Any]:
    """What the form of a plan shows first: how it repeats now."""
    until = series.ends_on - DAY if series.ends_on else None
    return {
        **start_from_repeat(series.rule, series.first_local, until),
        "minutes": str(series.minutes),
        "place": circle.place,
        "begins": first_day,
        "seen": seen,
    }
