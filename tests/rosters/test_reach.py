"""Ways to reach somebody, from what they wrote."""

import pytest

from house.rosters.reach import ways


@pytest.mark.parametrize(
    ("wrote", "leads_to", "why"),
    [
        ("0491 570 006", ["tel:0491570006"], "a number alone"),
        ("+61 491 570 006", ["tel:+61491570006"], "a number from abroad"),
        ("(03) 9000 1234", ["tel:0390001234"], "with its area in brackets"),
        ("Knock, or call 0491 570 006", ["", "tel:0491570006"], "words first, then the number"),
        ("0491 570 006 or 13 11 14", ["", "tel:0491570006", "tel:131114"], "two numbers"),
        ("Knock on the office door", [""], "no number"),
        ("Room 12, after 9.30", [""], "numbers that are none to call"),
        ("", [], "nothing"),
    ],
)
def test_a_number_in_it_can_be_called(wrote: str, leads_to: list[str], why: str) -> None:
    assert [way.url for way in ways(wrote)] == leads_to, why


def test_the_words_stay_as_they_were_written() -> None:
    assert ways("Knock, or call 0491 570 006")[0].words == "Knock, or call 0491 570 006"


def test_a_number_is_not_broken_across_lines() -> None:
    assert " " not in ways("0491 570 006")[0].words
