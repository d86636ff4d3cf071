"""The pages of gatherings, and what the room offers to others; importing them gives the blueprint its routes."""

from house.gatherings import circle_ahead, circle_arranging, circle_hosting, circle_leaving, circle_pages, circle_times
from house.gatherings.blueprint import bp

__all__ = [
    "bp",
    "circle_ahead",
    "circle_arranging",
    "circle_hosting",
    "circle_leaving",
    "circle_pages",
    "circle_times",
]
