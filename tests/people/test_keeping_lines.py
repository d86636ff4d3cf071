"""Keeping the lines of outside help right: coordinators try them, change them, add and take away."""

import pytest
import sqlalchemy as sa

from house.people.models import SupportLine
from house.people.published import support
from house.trust.models import Change

pytestmark = pytest.mark.usefixtures("files_as_they_were")
LINE = {"label": "Nightline", "what_for": "To talk", "phone": "1300 111 222", "is_24_7": "y"}
KEEP = "/outside-help/keep"


def lines(inside, house_id, **which):
    with inside() as session:
        query = sa.select(SupportLine).where(SupportLine.house_id == house_id).filter_by(**which)
        return session.scalars(query.order_by(SupportLine.position)).all()


def try_all(browser):
    return browser.submit(f"{KEEP}/tried", page=KEEP)


# --- changing them ---


def test_a_line_that_is_added_stands_on_the_page(visit, coordinator, own):
    browser = visit(coordinator)
    assert "Nightline is kept." in browser.after(browser.submit(f"{KEEP}/new", **LINE))
    assert "Nightline" in visit().page(own)


def test_a_line_that_is_changed_changes_on_the_page(visit, coordinator, inside, house_id, own):
    line = lines(inside, house_id, label="Beyond Blue")[0]
    visit(coordinator).submit(f"{KEEP}/{line.id}", **{**LINE, "label": "By night"})
    page = visit().page(own)
    assert "By night" in page and "1300 111 222" in page and "1300 22 4636" not in page


def test_a_line_that_is_taken_away_is_gone_from_the_page(visit, coordinator, inside, house_id, own):
    line = lines(inside, house_id, label="Beyond Blue")[0]
    visit(coordinator).post(f"{KEEP}/{line.id}/remove")
    assert "Beyond Blue" not in visit().page(own)
    with visit().app.app_context():
        assert "Beyond Blue" not in [each.label for each in support(house_id, most=50).lines]


def test_the_page_shows_nothing_that_was_not_kept(visit, coordinator, own, monkeypatch):
    """The file is written once the change is kept: an undone one never shows."""

    def cannot(*_):
        raise OSError("the disk is full")

    browser = visit(coordinator)
    monkeypatch.setattr("house.once._remember_answer", cannot)
    assert browser.post(f"{KEEP}/new", **LINE).status_code == 500
    assert "Nightline" not in visit().page(own)


def test_a_change_is_kept_though_the_file_cannot_be_written(visit, coordinator, inside, house_id, monkeypatch):
    def cannot(*_):
        raise OSError("the disk is full")

    monkeypatch.setattr("house.people.publishing.os.replace", cannot)
    assert visit(coordinator).post(f"{KEEP}/new", **LINE).status_code == 303
    assert lines(inside, house_id, label="Nightline")


BAD = [
    ("label", "", "Give the line a name."),
    ("label", "x" * 81, "This can be up to 80 letters long."),
    ("what_for", "x" * 161, "This can be up to 160 letters long."),
    ("phone", "call me", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "13<script>", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "\u0660\u0660\u0660", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "13 11 14 ext five", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "(  )", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "12", "Write the number with digits and spaces, like 13 11 14."),
    ("phone", "0" * 41, "This can be up to 40 letters long."),
    ("sms", "text", "Write the number with digits and spaces, like 13 11 14."),
    ("url", "javascript:alert(1)", "Start the address with https:// and leave out spaces."),
    ("url", "JaVaScRiPt:alert(1)//https://", "Start the address with https:// and leave out spaces."),
    ("url", "data:text/html,x", "Start the address with https:// and leave out spaces."),
    ("url", "//evil.example", "Start the address with https:// and leave out spaces."),
    ("url", 'https://a.example/" onclick="x', "Start the address with https:// and leave out spaces."),
    ("url", "https:///nowhere", "Start the address with https:// and leave out spaces."),
    ("url", "http://lifeline.org.au", "Start the address with https:// and leave out spaces."),
    ("url", "https://a.example/ b", "Start the address with https:// and leave out spaces."),
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
    path = f"{KEEP}/new" if is_new else f"{KEEP}/{before.id}"
    answer = visit(coordinator).post(path, **{**LINE, name: value})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422
    assert message in page.split(f'id="{name}-error"')[1].split("</p>")[0]
    assert lines(inside, house_id, label="Lifeline")[0].phone == "13 11 14" and not lines(
        inside, house_id, label="Nightline"
    )


def test_a_line_that_leads_nowhere_is_not_kept(visit, coordinator):
    answer = visit(coordinator).post(f"{KEEP}/new", label="Nightline")
    assert answer.status_code == 422
    assert "Add a number or a web address" in answer.get_data(as_text=True)


def test_a_number_for_danger_can_be_called(visit, coordinator):
    fields = {"label": "Emergency", "sms": "112", "is_emergency": "y"}
    page = visit(coordinator).post(f"{KEEP}/new", **fields)
    assert page.status_code == 422
    assert "Add the number to call." in page.text.split('id="is_emergency-error"')[1].split("</p>")[0]


def test_controls_in_a_field_become_blanks(visit, coordinator, inside, house_id):
    visit(coordinator).post(f"{KEEP}/new", **{**LINE, "label": "Night\x00\x1b\u2028line", "phone": "1300\x07111"})
    assert lines(inside, house_id, label="Night line")[0].phone == "1300 111"


def test_markup_in_a_line_stays_words(visit, coordinator, own):
    visit(coordinator).post(f"{KEEP}/new", **{**LINE, "label": "<script>alert(1)</script>"})
    assert "<script" not in visit().page(own) and "&lt;script&gt;" in visit().page(own)


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
    assert TWO_STAY in browser.after(browser.post(f"{KEEP}/{ids[0]}/remove"))
    assert len(lines(inside, house_id, is_emergency=False)) == 2


@pytest.mark.parametrize(
    "change",
    [{"is_24_7": ""}, {"is_24_7": "y", "is_emergency": "y"}, {"phone": "", "sms": "", "url": "https://a.example"}],
    ids=["not at night", "for danger only", "a web page only"],
)
def test_nor_can_one_of_the_two_be_made_into_less(visit, coordinator, inside, house_id, change):
    ids = all_but_two(inside, house_id)
    answer = visit(coordinator).post(f"{KEEP}/{ids[0]}", **{**LINE, **change})
    assert answer.status_code == 422
    assert TWO_STAY in answer.get_data(as_text=True).split('id="is_24_7-error"')[1].split("</p>")[0]


def test_one_of_the_two_can_still_be_called_something_else(visit, coordinator, inside, house_id):
    ids = all_but_two(inside, house_id)
    assert visit(coordinator).post(f"{KEEP}/{ids[0]}", **LINE).status_code == 303


def test_a_number_for_danger_stays(visit, coordinator, inside, house_id):
    danger = lines(inside, house_id, is_emergency=True)[0]
    browser = visit(coordinator)
    assert "A house needs one." in browser.after(browser.post(f"{KEEP}/{danger.id}/remove"))
    answer = browser.post(f"{KEEP}/{danger.id}", **LINE)
    assert "A house needs one." in answer.get_data(as_text=True).split('id="is_emergency-error"')[1].split("</p>")[0]


def test_a_new_number_has_not_been_tried(visit, coordinator, inside, house_id):
    try_all(visit(coordinator))
    line = lines(inside, house_id, label="Lifeline")[0]
    visit(coordinator).submit(f"{KEEP}/{line.id}", **{**LINE, "label": "Lifeline"})
    assert lines(inside, house_id, label="Lifeline")[0].checked_on is None


def test_other_words_about_the_same_number_keep_its_date(visit, coordinator, inside, house_id):
    try_all(visit(coordinator))
    line = lines(inside, house_id, label="Lifeline")[0]
    same = {"phone": line.phone, "sms": line.sms, "url": line.url, "is_24_7": "y"}
    visit(coordinator).submit(f"{KEEP}/{line.id}", **same, label="Lifeline, day and night")
    assert lines(inside, house_id, label="Lifeline, day and night")[0].checked_on is not None


def test_the_trace_says_who_changed_a_line(visit, coordinator, inside, house_id):
    visit(coordinator).submit(f"{KEEP}/new", **LINE)
    with inside() as session:
        last = session.scalars(sa.select(Change).order_by(Change.id.desc())).first()
    assert (last.kind, last.action, last.actor_id) == ("support line", "added", coordinator.person_id)


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker"])
@pytest.mark.parametrize("path", ["/outside-help/keep", f"{KEEP}/new"])
def test_keeping_them_is_for_coordinators(visit, request, who, path):
    assert visit(request.getfixturevalue(who)).get(path).status_code == 404


def test_another_houses_line_is_no_page(visit, outside_coordinator, inside, house_id):
    line = lines(inside, house_id)[0]
    browser = visit(outside_coordinator)
    assert browser.get(f"{KEEP}/{line.id}").status_code == 404
    assert browser.post(f"{KEEP}/{line.id}", **LINE).status_code == 404
    assert browser.post(f"{KEEP}/{line.id}/remove").status_code == 404


# --- two coordinators with the same line open ---


def test_the_second_is_told_what_the_first_wrote_and_nothing_is_lost(visit, coordinator, inside, house_id):
    line = lines(inside, house_id, label="Beyond Blue")[0]
    first, second = visit(coordinator), visit(coordinator)
    mark = mark_on(second.page(f"{KEEP}/{line.id}"))
    first.submit(f"{KEEP}/{line.id}", **{**LINE, "label": "By night"})
    answer = second.post(f"{KEEP}/{line.id}", **{**LINE, "label": "Mine", "mark": mark})
    assert answer.status_code == 422
    assert "It says now: By night, 1300 111 222." in answer.text and 'value="Mine"' in answer.text
    assert lines(inside, house_id, label="By night")


def test_they_may_still_keep_theirs(visit, coordinator, inside, house_id):
    line = lines(inside, house_id, label="Beyond Blue")[0]
    first, second = visit(coordinator), visit(coordinator)
    mark = mark_on(second.page(f"{KEEP}/{line.id}"))
    first.submit(f"{KEEP}/{line.id}", **{**LINE, "label": "By night"})
    again = mark_on(second.post(f"{KEEP}/{line.id}", **{**LINE, "label": "Mine", "mark": mark}).text)
    assert second.post(f"{KEEP}/{line.id}", **{**LINE, "label": "Mine", "mark": again}).status_code == 303
    assert lines(inside, house_id, label="Mine")


def mark_on(page):
    return page.split('name="mark" value="')[1].split('"')[0]


def test_a_line_that_is_gone_meanwhile_is_no_page(visit, coordinator, inside, house_id):
    line = lines(inside, house_id, label="Beyond Blue")[0]
    browser = visit(coordinator)
    browser.post(f"{KEEP}/{line.id}/remove")
    assert browser.post(f"{KEEP}/{line.id}", **LINE).status_code == 404
