"""A house's own page of outside help: its own lines, behind an address that hangs on its fridge."""

import re
from html import unescape

import pytest
import segno

pytestmark = pytest.mark.usefixtures("files_as_they_were")
LINE = {"label": "Nightline", "what_for": "To talk", "phone": "1300 111 222", "is_24_7": "y"}
LOOKED_UP_WORDS = "From a list, looked up 25 November 2026."


def foot(page):
    return page.split('<footer class="support"')[1]


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


def test_it_fits_in_a_few_kilobytes(visit, own):
    assert len(visit().page(own)) < 10_000


def test_on_paper_the_numbers_are_words(visit, own):
    """Buttons are left out on paper, but for these."""
    page = visit().page(own)
    assert re.search(r'<p class="row help-ways">\s*<a class="button" href="tel:000">', page)


@pytest.mark.parametrize("path", ["/outside-help/ours", "/outside-help/keep"])
def test_its_address_stands_in_the_house_to_copy_and_to_scan(visit, coordinator, own, path):
    page = visit(coordinator).page(path)
    assert f"http://localhost{own}</p>" in page and "data:image/svg+xml" in page and "For the fridge" in page


def test_the_square_holds_the_address(visit, coordinator, own):
    page = visit(coordinator).page("/outside-help/keep")
    assert segno.make(f"http://localhost{own}", error="m").svg_data_uri(scale=5, border=3) in unescape(page)


def test_everyone_of_the_house_finds_it(visit, resident, own):
    assert f"http://localhost{own}" in visit(resident).page("/outside-help/ours")


def test_it_leads_to_where_one_says_that_a_number_does_not_answer(visit, own):
    assert 'href="/outside-help/ours"' in visit().page(own)
    assert visit().get("/outside-help/ours").headers["Location"].startswith("/sign-in")
