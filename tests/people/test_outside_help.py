"""Outside help: there for anyone, whatever else is broken, and kept right by coordinators."""

import pytest
import sqlalchemy as sa

from house import clock
from house.db import db
from house.people import acts
from house.people.lines import template_lines
from house.people.published import FILE, copy_path, published, support
from house.people.publishing import publish_lines
from house.people.models import SupportLine
from house.trust.models import Change
from tests.support.cast import ZONE
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in

LINE = {"label": "Nightline", "what_for": "To talk", "phone": "1300 111 222", "is_24_7": "y"}


@pytest.fixture(autouse=True)
def _file_as_it_was(app):
    """The file stands beside the database, where no savepoint brings it back."""
    with app.app_context():
        path = copy_path()
    before = path.read_bytes()
    yield
    path.write_bytes(before)


@pytest.fixture
def broken(tmp_path):
    """An app whose database has gone away."""
    app, cast = fresh_app(tmp_path)
    browser = sign_in(app, cast.resident, clock.now())
    with app.app_context():
        db.engine.dispose()
    for file in tmp_path.glob("house.sqlite*"):
        file.unlink()
    (tmp_path / "house.sqlite").mkdir()
    return browser


def lines(inside, house_id, **which):
    with inside() as session:
        query = sa.select(SupportLine).where(SupportLine.house_id == house_id).filter_by(**which)
        return session.scalars(query.order_by(SupportLine.position)).all()


# --- the page ---


def test_it_needs_no_sign_in(visit):
    page = visit().page("/outside-help")
    assert "tel:000" in page and "tel:131114" in page and "sms:0477131114" in page


def test_it_needs_no_script(visit):
    assert "<script" not in visit().page("/outside-help")


def test_it_asks_the_database_nothing(visit, resident, queries):
    browser = visit(resident)
    with queries() as seen:
        browser.page("/outside-help")
    assert seen.count == 0


def test_it_leaves_no_cookie(app):
    assert "Set-Cookie" not in app.test_client().get("/outside-help").headers


def test_the_database_of_this_test_really_is_broken(broken):
    assert broken.get("/healthz").status_code == 500


def test_it_stands_while_the_database_is_broken(broken):
    page = broken.page("/outside-help")
    assert "tel:000" in page and "Suicide Call Back Service" in page


def test_it_stands_for_somebody_unknown_while_the_database_is_broken(broken):
    assert "tel:000" in Visit(broken.app).page("/outside-help")


@pytest.mark.parametrize("content", [None, "", "{", "[]", '{"sets": [{}], "houses": {}}', '{"sets": 5}'], ids=ascii)
def test_it_stands_also_where_its_file_is_gone_or_spoilt(app, visit, content):
    with app.app_context():
        path = copy_path()
    if content is None:
        path.unlink()
    else:
        path.write_text(content)
    page = visit().page("/outside-help")
    assert "tel:112" in page and "findahelpline.com" in page


def test_no_name_of_a_house_or_a_person_stands_on_it(visit):
    page = visit().page("/outside-help")
    assert not [name for name in ("Phoenix", "Harbour", "Cleo", "9000 1234") if name in page]


def test_the_same_line_of_two_houses_stands_there_once(visit):
    assert visit().page("/outside-help").count("<h2>Lifeline</h2>") == 1


# --- houses of several countries on one computer ---


@pytest.fixture
def british(inside, visit):
    """A coordinator of a house in Britain, who came by the set-up."""
    with inside():
        token = acts.make_set_up_link(clock.now())
    browser = visit()
    answer = browser.submit(
        f"/set-up/{token}",
        house_name="Rowan House",
        country="GB",
        timezone="Europe/London",
        called_name="Noor",
        sign_in_name="noor",
        password="four words of mine",
    )
    browser.after(answer)
    return browser


def test_a_line_with_only_an_address_can_be_followed_from_the_foot_too(app, visit):
    with app.app_context():
        copy_path().unlink()
    assert 'href="https://findahelpline.com"' in foot(visit().page("/sign-in"))


def foot(page):
    return page.split('<footer class="support"')[1]


def test_each_house_sees_the_numbers_of_its_own_country(british, visit, resident):
    assert "tel:999" in foot(british.page("/")) and "tel:000" not in foot(british.page("/"))
    assert "tel:000" in foot(visit(resident).page("/")) and "tel:999" not in foot(visit(resident).page("/"))


def test_whoever_comes_by_sees_every_number_for_danger_with_its_country(british, visit):
    page = visit().page("/outside-help")
    assert "Emergency, Australia" in page and "Emergency, United Kingdom" in page
    assert "In danger right now?" not in page


def test_at_the_door_both_numbers_for_danger_stand_at_the_foot(british, visit):
    page = foot(visit().page("/sign-in"))
    assert "tel:999" in page and "tel:000" in page


# --- keeping them right ---


def test_a_line_that_is_added_stands_on_the_page(visit, coordinator):
    browser = visit(coordinator)
    assert "Nightline is kept." in browser.after(browser.submit("/outside-help/keep/new", **LINE))
    assert "Nightline" in visit().page("/outside-help")


def test_a_line_that_is_changed_changes_on_the_page(visit, coordinator, inside, house_id):
    line = lines(inside, house_id, label="QLife")[0]
    visit(coordinator).submit(f"/outside-help/keep/{line.id}", **{**LINE, "is_24_7": "", "label": "QLife by night"})
    page = visit().page("/outside-help")
    assert "QLife by night" in page and "1300 111 222" in page


def test_a_line_that_is_taken_away_is_gone_from_the_page(visit, coordinator, outside_coordinator, inside, house_id):
    line = lines(inside, house_id, label="QLife")[0]
    visit(coordinator).post(f"/outside-help/keep/{line.id}/remove")
    assert "QLife" not in [each.label for each in support_of(visit, house_id)]


def support_of(visit, house_id):
    with visit().app.app_context():
        return support(house_id, most=50).lines


def test_the_page_shows_nothing_that_was_not_kept(visit, coordinator, inside, monkeypatch):
    """The file is written once the change is kept: an undone one never shows."""

    def cannot(*_):
        raise OSError("the disk is full")

    browser = visit(coordinator)
    monkeypatch.setattr("house.once._remember_answer", cannot)
    assert browser.post("/outside-help/keep/new", **LINE).status_code == 500
    assert "Nightline" not in visit().page("/outside-help")


def test_a_change_is_kept_though_the_file_cannot_be_written(visit, coordinator, inside, house_id, monkeypatch):
    def cannot(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("house.people.lines.os.replace", cannot)
    assert visit(coordinator).post("/outside-help/keep/new", **LINE).status_code == 303
    assert lines(inside, house_id, label="Nightline")


def test_the_file_is_whole_or_not_there(app, inside):
    with inside():
        publish_lines()
        assert published().sets[0].lines == template_lines("AU")
        left = [path.name for path in copy_path().parent.glob(f"{FILE}*")]
    assert left == [FILE]


BAD = [
    ("label", "", "Give the line a name."),
    ("label", "x" * 81, "This can be up to 80 letters long."),
    ("what_for", "x" * 161, "This can be up to 160 letters long."),
    ("phone", "call me", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "13<script>", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "\u0660\u0660\u0660", "Write the number with digits and spaces, like 13 11 14."),
    ("sms", "text", "Write the number with digits and spaces, like 13 11 14."),
    ("url", "javascript:alert(1)", "Start the address with https:// and leave out spaces."),
    ("url", "JaVaScRiPt:alert(1)//https://", "Start the address with https:// and leave out spaces."),
    ("url", "data:text/html,x", "Start the address with https:// and leave out spaces."),
    ("url", "//evil.example", "Start the address with https:// and leave out spaces."),
    ("url", 'https://a.example/" onclick="x', "Start the address with https:// and leave out spaces."),
    ("url", "https:///nowhere", "Start the address with https:// and leave out spaces."),
    ("url", "lifeline.org.au", "Start the address with https:// and leave out spaces."),
    ("url", "https://example.org/" + "x" * 300, "This can be up to 300 letters long."),
    ("hours", "x" * 81, "This can be up to 80 letters long."),
]


@pytest.mark.parametrize(
    ("name", "value", "message"), BAD, ids=[f"{name}-{ascii(value)[:20]}" for name, value, _ in BAD]
)
@pytest.mark.parametrize("is_new", [True, False], ids=["a new line", "a kept one"])
def test_what_needs_mending_is_said_beside_its_field(
    visit, coordinator, inside, house_id, name, value, message, is_new
):
    before = lines(inside, house_id, label="Lifeline")[0]
    path = "/outside-help/keep/new" if is_new else f"/outside-help/keep/{before.id}"
    answer = visit(coordinator).post(path, **{**LINE, name: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in page.split(f'id="{name}-error"')[1].split("</p>")[0]
    assert lines(inside, house_id, label="Lifeline")[0].phone == "13 11 14" and not lines(
        inside, house_id, label="Nightline"
    )


def test_a_line_that_leads_nowhere_is_not_kept(visit, coordinator):
    answer = visit(coordinator).post("/outside-help/keep/new", label="Nightline")
    assert answer.status_code == 422
    assert "Add a number or a web address" in answer.get_data(as_text=True)


def all_but_two(inside, house_id):
    with inside() as session:
        kept = session.scalars(
            sa.select(SupportLine).where(SupportLine.house_id == house_id, SupportLine.is_emergency.is_(False))
        ).all()
        for line in kept[2:]:
            session.delete(line)
        return [line.id for line in kept[:2]]


TWO_STAY = "A house needs two of them."


def test_two_lines_at_any_hour_cannot_be_taken_away(visit, coordinator, inside, house_id):
    ids = all_but_two(inside, house_id)
    browser = visit(coordinator)
    assert TWO_STAY in browser.after(browser.post(f"/outside-help/keep/{ids[0]}/remove"))
    assert len(lines(inside, house_id, is_emergency=False)) == 2


@pytest.mark.parametrize(
    "change", [{"is_24_7": ""}, {"is_24_7": "y", "is_emergency": "y"}], ids=["not at night", "for danger only"]
)
def test_nor_can_one_of_the_two_be_made_into_less(visit, coordinator, inside, house_id, change):
    ids = all_but_two(inside, house_id)
    answer = visit(coordinator).post(f"/outside-help/keep/{ids[0]}", **{**LINE, **change})
    assert answer.status_code == 422
    assert TWO_STAY in answer.get_data(as_text=True).split('id="is_24_7-error"')[1].split("</p>")[0]


def test_one_of_the_two_can_still_be_called_something_else(visit, coordinator, inside, house_id):
    ids = all_but_two(inside, house_id)
    assert visit(coordinator).post(f"/outside-help/keep/{ids[0]}", **LINE).status_code == 303


def test_a_number_for_danger_stays(visit, coordinator, inside, house_id):
    danger = lines(inside, house_id, is_emergency=True)[0]
    browser = visit(coordinator)
    assert "A house needs one." in browser.after(browser.post(f"/outside-help/keep/{danger.id}/remove"))
    answer = browser.post(f"/outside-help/keep/{danger.id}", **LINE)
    assert "A house needs one." in answer.get_data(as_text=True).split('id="is_emergency-error"')[1].split("</p>")[0]


def test_trying_them_all_dates_them_all(visit, coordinator, inside, house_id):
    visit(coordinator).submit("/outside-help/checked", page="/outside-help/keep")
    today = clock.today(ZONE)
    assert {(line.checked_on, line.checked_by_id) for line in lines(inside, house_id)} == {
        (today, coordinator.person_id)
    }


def test_another_houses_lines_are_not_dated_with_them(visit, coordinator, inside, cast):
    visit(coordinator).post("/outside-help/checked")
    assert {line.checked_on for line in lines(inside, cast.other_house_id)} == {None}


def test_a_new_number_has_not_been_tried(visit, coordinator, inside, house_id):
    visit(coordinator).post("/outside-help/checked")
    line = lines(inside, house_id, label="Lifeline")[0]
    visit(coordinator).submit(f"/outside-help/keep/{line.id}", **{**LINE, "label": "Lifeline"})
    assert lines(inside, house_id, label="Lifeline")[0].checked_on is None


def test_other_words_about_the_same_number_keep_its_date(visit, coordinator, inside, house_id):
    visit(coordinator).post("/outside-help/checked")
    line = lines(inside, house_id, label="Lifeline")[0]
    same = {"phone": line.phone, "sms": line.sms, "url": line.url, "is_24_7": "y"}
    visit(coordinator).submit(f"/outside-help/keep/{line.id}", **same, label="Lifeline, day and night")
    assert lines(inside, house_id, label="Lifeline, day and night")[0].checked_on is not None


def test_the_trace_says_who_changed_a_line(visit, coordinator, inside, house_id):
    visit(coordinator).submit("/outside-help/keep/new", **LINE)
    with inside() as session:
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
    assert (last.kind, last.action, last.actor_id) == ("support line", "added", coordinator.person_id)


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
@pytest.mark.parametrize("path", ["/outside-help/keep", "/outside-help/keep/new"])
def test_keeping_them_is_for_coordinators(visit, request, who, path):
    assert visit(request.getfixturevalue(who)).get(path).status_code == 404


def test_another_houses_line_is_no_page(visit, outside_coordinator, inside, house_id):
    line = lines(inside, house_id)[0]
    browser = visit(outside_coordinator)
    assert browser.get(f"/outside-help/keep/{line.id}").status_code == 404
    assert browser.post(f"/outside-help/keep/{line.id}", **LINE).status_code == 404
    assert browser.post(f"/outside-help/keep/{line.id}/remove").status_code == 404


def test_numbers_nobody_tried_for_half_a_year_wait_for_a_coordinator(visit, coordinator, resident):
    words = "The numbers for outside help want a check."
    browser = visit(coordinator)
    assert words in browser.page("/") and words not in visit(resident).page("/")
    browser.post("/outside-help/checked")
    assert words not in browser.page("/")
