"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import coming, one
from house.meetings.blueprint import bp

__all__ = ["bp", "coming", "one"]
