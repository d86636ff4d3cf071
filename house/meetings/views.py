"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import arranging, coming, one, regular
from house.meetings.blueprint import bp

__all__ = ["arranging", "bp", "coming", "one", "regular"]
