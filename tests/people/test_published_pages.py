"""Outside help as files: whole or not there, for their owner alone, right after every change and every start."""

import stat

import pytest
import sqlalchemy as sa

from house.cli import open_app
from house.db import db
from house.people import acts
from house.people.lines import template_lines
from house.people.models import House, SupportLine
from house.people.published import FILE, copy_path, pages_folder, published
from house.people.publishing import publish_lines
from tests.support.cast import NOW
from tests.support.databases import settings
from tests.support.visiting import Visit

pytestmark = pytest.mark.usefixtures("files_as_they_were")
LINE = {"label": "Nightline", "what_for": "To talk", "phone": "1300 111 222", "is_24_7": "y"}


def test_a_change_stands_in_the_houses_file_at_once(visit, coordinator, own):
    visit(coordinator).submit("/outside-help/keep/new", **LINE)
    with visit().app.app_context():
        assert "tel:1300111222" in (pages_folder() / f"{own.rsplit('/', 1)[1]}.html").read_text()


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


def test_the_page_of_a_house_that_is_removed_goes_with_it(visit, inside):
    with inside() as session:
        plan = acts.HousePlan("Rowan House", "", "Europe/London", "GB")
        house = acts.open_house(plan, template_lines("GB"), NOW, NOW.date())
        publish_lines()
        path = f"/outside-help/{house.help_code}"
    assert "tel:999" in visit().page(path) and "Emergency, United Kingdom" in visit().page("/outside-help")
    with inside() as session:
        session.execute(sa.delete(SupportLine).where(SupportLine.house_id == house.id))
        session.execute(sa.delete(House).where(House.id == house.id))
        publish_lines()
    assert visit().get(path).status_code == 404 and "United Kingdom" not in visit().page("/outside-help")


# --- gone or spoilt ---


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


# --- at every start ---


def test_the_first_start_stands_it_up_before_there_is_a_house(tmp_path):
    app = open_app(settings(tmp_path))
    page = Visit(app).page("/outside-help")
    assert (tmp_path / "outside-help" / "index.html").exists() and "Emergency, Ireland" in page
    with app.app_context():
        db.engine.dispose()
