"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import answering, asking, coming, moving_on, one, ordering
from house.meetings.blueprint import bp

__all__ = ["answering", "asking", "bp", "coming", "moving_on", "one", "ordering"]
