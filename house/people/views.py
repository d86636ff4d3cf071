"""The pages of people; importing them gives the blueprint its routes."""

from house.people import (
    doors,
    helplines,
    my_devices,
    my_passkeys,
    my_password,
    neighbours,
    own,
    passkey_door,
    reentry,
    shared_device,
)
from house.people.blueprint import bp

__all__ = [
    "bp",
    "doors",
    "helplines",
    "my_devices",
    "my_passkeys",
    "my_password",
    "neighbours",
    "own",
    "passkey_door",
    "reentry",
    "shared_device",
]
