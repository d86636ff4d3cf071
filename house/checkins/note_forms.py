"""The forms of a note: with whom, what kind of contact, who started it, how the words came about, and the words."""

from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _
from wtforms import Field, SelectField, ValidationError
from wtforms.fields import SelectChoice  # type: ignore[attr-defined]  # newer than the stubs

from house.checkins.labels import ABOUT
from house.checkins.models import About
from house.checkins.note_labels import ANSWERS, CONTACTS, MADES, SAYINGS, STARTERS
from house.checkins.note_models import Answer, Contact, Made, Saying, Starter
from house.checkins.note_words import STEP_MOST, WORDS_MOST, NoteWords
from house.checkins.noting import NewNote
from house.forms import BaseForm, cards, line, lines
from house.people.readers import residents_here
from house.people.sharing import AUDIENCES, SharingForm, told_apart, with_whom
from house.trust.models import Audience
from house.viewer import Viewer

CHOOSE = _("Choose one.")


def _words_field() -> Any:
    return lines(
        _("The words you both agree on"),
        WORDS_MOST,
        needed=_("Write a few words, or note that contact was offered instead."),
        hint=_("What you did, and what they would like remembered. In their words, if you can."),
    )


class PeopleForm(BaseForm):
    """A form about somebody who lives here now."""

    person: SelectField

    def __init__(self, formdata: Any = None, *, viewer: Viewer, now: datetime, **start: Any) -> None:
        super().__init__(formdata, **start)
        residents, self.with_account = residents_here(viewer.house_id, now)
        menu = told_apart(tuple(residents), viewer.zone)
        self.person.choices = [SelectChoice("", str(_("Choose someone"))), *self._shown(menu)]
        self.here = set(menu)

    def _shown(self, menu: dict[str, str]) -> list[SelectChoice]:
        return [
            SelectChoice(person_id, words if int(person_id) in self.with_account else f"{words} · {_('no account')}")
            for person_id, words in menu.items()
        ]

    def validate_person(self, chosen: Field) -> None:
        """Somebody who lives here, now: they may have moved on while the page was open."""
        if chosen.data not in self.here:
            raise ValidationError(str(_("Choose somebody who lives here now.")))


class NoteForm(PeopleForm):
    """A new note."""

    person = SelectField(_("With whom?"), validate_choice=False)
    about = cards(_("When was it?"), list(ABOUT.items()), CHOOSE, start=About.now)
    kind = cards(_("What was it?"), list(CONTACTS.items()), CHOOSE)
    started_by = cards(_("Who started it?"), list(STARTERS.items()), CHOOSE)
    made = cards(_("How do you write this?"), list(MADES.items()), CHOOSE)
    text = _words_field()
    next_step = line(_("A next step, if there is one"), STEP_MOST)

    def validate_made(self, chosen: Field) -> None:
        """Somebody without an account could not see it at once, so it is made beside them, and printed."""
        chose = self.person.data or ""
        if chosen.data != Made.together and chose in self.here and int(chose) not in self.with_account:
            raise ValidationError(str(_("They have no account, so write it together and print it for them.")))

    @property
    def new(self) -> NewNote:
        """The note as it was sent."""
        return NewNote(
            owner_id=int(self.person.data),
            about=About(self.about.data),
            kind=Contact(self.kind.data),
            started_by=Starter(self.started_by.data),
            made=Made(self.made.data),
            words=NoteWords(self.text.data, self.next_step.data or ""),
        )

    @property
    def is_on_paper(self) -> bool:
        """Whether the person chosen reads it on paper."""
        return int(self.person.data) not in self.with_account

    @property
    def typed(self) -> dict[str, str]:
        """What was typed so far, whether it holds or not."""
        return {field.name: field.data or "" for field in self if field.name != "about"} | _about(self.about.data)


def _about(chosen: str | None) -> dict[str, str]:
    """When it was, unless it stands as it starts: a form that nobody touched is no draft."""
    return {} if chosen in (None, "", About.now) else {"about": str(chosen)}


class RewordForm(BaseForm):
    """Other words for a note that stands."""

    made = cards(_("How do you write this?"), list(MADES.items()), CHOOSE)
    text = _words_field()
    next_step = line(_("A next step, if there is one"), STEP_MOST)

    @property
    def words(self) -> NoteWords:
        return NoteWords(self.text.data, self.next_step.data or "")


class MyWordsForm(BaseForm):
    """What the person a note is about says to it."""

    saying = cards(_("What would you like to do?"), list(SAYINGS.items()), CHOOSE)
    text = lines(_("In your own words"), WORDS_MOST, needed=_("Write a few words. They can be short."))

    @property
    def said(self) -> Saying:
        return Saying(self.saying.data)


class OfferForm(PeopleForm):
    """That contact was offered, and what came of it."""

    person = SelectField(_("To whom?"), validate_choice=False)
    kind = cards(_("What did you offer?"), list(CONTACTS.items()), CHOOSE)
    answer = cards(_("What came of it?"), list(ANSWERS.items()), CHOOSE)

    @property
    def offered(self) -> tuple[int, Contact, Answer]:
        return int(self.person.data), Contact(self.kind.data), Answer(self.answer.data)


class AsAskedForm(PeopleForm):
    """Whose notes are to be taken away: somebody without an account, who asks for it."""

    person = SelectField(_("Who asks for it?"), validate_choice=False)

    def __init__(self, *args: Any, **start: Any) -> None:
        super().__init__(*args, **start)
        self.here -= {str(person_id) for person_id in self.with_account}

    def _shown(self, menu: dict[str, str]) -> list[SelectChoice]:
        return [SelectChoice(each, words) for each, words in menu.items() if int(each) not in self.with_account]


class NoteSharingForm(SharingForm):
    """Who else can read a note, besides its owner and its author."""

    audience, person, until = with_whom()

    def __init__(self, *args: Any, **start: Any) -> None:
        super().__init__(*args, **start)
        words = {**AUDIENCES, Audience.only_me: _("Nobody else")}
        self.audience.label.text = str(_("Who else can read it?"))
        self.audience.choices = [SelectChoice(str(value), shown) for value, shown in words.items()]
