"""What somebody said of coming reaches nobody by other ways: a card, what is left on a page, a calendar afterwards."""

from datetime import timedelta
from functools import partial
from unittest import mock

import pytest

from house.feeds.acts import make_feed
from house.feeds.models import Detail
from house.gatherings.circle_models import Standing
from house.people.models import SignIn
from house.viewer import CARD_CLOSES_FOR
from tests.support import visiting
from tests.support.cast import NOW


@pytest.fixture
def by_card(visit, at):
    def by_card(somebody):
        used_at = NOW + timedelta(minutes=5)
        at(used_at)
        with mock.patch.object(visiting, "SignIn", partial(SignIn, private_opens_at=used_at + CARD_CLOSES_FOR)):
            return visit(somebody)

    return by_card


@pytest.mark.parametrize(
    ("before", "answer"),
    [
        *((None, Standing.might), (Standing.might, Standing.might), (Standing.coming, Standing.not_this_time)),
        *((None, Standing.coming), (Standing.coming, Standing.coming), (Standing.waits, Standing.coming)),
    ],
    ids=str,
)
def test_by_a_card_an_answer_reads_the_same_whatever_was_said_before(
    by_card, second, say, housemate, worker, other_worker, before, answer
):
    """The two places are taken, by themselves or by others."""
    others = [worker, other_worker][: 1 if before is Standing.coming else 2]
    for who in others:
        say(second, who)
    if before:
        say(second, housemate, Standing.coming if before is Standing.waits else before)
    browser, path = by_card(housemate), f"/circles/times/{second}"
    said = browser.after(browser.submit(f"{path}/say", page=path, answer=answer))
    shown = "You might come." in said, "Not this time." in said
    assert shown == (answer is Standing.might, answer is Standing.not_this_time)
    assert not ("You are coming" in said or "You wait quietly" in said or "you are coming" in said)
    assert ("By the card it doesn’t show here yet." in said) == (answer is Standing.coming)
    assert "You are coming" not in browser.page("/circles") + browser.page("/week")


def test_a_place_is_kept_where_it_is_asked_for_once_more_by_a_card(
    by_card, second, say, standing, housemate, worker, other_worker
):
    say(second, housemate)
    say(second, worker)
    say(second, other_worker)
    browser, path = by_card(housemate), f"/circles/times/{second}"
    browser.submit(f"{path}/say", page=path, answer="coming")
    assert standing(second, housemate) is Standing.coming


@pytest.mark.parametrize("said", [Standing.not_this_time, Standing.might, Standing.coming])
def test_what_is_called_off_with_all_that_follow_shows_nobody_which_were_answered(
    visit, circle, times, second, say, housemate, worker, resident, said
):
    third = times(circle)[2].id
    say(third, housemate, said)
    robin = visit(resident)
    path = f"/circles/times/{second}/call-off"
    robin.submit(path, which="following", why="")
    for who in (resident, worker):
        browser = visit(who)
        assert browser.get(f"/circles/times/{third}").status_code == 404
        assert browser.get(f"/calendar/circle-{third}.ics").status_code == 404
        assert f"/circles/times/{third}" not in browser.page(f"/circles/{circle}")
        assert f"/circles/times/{second}" in browser.page(f"/circles/{circle}")
    hana = visit(housemate)
    assert "This time is called off" in hana.page(f"/circles/times/{third}")
    assert f"/circles/times/{third}" in hana.page(f"/circles/{circle}")


def test_no_calendar_says_that_somebody_was_there(visit, inside, at, second, times, circle, say, housemate):
    say(second, housemate)
    with inside():
        token = make_feed(housemate.house_id, housemate.person_id, "Phone", Detail.quiet, NOW)
    uid = f"UID:circle-{second}@"
    assert uid in visit(None).page(f"/cal/{token}/house.ics")
    at(times(circle)[1].ends_at + timedelta(seconds=1))
    assert uid not in visit(None).page(f"/cal/{token}/house.ics")
