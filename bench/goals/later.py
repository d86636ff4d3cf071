"""Goals of what is not built yet."""

NOT_YET = {
    "S1b": "Today against the same page written by hand",
    "S2": "the roster week as kept bytes: with the roster's own issue",
    "S4": "statements a page: exact, so a test (tests/pages/test_queries.py)",
    "S7": "a feed from kept fragments: with the issue of calendar feeds",
    "S13": "other programs on this machine: with the issue of calendar feeds",
}


def lines() -> list[str]:
    """What the table says of them."""
    return [f"{goal:<5}not yet measured: {why}" for goal, why in NOT_YET.items()]
