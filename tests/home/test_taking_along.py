"""My things in one file: all that is mine, nothing of anybody else's."""

import io
import re
import zipfile
from datetime import date, time, timedelta
from html.parser import HTMLParser

import pytest

from house import clock
from house.checkins import acts as checkins
from house.checkins import mine
from house.checkins.words import CheckInWords
from house.db import Base
from house.people.models import Membership, SignIn
from house.rosters import acts as rosters
from house.rosters import profiles
from house.rosters.plan import ShiftKind, ShiftPlan
from house.trust.models import Audience
from tests.home.conftest import PICTURE, opened
from tests.support.cast import NOW

PATH = "/me/things/take-along"


def take(visit, somebody):
    return opened(visit(somebody).post(PATH))


def test_the_file_has_a_neutral_name_and_is_not_kept(visit, resident):
    answer = visit(resident).submit(PATH)
    assert answer.headers["Content-Disposition"] == 'attachment; filename="my-things.zip"'
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.mimetype == "application/zip"


def test_it_holds_a_page_a_file_for_machines_and_the_photo(visit, life):
    taken = take(visit, life)
    assert taken.names == ["my-things.html", "my-things.json", "my-photo.webp"]


def test_every_kind_of_thing_is_in_it(visit, life):
    taken = take(visit, life)
    assert {section["key"] for section in taken.data["sections"]} == {
        "check_ins",
        "shared_check_ins",
        "check_in_way",
        "needs",
        "needs_answered",
        "notes_about_me",
        "read_notes",
        "contact_offers",
        "notes_taken_away",
        "notes_i_wrote",
        "note_draft",
        "profile",
        "roles",
        "devices",
        "passkeys",
        "reentry_cards",
        "said_yes",
        "stepping_back",
        "photo",
        "looks",
        "turns",
        "chores_suggested",
        "chore_likes",
        "chore_rounds",
        "swaps",
        "together",
        "thanks",
        "chore_drafts",
        "agenda_items",
        "proposals",
        "responses",
        "actions",
        "asks",
        "answers",
        "ways_beyond",
        "diary_lines",
        "thoughts",
        "coming",
        "meeting_roles",
        "corrections",
        "texts_for_records",
        "happy_to",
        "shifts",
        "reach",
        "terms",
        "agreements",
        "time_off",
        "shift_changes",
        "left_open",
        "pattern",
        "cover_asks",
        "wishes",
        "shift_swaps",
        "calls",
        "passed_on",
        "house_lines",
        "lines_read",
        "chats",
        "chat_topics_shared",
        "up_for_a_chat",
        "not_with",
        "circles_coming",
        "circles_hosted",
        "calendar_links",
    }
    full = ("check_ins", "shared_check_ins", "profile", "roles", "devices", "said_yes", "looks", "turns")
    assert all(taken.things(key) for key in full)


# What names people and is not a thing of theirs: it belongs to the house, or is the way to the file itself.
OF_THE_HOUSE = {
    "change",
    "chore",
    "record",
    "record_part",
    "house_setting",
    "invite",
    "role_ask",
    "support_line",
    "wording",
}
OF_THE_HOUSE |= {"roster_period", "roster_rules", "roster_figure"}  # who began, published or set them
THE_WAY_ITSELF = {"export_link"}


def test_every_table_that_names_a_person_is_looked_into(visit, resident, queries):
    named = {
        table.name
        for table in Base.metadata.sorted_tables
        if any(key.column.table.name == "person" for column in table.columns for key in column.foreign_keys)
    }
    browser = visit(resident)
    browser.get("/me/things")
    with queries() as counted:
        browser.submit(PATH).get_data()
    read = {name for name in named for words in counted.statements if re.search(rf"\b{name}\.", words)}
    assert named - read - OF_THE_HOUSE - THE_WAY_ITSELF == set()


def test_instants_carry_their_offset(visit, life):
    taken = take(visit, life)
    [check_in] = taken.things("check_ins")
    assert check_in["at"] == "2026-08-06T17:00:00+10:00"
    assert (check_in["feeling"], check_in["need"], check_in["note"]) == ("Mixed", "A chat", "quince-of-robin")
    assert check_in["shared_with"] == ["whoever is on shift"]


def test_every_key_is_explained(visit, life):
    for section in take(visit, life).data["sections"]:
        for thing in section["things"]:
            assert set(thing) == set(section["keys"]) and all(section["keys"].values())


def test_nothing_of_anybody_elses_is_in_it(visit, life):
    answer = visit(life).post(PATH)
    taken = opened(answer)
    for text in (taken.page, str(taken.data)):
        assert "hana" not in text.casefold()
        assert "quince-of-robin" in text


def test_the_photo_is_mine(visit, life):
    answer = visit(life).post(PATH)
    with zipfile.ZipFile(io.BytesIO(answer.get_data())) as bundle:
        assert bundle.read("my-photo.webp") == PICTURE + b"robin"


def test_no_secret_of_a_link_is_in_it(visit, life):
    links = take(visit, life).things("calendar_links")
    kept = {"label", "carries", "detail", "rings", "made", "last_read", "switched_off"}
    assert [set(each) for each in links] == [kept]


def test_a_worker_finds_shifts_and_how_they_are_reached(visit, worker, coordinator, house_id, inside):
    with inside():
        plan = ShiftPlan(ShiftKind.day, worker.person_id, date(2026, 8, 8), time(9), time(17))
        rosters.give_shift(house_id, coordinator.person_id, plan, NOW)
        profiles.set_reach_by(house_id, worker.person_id, "Knock twice", "", NOW)
    taken = take(visit, worker)
    assert taken.things("shifts")[0]["from"] == "2026-08-08T09:00:00+10:00"
    told = dict.fromkeys(("how_i_support", "not_great_with", "languages", "usual_days"), "")
    assert taken.things("reach") == [{"reach_by": "Knock twice", **told}]


class _Tags(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.links = set(), []

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)
        self.links += [value for name, value in attrs if name in ("src", "href")]


ODD = "</script><script>alert(1)</script><b>\u202e&amp;\x0b\x7f \U0001f327\nline two"


def test_the_page_opens_offline_and_runs_nothing(visit, resident, house_id, inside):
    with inside():
        checkins.check_in(house_id, resident.person_id, CheckInWords(note=ODD), Audience.only_me, NOW)
    taken = take(visit, resident)
    seen = _Tags()
    seen.feed(taken.page)
    assert not seen.tags & {"script", "b", "link", "img", "iframe"} and not seen.links
    assert "&lt;/script&gt;&lt;script&gt;" in taken.page and "<br>line two" in taken.page
    assert taken.things("check_ins")[0]["note"] == ODD


def test_a_password_is_asked_again_after_a_quarter_of_an_hour(visit, resident, at):
    browser = visit(resident)
    at(NOW + timedelta(minutes=16))
    for answer in (browser.get(PATH), browser.post(PATH)):
        assert answer.headers["Location"] == "/sign-in/again?next=/me/things/take-along"


def test_it_changes_nothing_and_can_be_asked_for_again(visit, life):
    browser = visit(life)
    assert opened(browser.post(PATH, nonce="n" * 24)).page == opened(browser.post(PATH, nonce="n" * 24)).page


def test_a_card_opens_nothing_from_before_it(visit, life, inside, at):
    later = at(NOW + timedelta(hours=2))
    browser = visit(life)
    with inside() as session:
        session.get_one(SignIn, browser.sign_in_id).private_opens_at = later + timedelta(hours=24)
    taken = opened(browser.post(PATH))
    for key in ("check_ins", "shared_check_ins", "said_yes", "stepping_back", "photo", "looks", "calendar_links"):
        assert taken.things(key) == []
    assert "quince" not in taken.page and "my-photo.webp" not in taken.names
    assert "is in the file from tomorrow, 7pm on" in browser.page(PATH)


def test_what_is_of_an_earlier_stay_is_not_in_it(visit, life, inside):
    with inside() as session:
        own = session.query(Membership).filter_by(person_id=life.person_id).one()
        own.private_since = NOW + timedelta(minutes=1)
    taken = take(visit, life)
    assert taken.things("check_ins") == [] and "quince" not in taken.page


def test_five_thousand_check_ins_are_never_held_at_once(visit, resident, house_id, inside, monkeypatch):
    most = 0
    stretch = mine._stretch

    def counted(*args):
        nonlocal most
        rows = stretch(*args)
        most = max(most, len(rows))
        return rows

    monkeypatch.setattr(mine, "_stretch", counted)
    with inside():
        for number in range(5000):
            checkins.check_in(
                house_id,
                resident.person_id,
                CheckInWords(note=f"day {number}"),
                Audience.only_me,
                NOW - timedelta(minutes=5000 - number),
            )
    taken = take(visit, resident)
    notes = [each["note"] for each in taken.things("check_ins")]
    assert notes == [f"day {number}" for number in range(5000)]
    assert most == mine.AT_A_TIME


def test_several_at_one_moment_are_all_there(visit, resident, house_id, inside):
    with inside():
        for number in range(450):
            words = CheckInWords(note=f"day {number}")
            checkins.check_in(house_id, resident.person_id, words, Audience.only_me, clock.now())
    assert len({each["note"] for each in take(visit, resident).things("check_ins")}) == 450


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_everybody_gets_their_own(visit, life, request, who):
    assert "quince-of-robin" not in take(visit, request.getfixturevalue(who)).page
