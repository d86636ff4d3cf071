"""The pages of people; importing them gives the blueprint its routes."""

from house.people import (
    clearing,
    coming_back,
    doors,
    helplines,
    house_settings,
    moving,
    my_devices,
    my_passkeys,
    my_password,
    neighbours,
    open_book,
    own,
    passkey_door,
    reentry,
    role_asks,
    shared_device,
    without_account,
)
from house.people.blueprint import bp

__all__ = [
    "bp",
    "clearing",
    "coming_back",
    "doors",
    "helplines",
    "house_settings",
    "moving",
    "my_devices",
    "my_passkeys",
    "my_password",
    "neighbours",
    "open_book",
    "own",
    "passkey_door",
    "reentry",
    "role_asks",
    "shared_device",
    "without_account",
]
