"""My circles in the list of everything about me: what I answered of times to come, and what I host."""

from tests.support.cast import NOW

PATH, SAID, HOSTED = "/me/everything", "You answered a time of the circle “Stories", "You host the circle “Stories"


def test_it_lists_what_i_answered_and_what_i_host(visit, first, say, circle, resident, housemate, worker, queries):
    say(first, housemate)
    mine, hosts = visit(housemate), visit(resident)
    with queries() as seen:
        page = mine.page(PATH)
    assert seen.count <= 7
    assert SAID in page and f"/circles/times/{first}" in page and HOSTED not in page
    assert HOSTED in hosts.page(PATH) and SAID not in hosts.page(PATH)
    assert SAID in mine.page(f"{PATH}?of=circles") and HOSTED in hosts.page(f"{PATH}?of=circles-hosted")
    before = f"before={NOW:%Y%m%dT%H%M%S%f}-0-1"
    for of in ("", "&of=circles", "&of=circles-hosted"):
        assert SAID not in mine.page(f"{PATH}?{before}{of}") and HOSTED not in hosts.page(f"{PATH}?{before}{of}")
    assert "Nothing here." in visit(worker).page(PATH)


def test_what_is_over_is_in_no_list(visit, first, say, housemate, at):
    say(first, housemate)
    at("2026-08-06T20:30")
    assert SAID not in visit(housemate).page(PATH)
