"""Outside help: there for anyone, whatever else is broken; a house's own lines behind an address of its own."""

import re
import stat

import pytest
import sqlalchemy as sa

from house import clock
from house.cli import open_app
from house.db import db
from house.people import acts
from house.people.lines import COUNTRIES, LOOKED_UP, template_lines
from house.people.models import House
from house.people.published import FILE, copy_path, pages_folder, published
from house.people.publishing import publish_lines
from tests.support.databases import fresh_app, settings
from tests.support.visiting import Visit, sign_in

pytestmark = pytest.mark.usefixtures("files_as_they_were")
LINE = {"label": "Nightline", "what_for": "To talk", "phone": "1300 111 222", "is_24_7": "y"}
LOOKED_UP_WORDS = "From a list, looked up 25 November 2026."


def gone(app):
    """Take the database away from under an app."""
    with app.app_context():
        db.engine.dispose()
        folder = pages_folder().parent
    for file in folder.glob("house.sqlite*"):
        file.unlink()
    (folder / "house.sqlite").mkdir()


@pytest.fixture
def broken(tmp_path):
    """An app whose database has gone away, with its house's own address."""
    app, cast = fresh_app(tmp_path)
    browser = sign_in(app, cast.resident, clock.now())
    with app.app_context():
        browser.own = f"/outside-help/{db.session.get_one(House, cast.house_id).help_code}"
    gone(app)
    return browser


@pytest.fixture
def own(inside, house_id):
    """The address of the house's own page."""
    with inside() as session:
        return f"/outside-help/{session.get_one(House, house_id).help_code}"


def foot(page):
    return page.split('<footer class="support"')[1]


# --- for anyone ---


def test_it_needs_no_sign_in(visit):
    page = visit().page("/outside-help")
    assert "tel:000" in page and "tel:131114" in page and "sms:0477131114" in page


def test_it_says_when_its_numbers_were_looked_up(visit):
    assert visit().page("/outside-help").count(LOOKED_UP_WORDS) == 4


@pytest.mark.parametrize("which", ["everyone's", "the house's"])
def test_it_needs_no_script_no_cookie_and_no_question(app, own, queries, which):
    client, path = app.test_client(), own if which == "the house's" else "/outside-help"
    with queries() as seen:
        answer = client.get(path)
    assert (seen.count, "<script" in answer.text, "Set-Cookie" in answer.headers) == (0, False, False)


@pytest.mark.parametrize("which", ["everyone's", "the house's", "no house's"])
def test_it_is_kept_out_of_search_and_tells_nobody_where_one_came_from(visit, own, which):
    path = {"everyone's": "/outside-help", "the house's": own}.get(which, "/outside-help/" + "x" * 32)
    answer = visit().get(path)
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert '<meta name="robots" content="noindex">' in answer.text
    assert '<meta name="referrer" content="no-referrer">' in answer.text


def test_no_name_of_a_house_or_a_person_stands_on_it(visit, own):
    pages = visit().page("/outside-help") + visit().page(own)
    assert not [name for name in ("Phoenix", "Harbour", "Cleo", "9000 1234") if name in pages]


def test_the_same_line_of_two_houses_stands_there_once(visit):
    assert visit().page("/outside-help").count("<h2>Lifeline</h2>") == 1


@pytest.mark.parametrize("number", ["13 92 76", "1800 737 732", "1800 184 527"])
def test_a_number_that_was_not_verified_is_nowhere(visit, number):
    assert number not in visit().page("/outside-help")
    assert not [line for _name, lines in COUNTRIES.values() for line in lines if number in (line.phone, line.sms)]


def test_only_looked_up_numbers_carry_a_day():
    dated = {code for code, (_name, lines) in COUNTRIES.items() for line in lines if line.checked_on == LOOKED_UP}
    assert dated == {"AU"}


# --- without a database, without files ---


def test_the_database_of_this_test_really_is_broken(broken):
    assert broken.get("/healthz").status_code == 500


def test_it_stands_while_the_database_is_broken(broken):
    page = broken.page("/outside-help")
    assert "tel:000" in page and "Suicide Call Back Service" in page


def test_it_stands_for_somebody_unknown_while_the_database_is_broken(broken):
    nobody = Visit(broken.app)
    assert "tel:000" in nobody.page("/outside-help") and "tel:131114" in nobody.page(broken.own)


def test_a_change_stands_in_the_houses_file_at_once(visit, coordinator, own):
    visit(coordinator).submit("/outside-help/keep/new", **LINE)
    with visit().app.app_context():
        assert "tel:1300111222" in (pages_folder() / f"{own.rsplit('/', 1)[1]}.html").read_text()


CONTENTS = [None, "", "{", "[]", '{"sets": [{}], "houses": {}}', '{"sets": 5}', '{"sets": [], "houses": {"1": 7}}']


@pytest.mark.parametrize("content", CONTENTS, ids=ascii)
def test_it_stands_also_where_its_files_are_gone_or_spoilt(app, visit, content):
    with app.app_context():
        copy = copy_path()
        (pages_folder() / "index.html").unlink()
    copy.unlink() if content is None else copy.write_text(content)
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "tel:000" in page and "tel:999" in page and "tel:111" in page


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00"], ids=["empty", "no text"])
def test_a_spoilt_page_is_made_good_from_the_copy(app, visit, own, content):
    with app.app_context():
        (pages_folder() / f"{own.rsplit('/', 1)[1]}.html").write_bytes(content)
        (pages_folder() / "index.html").write_bytes(content)
    assert "tel:131114" in visit().page("/outside-help") and "tel:131114" in visit().page(own)


def test_the_first_start_stands_it_up_before_there_is_a_house(tmp_path):
    app = open_app(settings(tmp_path))
    page = Visit(app).page("/outside-help")
    assert (tmp_path / "outside-help" / "index.html").exists() and "Emergency, Ireland" in page
    with app.app_context():
        db.engine.dispose()


# --- the files ---


def test_they_are_for_their_owner_alone(app):
    with app.app_context():
        files = [copy_path(), *pages_folder().iterdir()]
        modes = {stat.S_IMODE(path.stat().st_mode) for path in files}
        assert (modes, stat.S_IMODE(pages_folder().stat().st_mode)) == ({0o600}, 0o700)


def test_they_are_whole_or_not_there(app, inside):
    with inside():
        publish_lines()
        lines = published().sets[0]
        left = {path.name for path in pages_folder().iterdir()} - {path.name for path in pages_folder().glob("*.html")}
        beside = [path.name for path in copy_path().parent.glob(f"{FILE}*")]
    assert lines == template_lines("AU") and left == {".lock"} and beside == [FILE]


def test_what_a_stopped_writer_left_half_done_goes(app, inside):
    with inside():
        half = pages_folder() / ".fresh-abc"
        half.write_text("<!doc")
        publish_lines()
        assert not half.exists()


def test_a_page_that_says_the_same_is_left_alone(app, inside):
    with inside():
        publish_lines()
        before = (pages_folder() / "index.html").stat().st_ino
        publish_lines()
        assert (pages_folder() / "index.html").stat().st_ino == before


def test_the_old_page_of_a_house_goes_when_its_address_is_another(visit, inside, house_id, own):
    with inside() as session:
        session.get_one(House, house_id).help_code = "n" * 32
        session.flush()
        publish_lines()
    assert visit().get(own).status_code == 404
    assert "tel:131114" in visit().page("/outside-help/" + "n" * 32)


# --- the house's own page ---


def test_its_own_lines_stand_behind_the_houses_address_and_not_before_everyone(visit, coordinator, own):
    visit(coordinator).submit("/outside-help/keep/new", **LINE)
    assert "Nightline" in visit().page(own)
    assert "Nightline" not in visit().page("/outside-help") + visit().page("/sign-in")


def test_another_house_keeps_its_own(visit, coordinator, outsider, own):
    visit(coordinator).submit("/outside-help/keep/new", **{**LINE, "label": "Aaa"})
    theirs = visit(outsider).page("/outside-help/ours")
    assert "Aaa" not in theirs


def test_its_address_is_linked_for_those_who_are_signed_in_alone(visit, resident, own):
    assert f'href="{own}"' in foot(visit(resident).page("/"))
    assert own not in visit().page("/sign-in") + visit().page("/outside-help") + visit().page("/signed-out")


def test_what_the_coordinator_checked_carries_its_day_there(visit, coordinator, own):
    visit(coordinator).submit("/outside-help/keep/tried", page="/outside-help/keep")
    assert visit().page(own).count("Checked by the house on 6 August 2026.") == 4
    assert LOOKED_UP_WORDS in visit().page("/outside-help")


ODD = [
    "x" * 32,
    "x" * 41,
    "x" * 5000,
    "index",
    "index.html",
    "..",
    "../support-lines",
    "..%2fsupport-lines.json",
    "%2e%2e%2fhouse.sqlite",
    "%00",
    "x" * 31 + "%00",
    "%F0%28%8C%28",
    ".lock",
    "x" * 16 + "/",
    "é" * 20,
    "\u0661" * 20,
]


@pytest.mark.parametrize("code", ODD, ids=lambda code: ascii(code)[:24])
def test_an_address_of_no_house_shows_everyones_lines_all_the_same(visit, code):
    answer = visit().get(f"/outside-help/{code}")
    assert answer.status_code == 404
    assert "tel:000" in answer.text and "There is no page here" in answer.text


def test_it_fits_in_a_few_kilobytes(visit, own):
    assert len(visit().page(own)) < 10_000


def test_on_paper_the_numbers_are_words(visit, own):
    """Buttons are left out on paper, but for these."""
    page = visit().page(own)
    assert re.search(r'<p class="row help-ways">\s*<a class="button" href="tel:000">', page)


@pytest.mark.parametrize("path", ["/house", "/outside-help/ours"])
def test_everyone_of_the_house_finds_its_address_for_the_fridge(visit, resident, own, path):
    page = visit(resident).page(path)
    assert f"http://localhost{own}" in page and "data:image/svg+xml" in page and "this address needs no sign-in" in page


def test_so_do_coordinators_where_they_keep_the_lines(visit, coordinator, own):
    assert f"http://localhost{own}" in visit(coordinator).page("/outside-help/keep")


# --- houses of several countries on one computer ---


@pytest.fixture
def open_house(inside, visit):
    """The coordinator of a new house, who came by the set-up."""

    def begin(**fields):
        with inside():
            token = acts.make_set_up_link(clock.now())
        browser = visit()
        answer = browser.submit(f"/set-up/{token}", **{**ROWAN, **fields})
        browser.after(answer)
        return browser

    return begin


ROWAN = {
    "house_name": "Rowan House",
    "country": "GB",
    "timezone": "Europe/London",
    "called_name": "Noor",
    "sign_in_name": "noor",
    "password": "four words of mine",
    "first_name": "Listeners",
    "first_phone": "0123 456 789",
    "second_name": "By text",
    "second_sms": "54321",
}


def test_each_house_sees_the_numbers_of_its_own_country(open_house, visit, resident):
    british = open_house()
    assert "tel:999" in foot(british.page("/")) and "tel:000" not in foot(british.page("/"))
    assert "tel:000" in foot(visit(resident).page("/")) and "tel:999" not in foot(visit(resident).page("/"))


def test_whoever_comes_by_sees_every_number_for_danger_with_its_country(open_house, visit):
    open_house()
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "Emergency, United Kingdom" in page
    assert "Lifeline, Australia" in page and "In danger right now?" not in page


def test_at_the_door_both_numbers_for_danger_stand_at_the_foot(open_house, visit):
    open_house()
    page = foot(visit().page("/sign-in"))
    assert "tel:999" in page and "tel:000" in page


def test_what_a_coordinator_wrote_in_the_set_up_is_for_their_house_alone(open_house, visit):
    british = open_house()
    assert "0123 456 789" in british.page("/outside-help/ours")
    assert "0123 456 789" not in visit().page("/outside-help")


def test_with_a_house_somewhere_else_the_one_number_names_its_country(open_house, visit):
    open_house(country="ZZ", timezone="Europe/Berlin", emergency="112")
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "tel:112" not in page


def test_with_houses_somewhere_else_alone_no_number_is_made_up(app, visit, inside, open_house):
    with inside() as session:
        for house in session.scalars(sa.select(House)):
            house.country = "ZZ"
    open_house(country="ZZ", timezone="Europe/Berlin", emergency="112")
    page = visit().page("/outside-help")
    assert "Call the emergency number of the place you are in." in page and "tel:" not in page
