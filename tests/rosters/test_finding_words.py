"""Findings say their figures, and where those come from."""

from typing import Any

import pytest
from flask import Flask

from house.rosters.finding_words import _SAID, AGREEMENTS, CHECKS, SEVERITIES, finding_words, source_words
from house.rosters.findings import AgreementKind, Check, Finding, Severity
from house.rosters.packs import PACK_CODES
from house.rosters.worked import Roster
from house.when.span import Span
from tests.rosters.plans import wall
from tests.rosters.rosters import book, found, shifts
from tests.support.cast import ZONE


@pytest.mark.parametrize(
    ("check", "lines", "words"),
    [
        (
            Check.rest,
            [("2026-08-04", "14:00-22:00"), ("2026-08-05", "06:30-14:30")],
            "8 h 30 min between Tue 10pm and Wed 6:30am; usual is 10 h",
        ),
        (
            Check.clock_change,
            [("2026-10-03", "23:30-07:00")],
            "The clocks change: 6 h 30 min from Sat 11:30pm to Sun 7am, where the wall says 7 h 30 min",
        ),
        (
            Check.fortnight_days_off,
            [(f"2026-08-{n:02}", "09:00-12:00") for n in range(10, 22)],
            "Days off from Mon 10 August to Sun 23 August: 2; usual is 4",
        ),
    ],
)
def test_a_finding_in_words(app: Flask, check: Check, lines: list[tuple[Any, ...]], words: str) -> None:
    [finding] = found(Roster(shifts(*lines)), check)
    with app.test_request_context():
        assert finding_words(finding, ZONE) == words


def test_everything_that_can_be_found_can_be_said(app: Flask) -> None:
    span = Span(wall("2026-08-04 09:00"), wall("2026-08-05 09:00"))
    with app.test_request_context():
        for check in Check:
            finding = Finding(check, Severity.look, 1, (1,), span, 5, 8, "clause 1")
            assert "%" not in finding_words(finding, ZONE)
            assert source_words(finding) == "clause 1. Check with your adviser."
    assert (set(_SAID), set(CHECKS)) == (set(Check), set(Check))
    assert (set(AGREEMENTS), set(SEVERITIES)) == (set(AgreementKind), set(Severity))


@pytest.mark.parametrize("code", PACK_CODES)
def test_every_figure_has_a_source(code: str) -> None:
    figures = [figure for _first, pack in book(code).dated for figure in pack.figures.values()]
    assert figures
    assert all(figure.source for figure in figures)
