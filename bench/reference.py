"""Today as somebody in a hurry would write it by hand: Core rows, one reader, no sign-in, no guard, no rooms.

It says what Today says, by the same templates, so that what the house adds can be seen: `bench.goals.pages` holds the
two pages to each other byte by byte. `python -m bench.reference PORT`.
"""



