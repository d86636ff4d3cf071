"""What every answer carries, whatever it is."""

import pytest

PATHS = ("/sign-in", "/nope", "/outside-help", "/healthz", "/static/house.css", "/cal/" + "x" * 32 + "/house.ics")
EXPECTED = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "X-Frame-Options": "DENY",
}


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("name", EXPECTED)
def test_every_answer_carries_it(visit, path, name):
    assert visit().get(path).headers[name] == EXPECTED[name]


@pytest.mark.parametrize("path", PATHS)
def test_every_answer_lets_only_its_own_things_run(visit, path):
    policy = visit().get(path).headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "frame-ancestors 'none'" in policy and "unsafe" not in policy


def test_two_answers_have_two_script_nonces(visit):
    one, other = (visit().get("/sign-in").headers["Content-Security-Policy"] for _ in range(2))
    assert one != other


@pytest.mark.parametrize("path", ["/", "/me", "/me/looks", "/check-ins"])
def test_a_persons_page_is_kept_by_nobody(visit, resident, path):
    headers = visit(resident).get(path).headers
    assert headers["Cache-Control"] == "no-store"
    assert "Cookie" in headers["Vary"]


def test_a_static_file_named_by_its_content_is_kept_for_a_year(visit):
    page = visit().page("/sign-in")
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "max-age=31536000" in visit().get(address).headers["Cache-Control"]


def test_no_page_asks_another_host_for_anything(visit, resident):
    page = visit(resident).page("/")
    assert 'src="http' not in page and 'rel="stylesheet" href="http' not in page


def test_a_static_file_that_is_not_there_is_asked_for_again(visit):
    assert visit().get("/static/house.css.map?v=1").headers["Cache-Control"] == "no-store"


def test_the_cookie_is_closed_to_scripts_and_to_other_sites(app):
    cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie and "SameSite=Lax" in cookie


def test_a_wrong_method_says_which_are_right(visit, resident):
    answer = visit(resident).client.put("/me")
    assert answer.status_code == 405
    assert "GET" in answer.headers["Allow"]


def test_too_much_at_once_is_turned_away_kindly(visit, resident):
    answer = visit(resident).post("/me/name", called_name="x" * 1_200_000)
    assert answer.status_code == 413
