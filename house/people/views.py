"""The pages of people; importing them gives the blueprint its routes."""

from house.people import (
    clearing,
    coming_back,
    consenting,
    doors,
    helplines,
    house_settings,
    keeping_lines,
    moving,
    neighbours,
    open_book,
    own,
    photo_pages,
    role_asks,
    shares_and_looks,
    stepping_back,
    without_account,
)
from house.people.blueprint import bp

__all__ = [
    "bp",
    "clearing",
    "coming_back",
    "consenting",
    "doors",
    "helplines",
    "house_settings",
    "keeping_lines",
    "moving",
    "neighbours",
    "open_book",
    "own",
    "photo_pages",
    "role_asks",
    "shares_and_looks",
    "stepping_back",
    "without_account",
]
