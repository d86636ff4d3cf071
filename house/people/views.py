"""The pages of people; importing them gives the blueprint its routes."""

from house.people import doors, helplines, house_settings, neighbours, open_book, own, role_asks
from house.people.blueprint import bp

__all__ = ["bp", "doors", "helplines", "house_settings", "neighbours", "open_book", "own", "role_asks"]
