"""The pages of the diary: what is coming by day, further ahead, earlier; at any age with as many questions."""

import re
from datetime import date, datetime, time, timedelta

import pytest
import sqlalchemy as sa

from house.diary.models import DiaryDay
from house.diary.plan import DiaryPlan, Repeat, Saying
from tests.diary.conftest import TODAY


def days_on(page):
    return re.findall(r'<h2 id="day-[^"]*">([^<]*)</h2>', page)


def test_an_empty_diary_says_so(visit, outsider):
    assert "Nothing stands in the diary yet. Anyone can add a line." in visit(outsider).page("/diary")


def test_what_is_coming_stands_by_day_in_words(visit, worker, put):
    put(DiaryPlan(Saying("Visitors", date(2026, 8, 7), time(17))))
    put(DiaryPlan(Saying("Bin night", TODAY)))
    put(DiaryPlan(Saying("Plumber", date(2026, 8, 18), time(9))))
    assert days_on(visit(worker).page("/diary")) == ["Today", "Tomorrow", "Tuesday 18 August"]


def test_what_is_over_is_earlier(at, visit, worker, plumber):
    at("2026-08-08 11:00")
    browser = visit(worker)
    assert ("The plumber" in browser.page("/diary"), "The plumber" in browser.page("/diary/earlier")) == (False, True)


def test_what_is_on_is_still_there(at, visit, worker, plumber):
    at("2026-08-08 10:59")
    assert "The plumber" in visit(worker).page("/diary")


def test_a_few_at_a_time_and_the_others_further_ahead(visit, worker, bins):
    browser, seen = visit(worker), []
    page = browser.page("/diary")
    assert page.count("Bin night") == 8
    while True:
        seen += days_on(page)
        further = re.search(r'href="(/diary/ahead[^"]*)"', page)
        if not further:
            break
        page = browser.page(further[1])
    assert (len(seen), len(set(seen))) == (len(bins), len(bins))


def test_no_day_is_cut_in_two_at_the_end_of_a_page(visit, worker, put):
    for number in range(7):
        put(DiaryPlan(Saying(f"Line {number}", TODAY + timedelta(days=1 + number))))
    for words in ("The last day", "And its end"):
        put(DiaryPlan(Saying(words, TODAY + timedelta(days=20))))
    browser = visit(worker)
    first = browser.page("/diary")
    assert "Line 6" in first and "The last day" not in first and "And its end" not in first
    link = re.search(r"/diary/ahead\?after=\d+", first)
    assert link
    ahead = browser.page(link[0])
    assert "The last day" in ahead and "And its end" in ahead and "Line 6" not in ahead


def test_earlier_goes_back_page_by_page(at, visit, worker, bins):
    at("2027-09-05 12:00")
    browser, seen, page = visit(worker), [], None
    while page is None or (further := re.search(r'href="(/diary/earlier\?[^"]*)"', page)):
        page = browser.page(further[1] if page else "/diary/earlier")
        seen += days_on(page)
    assert (len(seen), len(set(seen)), seen[-1]) == (len(bins), len(bins), "Tuesday 11 August 2026")


@pytest.mark.parametrize("asked", ["x", "0", "-1", "9" * 30, "٣"])
def test_a_place_that_is_none_is_the_beginning(visit, worker, bins, asked):
    page = visit(worker).page(f"/diary/ahead?after={asked}")
    assert days_on(page)[0] == "Tuesday"


def test_a_place_in_another_house_is_none(visit, outsider, bins):
    assert "Bin night" not in visit(outsider).page(f"/diary/ahead?after={bins[0].id}")


def test_words_stay_as_typed_and_are_only_words(visit, worker, put):
    day = put(DiaryPlan(Saying("<b>Tom & Jo</b>", TODAY)))[0]
    page = visit(worker).page(f"/diary/{day.id}")
    assert ("&lt;b&gt;Tom &amp; Jo&lt;/b&gt;" in page, "<b>Tom" in page) == (True, False)


def test_a_line_that_comes_round_says_how(visit, worker, bins):
    page = visit(worker).page(f"/diary/{bins[0].id}")
    assert ("Every Tuesday." in page, "Change this day alone" in page) == (True, True)


def test_the_clocks_are_told_on_its_page(visit, worker, put):
    day = put(DiaryPlan(Saying("Night bus", date(2026, 10, 4), time(2, 30))))[0]
    assert "leave out 2:30am. So it is at 3:30am." in visit(worker).page(f"/diary/{day.id}")


def test_the_house_page_and_the_week_lead_to_it(visit, worker):
    browser = visit(worker)
    assert ('href="/diary"' in browser.page("/house"), 'href="/diary#add"' in browser.page("/week")) == (True, True)


@pytest.fixture
def ten_years(bins, inside):
    """Ten years of bin nights behind the house, and a line of every day."""
    with inside() as session:
        model = {key: getattr(bins[0], key) for key in ("house_id", "line_id", "words", "changed_at", "sequence")}
        long_ago = [TODAY - timedelta(days=n) for n in range(1, 3651)]
        instants = [datetime.combine(day, time(2), bins[0].starts_at.tzinfo) for day in long_ago]
        made = [
            {
                **model,
                "original_day": day,
                "day": day,
                "starts_at": at,
                "ends_at": at + timedelta(hours=1),
                "is_by_hand": False,
            }
            for day, at in zip(long_ago, instants, strict=True)
        ]
        session.execute(sa.insert(DiaryDay), made)


PAGES = ["/diary", "/diary/ahead", "/diary/earlier", "/week", "/"]


@pytest.mark.parametrize("path", PAGES)
def test_ten_years_add_no_question(visit, worker, bins, queries, request, path):
    browser = visit(worker)
    with queries() as young:
        browser.page(path)
    request.getfixturevalue("ten_years")
    with queries() as old:
        browser.page(path)
    assert old.count == young.count


@pytest.mark.parametrize("action", ["change", "take-off"])
def test_ten_years_add_no_question_to_a_change(visit, housemate, bins, queries, request, seen, action):
    sent = {"words": "Bins", "day": "2026-08-18", "begins": "", "ends": "", "which": "one"}
    browser = visit(housemate)
    with queries() as young:
        browser.post(f"/diary/{bins[1].id}/{action}", **sent, seen=seen(bins[1]))
    request.getfixturevalue("ten_years")
    with queries() as old:
        browser.post(f"/diary/{bins[2].id}/{action}", **sent, seen=seen(bins[2]))
    assert old.count == young.count


def test_a_year_ahead_stands_at_once(put):
    assert len(put(DiaryPlan(Saying("Bins", TODAY), Repeat.weekly))) == 56
