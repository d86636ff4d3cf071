"""Who may do what: every route, every reader, with things of their own, of others, and of another house."""

import pytest
from werkzeug.routing import Rule

from tests.support.full import Full

EVERYONE_HERE = frozenset({"resident", "housemate", "on_shift", "off_shift", "coordinator"})
OUTSIDE = frozenset({"outsider", "outside_coordinator"})
RESIDENTS = frozenset({"resident", "housemate"})
WORKERS = frozenset({"on_shift", "off_shift"})
ROBIN, COORDINATOR, WORKER_ON_SHIFT = frozenset({"resident"}), frozenset({"coordinator"}), frozenset({"on_shift"})
ANYBODY = EVERYONE_HERE | OUTSIDE
READERS = sorted(ANYBODY)

# The samples behind these addresses are Robin's own where a thing has an owner, and otherwise the first house's.
GET: dict[str, frozenset[str]] = {
    "checkins.earlier": ANYBODY,
    "checkins.index": ANYBODY,
    "checkins.shared": ANYBODY,
    "checkins.edit": ROBIN,
    "checkins.delete": ROBIN,
    "chores.chore": EVERYONE_HERE,
    "chores.every": ANYBODY,
    "chores.index": ANYBODY,
    "chores.new": ANYBODY,
    "feeds.calendar": ANYBODY,
    "feeds.index": ANYBODY,
    "feeds.new": ANYBODY,
    "home.delete_things": ANYBODY,
    "home.healthz": ANYBODY,
    "home.house": ANYBODY,
    "home.my_things": ANYBODY,
    "home.person": EVERYONE_HERE,
    "home.take_along": ANYBODY,
    "home.today": ANYBODY,
    "home.week": ANYBODY,
    "home.what_remains": ANYBODY,
    "meetings.call_off": RESIDENTS | COORDINATOR,
    "meetings.earlier": ANYBODY,
    "meetings.index": ANYBODY,
    "meetings.meeting": EVERYONE_HERE,
    "meetings.plan": RESIDENTS | COORDINATOR | OUTSIDE,
    "meetings.change_thought": ROBIN,
    "meetings.happy": RESIDENTS | {"outsider"},
    "meetings.order": EVERYONE_HERE,
    "meetings.roles": EVERYONE_HERE,
    "meetings.send_thought": EVERYONE_HERE,
    "people.ask_to_end": COORDINATOR,
    "people.ask_to_make": COORDINATOR,
    "people.changes": ANYBODY,
    "people.add": COORDINATOR | {"outside_coordinator"},
    "people.card": COORDINATOR,
    "people.confirm": ANYBODY,
    "people.coordinating": ANYBODY,
    "people.house_help": ANYBODY,
    "people.house_setting": COORDINATOR | {"outside_coordinator"},
    "people.house_settings": ANYBODY,
    "people.invite": COORDINATOR | {"outside_coordinator"},
    "people.invite_to_sign_in": COORDINATOR,
    "people.line": COORDINATOR,
    "people.lines": COORDINATOR | {"outside_coordinator"},
    "people.me": ANYBODY,
    "people.moving_on": COORDINATOR,
    "people.my_devices": ANYBODY,
    "people.my_looks": ANYBODY,
    "people.my_name": ANYBODY,
    "people.my_passkeys": ANYBODY,
    "people.my_password": ANYBODY,
    "people.new_line": COORDINATOR | {"outside_coordinator"},
    "people.our_lines": ANYBODY,
    "people.new_passkey": ANYBODY,
    "people.outside_help": ANYBODY,
    "people.shares": ANYBODY,
    "home.people": ANYBODY,
    "people.my_consents": ANYBODY,
    "people.welcome": ANYBODY,
    "people.my_photo": ANYBODY,
    "people.photo": EVERYONE_HERE,
    "people.sign_in": ANYBODY,
    "people.signed_out": ANYBODY,
    "people.stepping_back": RESIDENTS | {"outsider"},
    "people.stepping_back_days": RESIDENTS | {"outsider"},
    "people.take_passkey_away": ROBIN,
    "people.the_house": COORDINATOR | {"outside_coordinator"},
    "people.who_may": ANYBODY,
    "rosters.call_off": COORDINATOR,
    "rosters.give": COORDINATOR,
    "rosters.index": ANYBODY,
    "rosters.me": WORKERS,
    "rosters.new_shift": COORDINATOR | {"outside_coordinator"},
    "rosters.shift": EVERYONE_HERE,
}
POST: dict[str, frozenset[str]] = {
    "checkins.delete": ROBIN,
    "checkins.edit": ROBIN,
    "checkins.end_sharing": ROBIN,
    "checkins.index": ANYBODY,
    "chores.bring_back": RESIDENTS | COORDINATOR,
    "chores.mark_done": EVERYONE_HERE,
    "chores.let_go": ROBIN,
    "chores.new": ANYBODY,
    "chores.put_away": RESIDENTS | COORDINATOR,
    "chores.take": EVERYONE_HERE,
    "chores.undo_done": ROBIN,
    "feeds.new": ANYBODY,
    "feeds.off": ROBIN,
    "home.delete_things": ANYBODY,
    "home.take_along": ANYBODY,
    "meetings.call_off": RESIDENTS | COORDINATOR,
    "meetings.meeting": EVERYONE_HERE,
    "meetings.plan": RESIDENTS | COORDINATOR | OUTSIDE,
    "meetings.put_back_on": RESIDENTS | COORDINATOR,
    "meetings.take_off": ROBIN,
    "meetings.accept_role": ROBIN,
    "meetings.ask_next": RESIDENTS,
    "meetings.ask_no_longer": RESIDENTS,
    "meetings.carry_over": EVERYONE_HERE,
    "meetings.change_thought": ROBIN,
    "meetings.finished": EVERYONE_HERE,
    "meetings.give_role_back": ROBIN,
    "meetings.happy": RESIDENTS | {"outsider"},
    "meetings.move": EVERYONE_HERE,
    "meetings.not_this_time": ROBIN,
    "meetings.open_again": EVERYONE_HERE,
    "meetings.roles": RESIDENTS,
    "meetings.say": EVERYONE_HERE,
    "meetings.send_thought": EVERYONE_HERE,
    "meetings.take_role": RESIDENTS,
    "meetings.take_thought_away": ROBIN,
    "people.agree": COORDINATOR,
    "people.ask_to_end": COORDINATOR,
    "people.ask_to_make": COORDINATOR,
    "people.add": COORDINATOR | {"outside_coordinator"},
    "people.back_again": RESIDENTS | {"outsider"},
    "people.say_yes": ANYBODY,
    "people.stop": ANYBODY,
    "people.still_ok": ANYBODY,
    "people.my_photo": ANYBODY,
    "people.take_photo_away": ANYBODY,
    "people.card": COORDINATOR,
    "people.card_was_me": ANYBODY,
    "people.card_was_not_me": ANYBODY,
    "people.confirm": ANYBODY,
    "people.confirm_by_passkey": ANYBODY,
    "people.end_all_devices": ANYBODY,
    "people.end_device": ROBIN,
    "people.flag_line": EVERYONE_HERE,
    "people.end_sign_ins": COORDINATOR,
    "people.house_setting": COORDINATOR | {"outside_coordinator"},
    "people.invite": COORDINATOR | {"outside_coordinator"},
    "people.invite_to_sign_in": COORDINATOR,
    "people.line": COORDINATOR,
    "people.moving_on": COORDINATOR,
    "people.my_name": ANYBODY,
    "people.my_password": ANYBODY,
    "people.new_line": COORDINATOR | {"outside_coordinator"},
    "people.new_passkey": ANYBODY,
    "people.remove_line": COORDINATOR,
    "people.sign_in": ANYBODY,
    "people.sign_in_by_passkey": ANYBODY,
    "people.sign_out": ANYBODY,
    "people.stays": COORDINATOR,
    "people.stepping_back": RESIDENTS | {"outsider"},
    "people.stepping_back_days": RESIDENTS | {"outsider"},
    "people.stop_all_shares": ANYBODY,
    "people.stop_share": ROBIN,
    "people.switch_house": OUTSIDE,
    "people.take_back_ask": ROBIN,
    "people.take_passkey_away": ROBIN,
    "people.the_house": COORDINATOR | {"outside_coordinator"},
    "people.tried": COORDINATOR,
    "people.tried_all": COORDINATOR | {"outside_coordinator"},
    "people.withdraw": COORDINATOR,
    "rosters.call_off": COORDINATOR,
    "rosters.confirm": WORKER_ON_SHIFT,
    "rosters.give": COORDINATOR,
    "rosters.me": WORKERS,
    "rosters.new_shift": COORDINATOR | {"outside_coordinator"},
    "rosters.they_said_yes": COORDINATOR,
}
BY_A_ONE_TIME_LINK = {
    "people.set_up",
    "people.join",
    "people.join_as_me",
    "people.before",
    "people.reentry",
    "home.taking_along",
    "home.let_name_go",
    "static",
}


def rules(full: Full, method: str) -> dict[str, Rule]:
    found = (rule for rule in full.app.url_map.iter_rules() if method in (rule.methods or ()))
    return {rule.endpoint: rule for rule in found if rule.endpoint not in BY_A_ONE_TIME_LINK}


def test_every_route_stands_in_the_table(full: Full) -> None:
    assert (set(rules(full, "GET")), set(rules(full, "POST"))) == (set(GET), set(POST))


@pytest.mark.parametrize("who", READERS)
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_route_is_for_whom_the_table_says(full: Full, method: str, who: str) -> None:
    wrong = {}
    for endpoint, rule in rules(full, method).items():
        with full.passing():
            browser = full.visit(who)
            path = full.path(rule)
            status = (browser.get(path) if method == "GET" else browser.post(path)).status_code
        may = who in (GET if method == "GET" else POST)[endpoint]
        if (status == 404) == may or status >= 500 or status == 400:
            wrong[endpoint] = status
    assert not wrong


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_somebody_who_moved_on_opens_nothing(full: Full, method: str) -> None:
    opened = {}
    for endpoint, rule in rules(full, method).items():
        with full.passing():
            browser = full.visit("departed")
            path = full.path(rule)
            answer = browser.get(path) if method == "GET" else browser.post(path)
        if not answer.headers.get("Location", "").startswith("/sign-in"):
            opened[endpoint] = answer.status_code
    assert set(opened) <= {
        "feeds.calendar",
        "home.healthz",
        "people.house_help",
        "people.outside_help",
        "people.sign_in",
        "people.sign_in_by_passkey",
        "people.signed_out",
    }
