"""Goals of what is not built yet."""

NOT_YET = {
    "S1b": "Today against the same page written by hand",
    "S2": "the roster week as kept bytes: with the roster's own issue",
    "S4": "statements a page: exact, so a test (tests/pages/test_queries.py)",
    "S13": "a list page against ihatemoney; calendars against Radicale are measured where BENCH_RADICALE says how",
}


def lines() -> list[str]:
    """What the table says of them."""
    return [f"{goal:<5}not yet measured: {why}" for goal, why in NOT_YET.items()]
