"""How many statements each page asks of the database: written here, at most twelve, and the same at any age."""

import pytest

from house.db import db
from tests.pages.test_every_page import WITH_A_LINK
from tests.support.databases import counting
from tests.support.full import Full, make_full

# endpoint: for a resident, for a peer worker on shift, for a coordinator; 0 where it is not theirs
COUNTS: dict[str, tuple[int, int, int]] = {
    "checkins.delete": (2, 0, 0),
    "checkins.earlier": (3, 2, 2),
    "checkins.edit": (6, 0, 0),
    "checkins.index": (6, 5, 5),
    "checkins.let_someone_know": (4, 0, 0),
    "checkins.look_back": (2, 2, 2),
    "checkins.my_shift": (1, 6, 1),
    "checkins.my_way": (4, 4, 4),
    "checkins.need": (0, 4, 0),
    "checkins.needs_in_numbers": (0, 0, 4),
    "checkins.notes.as_asked": (0, 2, 0),
    "checkins.notes.delete": (3, 0, 0),
    "checkins.notes.mine": (6, 4, 4),
    "checkins.notes.my_words": (3, 0, 0),
    "checkins.notes.new": (0, 3, 0),
    "checkins.notes.offer": (0, 3, 0),
    "checkins.notes.printed": (3, 7, 0),
    "checkins.notes.reword": (0, 7, 0),
    "checkins.notes.shared": (2, 4, 2),
    "checkins.notes.sharing": (6, 0, 0),
    "checkins.notes.wrong_person": (0, 3, 0),
    "checkins.shared": (2, 4, 3),
    "checkins.type_for": (0, 6, 0),
    "checkins.whom": (0, 3, 0),
    "chores.ask_swap": (6, 0, 0),
    "chores.change": (6, 6, 6),
    "chores.chore": (6, 6, 6),
    "chores.draft": (7, 7, 7),
    "chores.every": (4, 4, 4),
    "chores.index": (10, 9, 9),
    "chores.likes": (2, 0, 0),
    "chores.list_as_csv": (3, 3, 3),
    "chores.load": (3, 2, 2),
    "chores.move": (4, 0, 0),
    "chores.new": (2, 2, 2),
    "chores.put_in": (1, 0, 1),
    "chores.thanks": (4, 4, 4),
    "chores.together": (2, 2, 2),
    "chores.turn": (5, 5, 5),
    "chores.week": (2, 2, 2),
    "chores.who_did": (4, 4, 4),
    "diary.ahead": (2, 2, 2),
    "diary.change": (3, 3, 3),
    "diary.change_all": (3, 3, 3),
    "diary.day": (3, 3, 3),
    "diary.earlier": (2, 2, 2),
    "diary.index": (2, 2, 2),
    "diary.take_off": (3, 3, 3),
    "feeds.calendar": (9, 9, 9),
    "feeds.index": (2, 2, 2),
    "feeds.new": (1, 1, 1),
    "gatherings.ask": (3, 5, 0),
    "gatherings.ask_anyone": (1, 0, 0),
    "gatherings.chat": (7, 6, 0),
    "gatherings.chats": (4, 6, 0),
    "gatherings.offer_time": (3, 3, 0),
    "home.delete_things": (1, 1, 1),
    "home.everything": (7, 7, 7),
    "home.healthz": (1, 1, 1),
    "home.house": (2, 2, 2),
    "home.my_things": (1, 1, 1),
    "home.people": (2, 2, 3),
    "home.person": (2, 2, 2),
    "home.take_along": (1, 1, 1),
    "home.today": (12, 12, 11),
    "home.week": (8, 8, 7),
    "home.what_remains": (1, 1, 1),
    "meetings.action": (4, 4, 4),
    "meetings.actions": (4, 4, 4),
    "meetings.answer_ask": (0, 0, 3),
    "meetings.ask": (4, 4, 4),
    "meetings.asks": (4, 4, 4),
    "meetings.call_off": (2, 0, 2),
    "meetings.change": (2, 0, 2),
    "meetings.change_action": (2, 0, 0),
    "meetings.change_draft": (2, 0, 0),
    "meetings.change_from_here": (4, 0, 4),
    "meetings.change_thought": (4, 0, 0),
    "meetings.closed_asks": (2, 2, 2),
    "meetings.correct_record": (4, 3, 3),
    "meetings.correction_not_taken": (6, 0, 0),
    "meetings.decision": (6, 6, 6),
    "meetings.decisions": (3, 3, 3),
    "meetings.done_actions": (2, 2, 2),
    "meetings.earlier": (2, 2, 2),
    "meetings.happy": (2, 0, 0),
    "meetings.index": (6, 6, 6),
    "meetings.look_again": (2, 0, 0),
    "meetings.meeting": (6, 6, 6),
    "meetings.new": (1, 0, 1),
    "meetings.new_proposal": (1, 1, 1),
    "meetings.offer_action": (3, 3, 3),
    "meetings.open_actions": (2, 2, 2),
    "meetings.open_asks": (2, 2, 2),
    "meetings.order": (3, 3, 3),
    "meetings.plan": (3, 0, 3),
    "meetings.printed_decisions": (2, 2, 2),
    "meetings.proposal": (6, 6, 6),
    "meetings.proposals": (3, 3, 3),
    "meetings.raise_ask": (1, 0, 0),
    "meetings.raise_ask_further": (4, 0, 0),
    "meetings.record": (12, 11, 11),
    "meetings.record_as_text": (12, 11, 11),
    "meetings.rework": (3, 0, 0),
    "meetings.roles": (4, 4, 4),
    "meetings.run": (7, 8, 8),
    "meetings.send_thought": (3, 3, 3),
    "meetings.take_out_of_record": (10, 9, 9),
    "meetings.way_beyond": (2, 0, 2),
    "meetings.who_is_here": (3, 0, 0),
    "meetings.write_record": (7, 0, 0),
    "people.add": (0, 0, 1),
    "people.ask_to_end": (0, 0, 2),
    "people.ask_to_make": (0, 0, 2),
    "people.card": (0, 0, 2),
    "people.changes": (2, 2, 2),
    "people.confirm": (2, 2, 2),
    "people.coordinating": (3, 3, 3),
    "people.house_help": (0, 0, 0),
    "people.house_setting": (0, 0, 2),
    "people.house_settings": (2, 2, 2),
    "people.invite": (0, 0, 1),
    "people.invite_to_sign_in": (0, 0, 2),
    "people.line": (0, 0, 2),
    "people.lines": (0, 0, 2),
    "people.me": (3, 2, 2),
    "people.moving_on": (0, 0, 3),
    "people.my_consents": (2, 2, 2),
    "people.my_devices": (3, 3, 3),
    "people.my_looks": (3, 2, 2),
    "people.my_name": (2, 2, 2),
    "people.my_passkeys": (2, 2, 2),
    "people.my_password": (3, 3, 3),
    "people.my_photo": (2, 2, 2),
    "people.new_line": (0, 0, 1),
    "people.new_passkey": (2, 2, 2),
    "people.not_with": (3, 0, 0),
    "people.our_lines": (2, 2, 2),
    "people.outside_help": (0, 0, 0),
    "people.photo": (2, 2, 2),
    "people.shares": (2, 2, 2),
    "people.sign_in": (1, 1, 1),
    "people.signed_out": (1, 1, 1),
    "people.stepping_back": (2, 0, 0),
    "people.stepping_back_days": (1, 0, 0),
    "people.take_passkey_away": (2, 0, 0),
    "people.the_house": (0, 0, 2),
    "people.welcome": (3, 3, 3),
    "people.what_we_do": (2, 2, 2),
    "people.who_may": (1, 1, 1),
    "people.write_what_we_do": (0, 0, 2),
    "rosters.agreements": (0, 0, 3),
    "rosters.ask_swap": (0, 4, 0),
    "rosters.call_off": (0, 0, 3),
    "rosters.change": (0, 0, 4),
    "rosters.draft_period": (0, 0, 10),
    "rosters.draft_periods": (0, 0, 3),
    "rosters.figure": (0, 0, 2),
    "rosters.figures": (0, 0, 4),
    "rosters.give": (0, 0, 3),
    "rosters.handover": (0, 6, 2),
    "rosters.index": (2, 2, 2),
    "rosters.me": (0, 2, 0),
    "rosters.mine": (0, 8, 0),
    "rosters.my_pass_on": (4, 0, 0),
    "rosters.new_shift": (0, 0, 2),
    "rosters.pattern": (0, 0, 2),
    "rosters.put_in_sheet": (0, 0, 2),
    "rosters.sheet_of_period": (0, 0, 4),
    "rosters.shift": (3, 3, 3),
    "rosters.swap": (0, 12, 12),
    "rosters.swaps": (0, 0, 3),
    "rosters.time_off": (0, 2, 0),
    "rosters.was_called": (0, 3, 0),
    "rosters.wishes": (0, 2, 0),
    "rosters.worker_terms": (0, 0, 3),
}
READERS = ("resident", "on_shift", "coordinator")
MOST = 12


@pytest.fixture(scope="session")
def aged(tmp_path_factory: pytest.TempPathFactory) -> Full:
    """The same house with three years behind it."""
    return make_full(tmp_path_factory.mktemp("aged"), years=3)


def counted(full: Full, who: str) -> dict[str, int]:
    seen = {}
    with full.app.app_context():
        engine = db.engine
    for rule in full.pages():
        if rule.endpoint in WITH_A_LINK | {"static"}:
            continue
        with full.passing():
            browser = full.visit(who)
            with counting(engine) as statements:
                status = browser.get(full.path(rule)).status_code
        seen[rule.endpoint] = statements.count if status in (200, 303) else 0
    return seen


@pytest.mark.parametrize("who", READERS)
def test_a_page_asks_as_often_as_is_written_here(full: Full, who: str) -> None:
    assert counted(full, who) == {name: each[READERS.index(who)] for name, each in COUNTS.items()}


@pytest.mark.parametrize("who", READERS)
def test_three_years_of_history_add_no_question(aged: Full, who: str) -> None:
    assert counted(aged, who) == {name: each[READERS.index(who)] for name, each in COUNTS.items()}


def test_no_page_asks_more_than_twelve_times() -> None:
    assert max(count for each in COUNTS.values() for count in each) <= MOST
