"""The pages of gatherings, and what the room offers to others; importing them gives the blueprint its routes."""

from house.gatherings import (
    chat_about_me,
    chat_asking,
    chat_keeping,
    chat_pages,
    chat_steps,
    chat_up,
    circle_ahead,
    circle_arranging,
    circle_hosting,
    circle_leaving,
    circle_pages,
    circle_times,
    waiting,
)
from house.gatherings.blueprint import bp

__all__ = [
    "bp",
    "chat_about_me",
    "chat_asking",
    "chat_keeping",
    "chat_pages",
    "chat_steps",
    "chat_up",
    "circle_ahead",
    "circle_arranging",
    "circle_hosting",
    "circle_leaving",
    "circle_pages",
    "circle_times",
    "waiting",
]
