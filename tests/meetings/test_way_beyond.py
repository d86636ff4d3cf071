"""The way beyond the coordinators: kept by residents and coordinators, every version dated and kept."""

import pytest

from house.meetings.action_models import WayBeyond

ASK = {"text": "May we?", "to_whom": "The landlord", "reply_by": "2026-08-20", "name": "signed"}
PATH, ASKS = "/meetings/asks/beyond", "/meetings/asks"
FIELDS = {"name": "Tenants’ advice", "phone": "03 9000 7777", "web": "https://example.org/help", "text": "They listen."}


@pytest.mark.parametrize("who", ["resident", "living_worker", "coordinator"])
def test_residents_and_coordinators_write_it(who, request, visit, worker):
    visit(request.getfixturevalue(who)).submit(PATH, **FIELDS)
    page = visit(worker).page(ASKS)
    assert 'href="tel:0390007777"' in page and 'href="https://example.org/help"' in page and "They listen." in page


def test_a_worker_reads_it_and_does_not_write_it(visit, worker, rows):
    browser = visit(worker)
    assert (browser.get(PATH).status_code, browser.post(PATH, **FIELDS).status_code) == (404, 404)
    assert rows(WayBeyond) == [] and PATH not in browser.page(ASKS)


def test_every_version_stays_with_who_and_when(visit, resident, coordinator):
    visit(resident).submit(PATH, mark="0", **FIELDS)
    visit(coordinator).submit(PATH, **{**FIELDS, "name": "The ombuds office"})
    page = visit(resident).page(PATH)
    assert "Tenants’ advice" in page and "The ombuds office" in page
    assert "Written by Robin on 6 August." in page and "Written by Cleo on 6 August." in page
    assert "Tenants’ advice" not in visit(resident).page(ASKS)


def test_it_is_in_the_trace_that_everyone_reads(visit, resident, worker):
    visit(resident).submit(PATH, **FIELDS)
    assert "Robin wrote anew whom to turn to beyond the coordinators." in visit(worker).page("/house/changes")


def test_the_same_words_are_no_new_version(visit, resident, rows):
    for _time in range(2):
        visit(resident).submit(PATH, **FIELDS)
    assert [each.number for each in rows(WayBeyond)] == [1]


def test_who_writes_second_finds_both(visit, resident, coordinator, rows):
    visit(resident).post(PATH, mark="0", **FIELDS)
    answer = visit(coordinator).post(PATH, mark="0", **{**FIELDS, "name": "The ombuds office"})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and "Somebody wrote it anew meanwhile." in page
    assert "The ombuds office" in page and "Tenants’ advice" in page
    assert [each.name for each in rows(WayBeyond)] == ["Tenants’ advice"]


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"name": ""}, "Write what it is called."),
        ({"web": "javascript:alert(1)"}, "Start the address with https://"),
        ({"web": "example.org"}, "Start the address with https://"),
        ({"web": "https://exa mple.org"}, "Start the address with https://"),
        ({"phone": "call them"}, "Write the number with digits and spaces"),
    ],
)
def test_what_can_not_be_kept_gets_a_sentence_and_stays_typed(visit, resident, rows, changed, sentence):
    answer = visit(resident).submit(PATH, **{**FIELDS, **changed})
    page = answer.get_data(as_text=True)
    assert answer.status_code == 422 and sentence in page and "They listen." in page and rows(WayBeyond) == []
    assert all(value in page for value in changed.values())


@pytest.mark.parametrize("mark", ["", "x", "-1", "9" * 30, "²"])
def test_a_mark_that_is_none_changes_nothing(visit, resident, rows, mark):
    assert visit(resident).post(PATH, mark=mark, **FIELDS).status_code == 422
    assert rows(WayBeyond) == []


def test_another_house_has_its_own(visit, resident, outsider):
    visit(resident).submit(PATH, **FIELDS)
    assert "Tenants’ advice" not in visit(outsider).page(ASKS) + visit(outsider).page(PATH)


def test_it_stands_beside_raising_further(visit, resident):
    me = visit(resident)
    me.submit(PATH, **FIELDS)
    asked = me.submit("/meetings/asks/new", **ASK).headers["Location"]
    page = me.page(f"{asked}/further")
    assert 'value="Tenants’ advice"' in page and "This page sends nothing." in page


def test_older_versions_are_a_link_away(visit, resident):
    me = visit(resident)
    for number in range(12):
        me.submit(PATH, **{**FIELDS, "name": f"Place {number:02}"})
    page = me.page(PATH)
    further = page.split("?before=")[1].split("#")[0].split('"')[0]
    assert "Place 00" not in page and "Place 00" in me.page(f"{PATH}?before={further}")
