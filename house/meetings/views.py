"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import (
    action_pages,
    action_steps,
    arranging,
    ask_pages,
    coming,
    decisions,
    one,
    proposals,
    regular,
    way_pages,
)
from house.meetings.blueprint import bp

__all__ = [
    "action_pages",
    "action_steps",
    "arranging",
    "ask_pages",
    "bp",
    "coming",
    "decisions",
    "one",
    "proposals",
    "regular",
    "way_pages",
]
