"""Outside help: there for anyone, whatever else is broken, without a sign-in, a script or a question."""

import pytest
import sqlalchemy as sa

from house import clock
from house.db import Base, db
from house.people.lines import COUNTRIES, LOOKED_UP
from house.people.models import House
from house.people.published import pages_folder
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in

pytestmark = pytest.mark.usefixtures("files_as_they_were")
LOOKED_UP_WORDS = "From a list, looked up 25 November 2026."


def foot(page):
    return page.split('<footer class="support"')[1]


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


# --- without a database ---


@pytest.fixture(params=["the database is gone", "its tables have other names"])
def broken(backend, request, tmp_path):
    """Somebody who signed in before the database broke, with the address of their house's own page."""
    url = request.getfixturevalue("cluster").create("broken") if backend == "postgresql" else None
    app, cast = fresh_app(tmp_path, url)
    browser = sign_in(app, cast.resident, clock.now())
    with app.app_context():
        browser.own = f"/outside-help/{db.session.get_one(House, cast.house_id).help_code}"
        db.session.rollback()
        if request.param != "the database is gone":
            rename_tables()
        db.engine.dispose()
    if request.param == "the database is gone":
        request.getfixturevalue("cluster").drop("broken") if url else put_a_folder_there(app)
    yield browser
    with app.app_context():
        db.engine.dispose()
    if url:
        request.getfixturevalue("cluster").drop("broken")


def rename_tables():
    with db.engine.begin() as connection:
        for table in Base.metadata.sorted_tables:
            connection.execute(sa.text(f'ALTER TABLE "{table.name}" RENAME TO "was_{table.name}"'))


def put_a_folder_there(app):
    with app.app_context():
        folder = pages_folder().parent
    for file in folder.glob("house.sqlite*"):
        file.unlink()
    (folder / "house.sqlite").mkdir()


def test_the_database_of_this_test_really_is_broken(broken):
    assert broken.get("/house").status_code == 500


def test_it_stands_while_the_database_is_broken(broken):
    page = broken.page("/outside-help")
    assert "tel:000" in page and "Suicide Call Back Service" in page


def test_it_stands_for_somebody_unknown_while_the_database_is_broken(broken):
    nobody = Visit(broken.app)
    assert "tel:000" in nobody.page("/outside-help") and "tel:131114" in nobody.page(broken.own)


def test_an_address_of_no_house_shows_everyones_lines_while_the_database_is_broken(broken):
    answer = broken.get("/outside-help/" + "x" * 32)
    assert answer.status_code == 404 and "tel:000" in answer.text and "tel:131114" in answer.text


def test_every_other_page_still_shows_the_way_out_while_the_database_is_broken(broken):
    answer = broken.get("/")
    assert answer.status_code == 500 and "tel:000" in foot(answer.text) and 'href="/outside-help"' in foot(answer.text)


@pytest.mark.parametrize("which", ["everyone's", "the house's"])
def test_it_stands_without_its_files_and_without_a_database(broken, which):
    with broken.app.app_context():
        for page in pages_folder().glob("*.html"):
            page.unlink()
    assert "tel:131114" in broken.page(broken.own if which == "the house's" else "/outside-help")


# --- odd addresses ---


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
