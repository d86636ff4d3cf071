"""The pages of the house diary; importing them gives the blueprint its routes."""

from house.diary import listing, one
from house.diary.blueprint import bp

__all__ = ["bp", "listing", "one"]
