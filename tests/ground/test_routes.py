"""Every route says whom it is for, and holds to it."""

import pytest
from werkzeug.routing import IntegerConverter

from house.guard import Access, access, check_every_route, declared
from house.web import number_in


def routes(app):
    return [rule for rule in app.url_map.iter_rules() if rule.endpoint != "static"]


def path_of(rule):
    values = {name: 1 if isinstance(rule._converters[name], IntegerConverter) else "x" * 32 for name in rule.arguments}
    return rule.build(values)[1]


def test_every_route_declares_its_access(app):
    check_every_route(app)


def test_a_silent_route_stops_the_start(app, monkeypatch):
    monkeypatch.setitem(app.view_functions, "people.me", lambda: "")
    with pytest.raises(RuntimeError, match=r"people\.me"):
        check_every_route(app)


def test_what_is_not_for_everyone_asks_for_a_sign_in(app, visit):
    browser, open_to_all = visit(), []
    for rule in routes(app):
        if declared(app, rule.endpoint).access in (Access.everyone, Access.link):
            continue
        for method in rule.methods & {"GET", "POST"}:
            answer = browser.get(path_of(rule)) if method == "GET" else browser.post(path_of(rule))
            if answer.status_code != 303 or not answer.headers["Location"].startswith("/sign-in"):
                open_to_all.append((method, str(rule), answer.status_code))
    assert not open_to_all


WHO = {
    Access.coordinators: ("resident", "housemate", "worker", "living_worker"),
    Access.workers: ("resident", "coordinator", "living_worker"),
    Access.residents: ("worker", "coordinator"),
}


@pytest.mark.parametrize("who", WHO)
def test_a_route_for_a_role_is_no_page_for_the_others(app, visit, cast, who):
    wrong = []
    for rule in routes(app):
        if declared(app, rule.endpoint).access is not who:
            continue
        for name in WHO[who]:
            browser = visit(getattr(cast, name))
            for method in rule.methods & {"GET", "POST"}:
                answer = browser.get(path_of(rule)) if method == "GET" else browser.post(path_of(rule))
                if answer.status_code != 404:
                    wrong.append((name, method, str(rule), answer.status_code))
    assert not wrong


def test_somebody_who_moved_on_is_asked_to_sign_in(app, visit, departed):
    browser = visit(departed)
    assert browser.get("/").headers["Location"].startswith("/sign-in")


def test_a_thing_of_another_house_is_no_page(app, visit, coordinator, outside_coordinator):
    """Whatever ids the first house has given out, the coordinator of the second finds none of them."""
    visit(coordinator)  # whose sign-in has the lowest id
    browser = visit(outside_coordinator)
    for rule in routes(app):
        if not rule.arguments or declared(app, rule.endpoint).access in (Access.everyone, Access.link):
            continue
        for method in rule.methods & {"GET", "POST"}:
            answer = browser.get(path_of(rule)) if method == "GET" else browser.post(path_of(rule))
            assert answer.status_code == 404, (method, str(rule))


@pytest.mark.parametrize(
    "number",
    [
        pytest.param(2**63 - 1, id="the largest id the database holds"),
        pytest.param(2**63, id="one more"),
        pytest.param(10**40, id="far more"),
        pytest.param(0, id="no id at all"),
        pytest.param("-1", id="a negative one"),
        pytest.param("1e3", id="a number in disguise"),
    ],
)
def test_an_odd_id_is_no_page_and_no_error(app, visit, coordinator, number):
    browser = visit(coordinator)
    for rule in routes(app):
        if declared(app, rule.endpoint).access in (Access.everyone, Access.link):
            continue
        for name in rule.arguments:
            path = str(rule).replace(f"<id:{name}>", str(number))
            if "<" not in path:
                assert browser.get(path).status_code in (404, 405), path


def test_the_list_of_routes_is_not_empty(app):
    assert len(routes(app)) > 25


def test_access_is_kept_on_the_view():
    view = access(Access.workers, writes=True)(lambda: "")
    assert (view.declared.access, view.declared.writes) == (Access.workers, True)


def test_a_number_that_was_sent_is_read_and_all_else_fits_nothing():
    assert [number_in(words) for words in ("0", "7", "007", "999999999")] == [0, 7, 7, 999999999]
    for words in (None, "", "-1", "1.0", " 7", "one", "٧", "²", "9" * 10, "9" * 5000):
        assert number_in(words) == -1, words
