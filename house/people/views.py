"""The pages of people; importing them gives the blueprint its routes."""

from house.people import doors, helplines, keeping_lines, neighbours, own
from house.people.blueprint import bp

__all__ = ["bp", "doors", "helplines", "keeping_lines", "neighbours", "own"]
