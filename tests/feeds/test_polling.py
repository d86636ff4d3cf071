"""Asked again and again, as calendar programs do: little is asked of the database, and nothing surprises them."""

import gzip
from datetime import timedelta
from email.utils import format_datetime

import pytest
import sqlalchemy as sa
from icalendar import Calendar

from house.db import db
from house.feeds import answering, serving
from house.feeds.acts import switch_off
from house.feeds.front import BESIDES
from house.feeds.models import Feed
from house.feeds.pace import Pace
from house.feeds.programs import LATELY, program_of, read_programs, with_reading
from house.rosters.models import Shift
from tests.support.cast import NOW

PROGRAMS = {
    "Google-Calendar-Importer": "Google",
    "iOS/17.5 (21F79) dataaccessd/1.0": "iPhone or Mac",
    "macOS/14.5 (23F79) CalendarAgent/1000": "iPhone or Mac",
    "Microsoft Office/16.0 (Windows NT 10.0; Microsoft Outlook 16.0.17328; Pro)": "Outlook",
    "Microsoft.Exchange/15.20": "Outlook",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Thunderbird/140.0": "Thunderbird",
    "ICSx5/2.3.1 (okhttp)": "ICSx5",
    "Nextcloud Webcal Service": "Nextcloud",
    "evolution-data-server/3.46": "GNOME",
    "vdirsyncer/0.21.0": "vdirsyncer",
    "HomeAssistant/2026.7 httpx": "Home Assistant",
    "": "another program",
    "\x7f';--" * 50: "another program",
}


@pytest.fixture
def ask(visit, link):
    return lambda **headers: visit().get(link.path, headers={key.replace("_", "-"): v for key, v in headers.items()})


@pytest.fixture
def front(app):
    """What stands in front of the app, holding nothing yet."""
    app.wsgi_app.said.clear()
    app.wsgi_app.size = 0
    return app.wsgi_app


@pytest.fixture
def from_behind(front, monkeypatch):
    """How often the page itself was asked."""
    asked, behind = [], front.behind
    monkeypatch.setattr(front, "behind", lambda *how: asked.append(how) or behind(*how))
    return asked


def test_one_question_says_that_nothing_changed_and_two_say_it_all(ask, queries):
    etag = ask().headers["ETag"]
    with queries() as unchanged:
        assert ask(If_None_Match=etag).status_code == 304
    with queries() as whole:
        assert ask().status_code == 200
    assert (unchanged.count, whole.count) == (1, 2)


SAME = [{}, {"If_None_Match": "*"}, {"Accept_Encoding": "gzip"}, {"Range": "bytes=0-10"}]


@pytest.mark.parametrize("headers", SAME, ids=str)
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_what_was_asked_before_gets_the_same_answer_and_the_page_is_not_asked(
    visit, link, ask, queries, from_behind, method, headers
):
    def answer():
        sent = {key.replace("_", "-"): value for key, value in headers.items()}
        return visit().client.open(link.path, method=method, headers=sent)

    ask()
    behind = answer()
    from_behind.clear()
    with queries() as seen:
        before = answer()
    assert (from_behind, seen.count) == ([], 0)
    assert (before.status_code, before.data) == (behind.status_code, behind.data)
    assert "default-src 'none'" in before.headers["Content-Security-Policy"]
    for each in (before, behind):
        each.headers.pop("Date", None)  # a second may pass between the two
    assert sorted(before.headers) == sorted(behind.headers)


def _asked_twice(ask, from_behind):
    for _time in range(3):
        ask()
    assert len(from_behind) == 2  # built, said from what is kept, and said again
    from_behind.clear()


def test_a_link_that_was_switched_off_says_nothing_again(ask, inside, from_behind):
    _asked_twice(ask, from_behind)
    with inside() as session:
        switch_off(session.scalars(sa.select(Feed)).one(), NOW)
    assert b"switched off" in ask().data and from_behind


def test_what_moved_is_not_said_again(ask, inside, from_behind):
    _asked_twice(ask, from_behind)
    with inside() as session:
        session.execute(sa.update(Shift).values(visible_label="new"))
    assert b"new" in ask().data and from_behind


def test_nothing_is_said_again_past_the_hour_when_its_reading_is_noted(ask, at, inside, from_behind):
    _asked_twice(ask, from_behind)
    at(NOW + answering.FETCH_NOTED_EVERY + timedelta(seconds=1))
    ask()
    assert from_behind
    with inside() as session:
        assert session.scalars(sa.select(Feed.last_fetched_at)).one() > NOW + answering.FETCH_NOTED_EVERY


def test_another_day_is_not_said_again(ask, at, from_behind, monkeypatch):
    monkeypatch.setattr(answering, "FETCH_NOTED_EVERY", timedelta(days=100))
    _asked_twice(ask, from_behind)
    at(NOW + timedelta(hours=6, minutes=59))
    assert ask().status_code == 200 and not from_behind
    at(NOW + timedelta(hours=7))  # midnight in the house
    assert ask().status_code == 200 and from_behind


def test_what_is_said_again_is_counted_like_everything(ask, app, from_behind, monkeypatch):
    _asked_twice(ask, from_behind)
    monkeypatch.setattr(app.extensions["feed_pace"], "most", 3)
    assert ask().status_code == 429


def test_one_program_is_not_told_what_was_said_to_another(ask, from_behind):
    for _time in range(3):
        ask(Accept_Encoding="gzip", User_Agent="Google-Calendar-Importer")
    said = ask(Accept_Encoding="gzip", User_Agent="Microsoft Office/16.0 (Microsoft Outlook 16.0)")
    assert "Content-Encoding" not in said.headers


def test_only_so_much_is_held(ask, front, monkeypatch):
    body = len(ask().data)
    monkeypatch.setattr("house.feeds.front.MOST", 3 * (body + BESIDES))
    for number in range(10):
        for _time in range(2):
            ask(User_Agent=f"program {number}")
    held = [said.body for said in front.said.values()]
    assert len(held) == 3 and front.size == sum(BESIDES + len(each) for each in held)


def test_an_odd_question_is_not_what_others_hear(ask, front):
    for _time in range(2):
        assert ask(If_Match='"nope"').status_code == 412
    assert ask().status_code == 200
    assert not [said for said in front.said.values() if not said.status.startswith(("200", "304"))]


def test_a_question_of_its_own_each_time_or_a_long_one_fills_nothing(ask, visit, link, front):
    for number in range(3):
        for _time in range(2):
            visit().get(f"{link.path}?n={number}")
            ask(User_Agent="x" * 2000)
    assert len(front.said) == 1


def test_what_may_not_be_said_any_more_is_not_held(ask, at, front, inside, visit):
    for agent in ("Google", "ICSx5"):
        for _time in range(2):
            ask(User_Agent=agent)
    assert len(front.said) == 2
    with inside() as session:
        session.execute(sa.update(Shift).values(visible_label="new"))
    for _time in range(2):
        ask(User_Agent="Google")
    assert len(front.said) == 1  # what was said to the other is old, whoever asked
    front.sweep_at = NOW
    at(NOW + timedelta(days=1))
    assert visit().get("/cal/of-nobody/house.ics").status_code == 404
    assert (front.said, front.size) == ({}, 0)


def test_where_the_database_does_not_answer_the_page_is_asked(ask, front, from_behind, monkeypatch):
    _asked_twice(ask, from_behind)
    monkeypatch.setattr(front, "_question", "SELECT nothing", raising=False)
    assert ask().status_code == 200 and from_behind


def test_what_is_answered_in_front_is_logged_without_its_secret(ask, link, caplog, from_behind):
    _asked_twice(ask, from_behind)
    caplog.clear()
    ask()
    assert not from_behind and "request method=GET route=/cal/<token>/house.ics status=200" in caplog.text
    assert link.path.split("/")[2] not in caplog.text


def test_ten_years_ago_is_not_asked_for(ask, inside, queries):
    ask()
    with inside() as session:
        [one] = session.scalars(sa.select(Shift).limit(1))
        session.execute(sa.update(Shift).where(Shift.id == one.id).values(visible_label="new"))
    with queries() as seen:
        ask()
    assert seen.count == 10  # a question for each room that has times, however long ago the house began


def test_it_says_when_it_last_changed_and_that_stays(ask, at, inside):
    said = ask().headers["Last-Modified"]
    assert said == format_datetime(NOW.replace(microsecond=0), usegmt=True)
    at(NOW + timedelta(days=1))
    assert ask().headers["Last-Modified"] == said
    with inside() as session:
        session.execute(sa.update(Shift).values(visible_label="new"))
    assert ask().headers["Last-Modified"] == format_datetime(NOW + timedelta(days=1), usegmt=True)


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"If_Modified_Since": NOW + timedelta(seconds=1)}, 304, "read since"),
        ({"If_Modified_Since": NOW - timedelta(days=1)}, 200, "read before"),
        ({"If_Modified_Since": "yesterday"}, 200, "no date"),
        ({"If_Modified_Since": NOW + timedelta(days=1), "If_None_Match": '"other"'}, 200, "the tag goes first"),
        ({"If_None_Match": "\x7f\"'W/;;,,"}, 200, "no tag"),
        ({"If_None_Match": '"' + "x" * 10_000 + '"'}, 200, "a long tag"),
        ({"If_None_Match": "*"}, 304, "whatever there is"),
        ({"Range": "bytes=0-10"}, 200, "whole or not at all"),
        ({"Accept": "text/html;q=;;;,*/*;q=banana"}, 200, "a calendar is all there is"),
        ({"Accept": "application/json"}, 200, "likewise"),
        ({"Accept_Encoding": "gzip;q=0, br;q=0, *;q=0"}, 200, "as it is"),
        ({"Accept_Encoding": ";;;gzip;;q=x"}, 200, "anything"),
        ({"User_Agent": ""}, 200, "nobody"),
    ],
)
def test_whatever_a_program_sends_it_is_answered(ask, headers, status, reason):
    ask()
    said = {k: v if isinstance(v, str) else format_datetime(v, usegmt=True) for k, v in headers.items()}
    assert ask(**said).status_code == status, reason


def test_compressed_it_is_the_same_and_has_a_tag_of_its_own(ask):
    plain, packed = ask(), ask(Accept_Encoding="gzip, deflate, br, zstd")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.data) == plain.data
    assert packed.headers["ETag"] != plain.headers["ETag"]
    assert "Accept-Encoding" in plain.headers["Vary"] and "Accept-Encoding" in packed.headers["Vary"]
    assert packed.data == ask(Accept_Encoding="gzip").data
    again = ask(Accept_Encoding="gzip", If_None_Match=packed.headers["ETag"])
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", packed.headers["ETag"])


def test_outlook_gets_it_as_it_is(ask):
    said = ask(Accept_Encoding="gzip", User_Agent="Microsoft Office/16.0 (Microsoft Outlook 16.0)")
    assert "Content-Encoding" not in said.headers and said.data.startswith(b"BEGIN:VCALENDAR")


def test_every_program_gets_the_same_bytes(ask):
    assert len({ask(User_Agent=agent).data for agent in PROGRAMS}) == 1


@pytest.mark.parametrize("agent", PROGRAMS)
def test_a_program_is_called_by_its_kind(agent):
    assert program_of(agent) == PROGRAMS[agent]


def test_the_programs_of_the_last_two_weeks_are_kept():
    kept = with_reading(with_reading("", "Google", NOW - LATELY * 2), "Outlook", NOW - timedelta(days=1))
    assert set(read_programs(with_reading(kept, "GNOME", NOW))) == {"Outlook", "GNOME"}


def test_all_kinds_of_programs_find_room():
    kept = ""
    for agent in PROGRAMS:
        kept = with_reading(kept, program_of(agent), NOW)
    assert len(kept) <= Feed.__table__.c.programs.type.length


def test_its_owner_sees_who_reads_it_and_a_hint_if_those_are_many(ask, visit, worker):
    ask(User_Agent="Google-Calendar-Importer")
    page = visit(worker).page("/calendar-links")
    assert "Read lately by: Google" in page and "Several kinds" not in page
    for agent in ("ICSx5/2", "vdirsyncer/0.21", "Microsoft.Exchange"):
        ask(User_Agent=agent)
    assert "Several kinds of calendar read this link" in visit(worker).page("/calendar-links")


@pytest.mark.parametrize("method", ["PROPFIND", "REPORT", "PATCH"])
def test_other_ways_of_asking_are_told_which_are_right(visit, link, method):
    answer = visit().client.open(link.path, method=method)
    assert (answer.status_code, "GET" in answer.headers["Allow"]) == (405, True)


def test_what_can_be_asked_is_said(visit, link):
    answer = visit().client.options(link.path)
    assert answer.status_code == 200 and {"GET", "HEAD"} <= set(answer.headers["Allow"].split(", "))


def test_a_question_mark_changes_nothing(visit, link):
    first = visit().get(link.path)
    assert visit().get(link.path + "?nocache=12345&x=%00").data == first.data


@pytest.mark.parametrize("token", ["x" * 32, "y" * 10_000, "%00", "%ff%fe", "..", "a" * 31 + "é", "' OR 1=1 --"])
@pytest.mark.parametrize("method", ["get", "head"])
def test_a_wrong_secret_has_no_calendar_however_it_is_asked(visit, token, method):
    ask_for = getattr(visit().client, method)
    answer = ask_for(f"/cal/{token}/house.ics", headers={"If-None-Match": "*"})
    assert answer.status_code == 404
    assert b"BEGIN" not in answer.data and "Set-Cookie" not in answer.headers


def test_no_list_for_robots_keeps_google_out(visit):
    answer = visit().client.get("/robots.txt")
    assert answer.status_code == 404 or b"Disallow: /cal" not in answer.data


def test_no_other_site_may_read_it_from_a_browser(ask):
    assert "Access-Control-Allow-Origin" not in ask(Origin="https://elsewhere.example").headers


def test_it_comes_at_once_and_is_small(ask):
    assert ask().status_code == 200 and len(ask().data) < 1_000_000


def test_the_address_is_hard_to_guess_and_says_what_it_is(link):
    secret, name = link.path.split("/")[2:]
    assert len(secret) >= 22 and secret.replace("-", "").replace("_", "").isalnum() and name == "house.ics"


def test_the_secret_does_not_stand_in_what_it_opens(ask, link):
    assert link.path.split("/")[2].encode() not in ask().data


# --- how often ---


def test_nobody_asks_this_often(ask):
    said = [ask() for _number in range(61)]
    assert {each.status_code for each in said[:60]} == {200}
    assert (said[60].status_code, 1 <= int(said[60].headers["Retry-After"]) <= 60) == (429, True)


def test_each_link_has_its_own_count_and_each_minute_begins_anew():
    now = [0.0]
    pace = Pace(2, lambda: now[0])
    assert [pace.wait_for(b"a") for _ in range(3)] == [0, 0, 60]
    assert pace.wait_for(b"b") == 0
    now[0] = 59.9
    assert pace.wait_for(b"a") == 1
    now[0] = 60.0
    assert pace.wait_for(b"a") == 0


# --- two at once ---


def test_of_two_builds_the_second_takes_what_the_first_kept(ask, visit, link, inside, monkeypatch, at):
    """Another program has it built between our reading and our keeping: its stamps are those that count."""
    ask()
    with inside() as session:
        session.execute(sa.update(Shift).values(visible_label="new"))
    at(NOW + timedelta(seconds=5))
    renewed, others = serving._renewed, []

    def slow(*args):
        mine = renewed(*args)
        if not others:
            others.append(None)
            others[0] = visit().get(link.path).data
            at(NOW + timedelta(seconds=9))
        return mine

    monkeypatch.setattr(serving, "_renewed", slow)
    assert ask().data == others[0]


def _overtaken(*_args):
    raise serving.Overtaken


@pytest.mark.parametrize("is_built_by_others", [False, True])
def test_a_link_that_ends_while_it_is_read_says_so(ask, inside, monkeypatch, link, is_built_by_others):
    ask()
    with_bytes = serving.with_bytes
    if is_built_by_others:
        with inside() as session:
            session.execute(sa.update(Feed).values(kept_for="other"))
        monkeypatch.setattr(serving, "built_calendar", _overtaken)

    def ended(feed):
        with inside() as session:
            session.execute(sa.update(Feed).values(ended_at=NOW, etag=None, body_sealed=None, parts_sealed=None))
        return with_bytes(feed)

    monkeypatch.setattr(answering.serving, "with_bytes", ended)
    assert "switched off" in ask().get_data(as_text=True)


def test_one_entry_that_cannot_be_said_is_told_of_and_the_rest_comes(ask, inside, caplog):
    with inside() as session:
        shift = session.scalars(sa.select(Shift).order_by(Shift.id).limit(1)).one()
        session.execute(sa.update(Shift).where(Shift.id == shift.id).values(sequence=-1))
    whole = ask().data
    assert f"feed left out entries=shift-{shift.id}" in caplog.text
    assert len(Calendar.from_ical(whole).events) > 40 and f"UID:shift-{shift.id}@".encode() not in whole


def test_what_is_kept_is_sealed_and_goes_with_the_link(ask, inside, visit, worker):
    ask()
    with inside():
        feed = db.session.scalars(sa.select(Feed)).one()
        assert feed.body_sealed and b"SUMMARY" not in feed.body_sealed and b"shift-" not in feed.parts_sealed
    visit(worker).post(f"/calendar-links/{feed.id}/off")
    with inside():
        feed = db.session.scalars(sa.select(Feed)).one()
        assert (feed.etag, feed.body_sealed, feed.parts_sealed) == (None, None, None)
