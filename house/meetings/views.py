"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import (
    action_pages,
    action_steps,
    answering,
    arranging,
    ask_pages,
    asking,
    coming,
    decisions,
    moving_on,
    one,
    ordering,
    proposals,
    record_corrections,
    record_pages,
    regular,
    run_pages,
    way_pages,
)
from house.meetings.blueprint import bp

__all__ = [
    "action_pages",
    "action_steps",
    "answering",
    "arranging",
    "ask_pages",
    "asking",
    "bp",
    "coming",
    "decisions",
    "moving_on",
    "one",
    "ordering",
    "proposals",
    "record_corrections",
    "record_pages",
    "regular",
    "run_pages",
    "way_pages",
]
