"""Another house's chores are not there, whatever one knows of them; nor is a chore that never was."""

import pytest

PATHS = ["/chores/{chore}"]
POSTS = [
    "/chores/{chore}/put-away",
    "/chores/{chore}/bring-back",
    "/chores/turns/{turn}/take",
    "/chores/turns/{turn}/let-go",
    "/chores/turns/{turn}/done",
    "/chores/turns/{turn}/undo",
]


@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_house_finds_no_page(visit, request, chore, who):
    assert visit(request.getfixturevalue(who)).get(f"/chores/{chore.id}").status_code == 404


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("who", ["outsider", "outside_coordinator"])
def test_another_house_changes_nothing(visit, request, chore, turn, standing, path, who):
    before = standing(turn)
    answer = visit(request.getfixturevalue(who)).post(path.format(chore=chore.id, turn=turn.id))
    assert answer.status_code == 404
    assert standing(turn) == before


@pytest.mark.parametrize("path", POSTS)
@pytest.mark.parametrize("number", [0, -1, 10**6, 2**63 - 1, 2**63, 10**30, "x"])
def test_what_never_was_is_not_there(visit, resident, path, number):
    assert visit(resident).post(path.format(chore=number, turn=number)).status_code in (404, 405)


@pytest.mark.parametrize("path", ["/chores", "/chores/all", "/chores/new", "/chores/{chore}"])
@pytest.mark.parametrize("who", [None, "departed"])
def test_nobody_reads_without_being_of_the_house(visit, request, chore, path, who):
    somebody = request.getfixturevalue(who) if who else None
    answer = visit(somebody).get(path.format(chore=chore.id))
    assert answer.status_code == 303
    assert "/sign-in" in answer.headers["Location"]


@pytest.mark.parametrize("path", POSTS)
def test_a_link_changes_nothing(visit, resident, turn, chore, standing, path):
    before = standing(turn)
    assert visit(resident).get(path.format(chore=chore.id, turn=turn.id)).status_code == 405
    assert standing(turn) == before
