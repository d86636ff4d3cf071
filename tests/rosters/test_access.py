"""Who may open and do what on the roster: routes, roles, own and other, this house and another."""

import pytest
import sqlalchemy as sa

from house.rosters.access import may_see, seen_by
from house.rosters.models import Shift, ShiftStatus

EVERYONE = (
    "resident",
    "housemate",
    "worker",
    "other_worker",
    "living_worker",
    "coordinator",
    "outsider",
    "outside_coordinator",
)
OPEN_TO = {
    ("GET", "/rosters"): EVERYONE,
    ("GET", "/rosters/me"): ("worker", "other_worker"),
    ("GET", "/rosters/shifts/new"): ("coordinator", "outside_coordinator"),
    ("GET", "/rosters/shifts/{id}"): (
        "resident",
        "housemate",
        "worker",
        "other_worker",
        "living_worker",
        "coordinator",
    ),
    ("GET", "/rosters/shifts/{id}/give"): ("coordinator",),
    ("GET", "/rosters/shifts/{id}/call-off"): ("coordinator",),
    ("POST", "/rosters/shifts/{id}/confirm"): ("worker",),
    ("POST", "/rosters/shifts/{id}/give"): ("coordinator",),
    ("POST", "/rosters/shifts/{id}/call-off"): ("coordinator",),
}


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize(("method", "path"), OPEN_TO)
def test_every_route_for_every_role(visit, give, request, worker, who, method, path):
    shift_id = give("2026-08-07", "09:00-17:00", worker, confirmed=False)
    visitor = visit(request.getfixturevalue(who))
    answer = (visitor.get if method == "GET" else visitor.post)(path.format(id=shift_id))
    assert (answer.status_code != 404) is (who in OPEN_TO[method, path])


@pytest.mark.parametrize("path", [path for method, path in OPEN_TO if method == "GET"])
def test_nobody_comes_in_without_signing_in(visit, give, worker, path):
    answer = visit().get(path.format(id=give("2026-08-07", "09:00-17:00", worker)))
    assert answer.headers["Location"].startswith("/sign-in")


def test_somebody_who_has_left_comes_in_no_more(visit, departed):
    assert visit(departed).get("/rosters").status_code != 200


@pytest.mark.parametrize("who", ["resident", "worker", "living_worker", "coordinator"])
@pytest.mark.parametrize("status", ShiftStatus)
def test_the_query_and_the_sentence_agree(inside, give, as_viewer, request, worker, who, status):
    viewer = as_viewer(request.getfixturevalue(who))
    shift_id = give("2026-08-07", "09:00-17:00", None if status is ShiftStatus.open else worker)
    with inside() as session:
        shift = session.get_one(Shift, shift_id)
        shift.status = status
        session.flush()
        listed = session.scalars(sa.select(Shift.id).where(seen_by(viewer))).all()
        assert (shift.id in listed) is may_see(viewer, shift)
