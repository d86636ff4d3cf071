"""Leaving: the old cookie opens nothing from the very next request on, whoever ended it and how."""

from datetime import timedelta

import pytest
import sqlalchemy as sa

from house import clock
from house.people.models import Membership, SignIn
from house.tokens import hash_token
from tests.people.conftest import PASSWORD
from tests.support.cast import NOW
from tests.support.databases import fresh_app
from tests.support.visiting import Visit, sign_in


def opens(browser):
    return browser.get("/me").status_code == 200


def copy_of(browser):
    """Another browser with the very same cookie: whoever copied it."""
    return Visit(browser.app, browser.sign_in_id, browser.token)


def test_the_old_cookie_opens_nothing_after_signing_out(visit, resident):
    browser = visit(resident)
    stolen = copy_of(browser)
    browser.post("/sign-out")
    assert not opens(browser) and not opens(stolen)


def test_it_leads_to_a_page_of_nobodys(visit, resident):
    browser = visit(resident)
    page = browser.after(browser.submit("/sign-out", page="/me"))
    assert "You are signed out" in page and "Robin" not in page


def test_the_browser_is_told_to_keep_nothing(visit, resident):
    answer = visit(resident).post("/sign-out")
    assert answer.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert "Max-Age=0" in answer.headers["Set-Cookie"]


def test_signing_out_is_no_link_that_a_picture_could_follow(visit, resident):
    browser = visit(resident)
    assert browser.get("/sign-out").status_code == 405
    assert browser.client.post("/sign-out").status_code == 400
    assert opens(browser)


def test_my_other_devices_stay(visit, resident):
    phone, tablet = visit(resident), visit(resident)
    phone.post("/sign-out")
    assert opens(tablet)


def test_one_of_my_devices_can_be_ended(visit, resident):
    phone, tablet = visit(resident), visit(resident)
    answer = phone.post(f"/me/devices/{tablet.sign_in_id}/end")
    assert "That device is signed out." in phone.after(answer)
    assert not opens(tablet) and opens(phone)


def test_ending_this_very_device_is_signing_out(visit, resident):
    phone = visit(resident)
    answer = phone.post(f"/me/devices/{phone.sign_in_id}/end")
    assert answer.headers["Location"] == "/signed-out" and "Clear-Site-Data" in answer.headers


@pytest.mark.parametrize("who", ["housemate", "worker", "coordinator", "outsider"])
def test_another_persons_device_is_no_page(visit, resident, request, who):
    theirs = visit(resident)
    assert visit(request.getfixturevalue(who)).post(f"/me/devices/{theirs.sign_in_id}/end").status_code == 404
    assert opens(theirs)


def test_all_my_devices_can_be_ended(visit, resident):
    phone, tablet = visit(resident), visit(resident)
    answer = phone.post("/me/devices/end-all")
    assert "Clear-Site-Data" in answer.headers
    assert not opens(phone) and not opens(tablet)


def test_nobody_elses_devices_end_with_mine(visit, resident, housemate):
    theirs = visit(housemate)
    visit(resident).post("/me/devices/end-all")
    assert opens(theirs)


def test_a_new_password_ends_my_other_devices_and_keeps_this_one(visit, robin):
    phone, tablet = visit(robin), visit(robin)
    phone.submit("/me/password", old=PASSWORD, password="other words of my own")
    assert opens(phone) and not opens(tablet)


def test_moving_on_ends_the_devices_of_that_house(visit, resident, coordinator, inside):
    phone = visit(resident)
    with inside() as session:
        membership_id = session.scalar(sa.select(Membership.id).where(Membership.person_id == resident.person_id))
    visit(coordinator).post(f"/people/{membership_id}/moving-on", when="now")
    assert not opens(phone)


def test_devices_are_listed_this_one_first(visit, resident):
    visit(resident)
    page = visit(resident).page("/me/devices")
    assert page.count("A browser on a device</strong>") == 2
    assert page.index("this one") < page.rindex("A browser on a device</strong>")


@pytest.mark.parametrize(
    ("ago", "is_shared"),
    [(timedelta(days=31), False), (timedelta(hours=2), True)],
    ids=["31 days ago", "a shared one, two hours ago"],
)
def test_a_device_whose_time_has_run_out_is_not_listed(visit, resident, inside, ago, is_shared):
    with inside() as session:
        session.add(
            SignIn(
                house_id=resident.house_id,
                person_id=resident.person_id,
                token_hash=hash_token("old", "sign-in"),
                device_label="An old tablet",
                is_shared_device=is_shared,
                started_at=NOW - ago,
                last_seen_at=NOW - ago,
                confirmed_at=NOW - ago,
                awake_since=NOW - ago,
            )
        )
    assert "An old tablet" not in visit(resident).page("/me/devices")


def test_over_tls_the_cookie_that_goes_is_the_one_that_came(tmp_path):
    app, cast = fresh_app(tmp_path, public_url="https://home.example")
    browser = sign_in(app, cast.resident, clock.now())
    fields = {"csrf_token": browser._masked(), "nonce": "n" * 20}
    gone = browser.client.post("/sign-out", base_url="https://localhost", data=fields).headers["Set-Cookie"]
    assert gone.startswith("__Host-house=;") and "Secure" in gone and "Path=/" in gone and "Domain" not in gone
