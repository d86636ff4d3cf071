"""Two at once on one note or one draft: nothing is lost, and nothing fails."""

from collections.abc import Callable
from threading import Barrier, Thread

import sqlalchemy as sa

from house import clock
from house.checkins import noting
from house.checkins.models import About
from house.checkins.note_models import Contact, ContactNote, Made, NoteDraft, NoteText, Starter
from house.checkins.note_words import NoteWords
from house.db import transaction
from tests.support.visiting import sign_in


def at_once(*acts: Callable[[], int]) -> list[int]:
    """Do these at the same moment; what each was answered."""
    start, answers = Barrier(len(acts)), dict[int, int]()

    def go(number: int, act: Callable[[], int]) -> None:
        start.wait()
        answers[number] = act()

    threads = [Thread(target=go, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(30)
    return [answers[number] for number in sorted(answers)]


def a_note(app, cast) -> int:
    words = (About.now, Contact.chat, Starter.resident, Made.later, NoteWords("We talked."))
    with app.app_context(), transaction():
        new = noting.NewNote(cast.resident.person_id, *words)
        return noting.write(cast.house_id, cast.worker.person_id, new, clock.now()).id


def test_an_answer_and_other_words_both_stand(arena):
    app, cast = arena
    note = a_note(app, cast)
    robin, alex = (sign_in(app, each, clock.now()) for each in (cast.resident, cast.worker))
    answers = at_once(
        lambda: robin.post(f"/check-ins/notes/{note}/my-words", saying="adds", text="It rained.").status_code,
        lambda: alex.post(f"/check-ins/notes/{note}/reword", made="together", text="We walked.").status_code,
    )
    assert answers == [303, 303]
    with app.app_context(), transaction(may_write=False) as session:
        assert sorted(session.scalars(sa.select(NoteText.position))) == [1, 2, 3]


def test_an_answer_and_taking_away_leave_one_of_the_two_whole(arena):
    app, cast = arena
    note = a_note(app, cast)
    robin, alex = (sign_in(app, each, clock.now()) for each in (cast.resident, cast.worker))
    answers = at_once(
        lambda: robin.post(f"/check-ins/notes/{note}/my-words", saying="adds", text="It rained.").status_code,
        lambda: alex.post(f"/check-ins/notes/{note}/wrong-person").status_code,
    )
    assert sorted(answers) == [303, 404]
    with app.app_context(), transaction(may_write=False) as session:
        stands = session.get(ContactNote, note) is not None
        assert len(session.scalars(sa.select(NoteText)).all()) == (2 if stands else 0)
        assert stands == (answers[0] == 303)


def test_two_tabs_keep_one_draft(arena):
    app, cast = arena
    tabs = [sign_in(app, cast.worker, clock.now()) for _tab in range(4)]
    answers = at_once(
        *(lambda tab=tab: tab.post("/check-ins/notes/draft", quietly="yes", text="Half").status_code for tab in tabs)
    )
    assert answers == [201] * 4
    with app.app_context(), transaction(may_write=False) as session:
        assert len(session.scalars(sa.select(NoteDraft)).all()) == 1
