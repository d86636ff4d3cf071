"""The pages of meetings; importing them gives the blueprint its routes."""

from house.meetings import coming, decisions, one, proposals
from house.meetings.blueprint import bp

__all__ = ["bp", "coming", "decisions", "one", "proposals"]
