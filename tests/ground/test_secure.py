"""Behind TLS: cookies that only this address gets, and a browser that never comes without TLS again."""

import pytest

from tests.support.databases import fresh_app

HSTS = "Strict-Transport-Security"


@pytest.fixture(scope="module")
def behind_tls(tmp_path_factory):
    app, _cast = fresh_app(tmp_path_factory.mktemp("tls"), public_url="https://home.example", proxies=1)
    return app


def get(app, path, **headers):
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return app.test_client().get(path, base_url="https://home.example", headers=named, buffered=True)


def test_the_cookie_belongs_to_this_very_address(behind_tls):
    cookie = get(behind_tls, "/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("__Host-house=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= {part.strip() for part in cookie.split(";")}
    assert "Domain" not in cookie


@pytest.mark.parametrize(
    "path", ["/sign-in", "/nope", "/outside-help", "/static/house.css", "/cal/" + "x" * 32 + "/house.ics"]
)
def test_every_answer_asks_for_tls_from_now_on(behind_tls, path):
    assert get(behind_tls, path).headers[HSTS] == "max-age=31536000; includeSubDomains"


def test_without_tls_nothing_asks_for_it(visit):
    """A browser would hold to it for a year, and the house on a kitchen's own network would be gone."""
    assert HSTS not in visit().get("/sign-in").headers


def test_without_tls_the_cookie_has_a_plain_name(app):
    cookie = app.test_client().get("/sign-in").headers["Set-Cookie"]
    assert cookie.startswith("house=") and "Secure" not in cookie


def test_a_cookie_under_the_plain_name_is_nobodys(behind_tls):
    client = behind_tls.test_client()
    client.set_cookie("house", "anything", domain="home.example")
    assert client.get("/me", base_url="https://home.example").status_code == 303


@pytest.mark.parametrize(
    ("forwarded", "believed"),
    [
        ("198.51.100.9", "198.51.100.9"),
        pytest.param("1.1.1.1, 198.51.100.9", "198.51.100.9", id="what the client said of itself is left aside"),
        pytest.param("", "192.0.2.1", id="nothing was said"),
    ],
)
def test_an_address_is_taken_from_the_one_proxy_there_is(behind_tls, monkeypatch, forwarded, believed):
    seen = []
    monkeypatch.setattr(
        "house.people.doors.throttle.network_hash", lambda address, key: seen.append(address) or b"x" * 32
    )
    knock(behind_tls, forwarded)
    assert seen[0] == believed


def test_without_a_proxy_nobody_says_where_they_come_from(app, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "house.people.doors.throttle.network_hash", lambda address, key: seen.append(address) or b"x" * 32
    )
    knock(app, "198.51.100.9")
    assert seen[0] == "192.0.2.1"


def knock(app, forwarded):
    client = app.test_client()
    client.environ_base["REMOTE_ADDR"] = "192.0.2.1"
    base = "https://home.example"
    page = client.get("/sign-in", base_url=base).get_data(as_text=True)
    fields = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("csrf_token", "nonce")}
    headers = {"X-Forwarded-For": forwarded, "Referer": f"{base}/sign-in"} if forwarded else {"Referer": f"{base}/"}
    fields |= {"sign_in_name": "nobody-here", "password": "not the right words"}
    return client.post("/sign-in", base_url=base, data=fields, headers=headers)
