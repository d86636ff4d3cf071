"""What the example house agreed, what it is deciding now, and a draft of Robin's."""

from datetime import datetime, timedelta

from house.db import db
from house.demo.people import Home
from house.meetings.agreeing import close_round
from house.meetings.consent import NEXT, Stage, Word
from house.meetings.deciding import Proposal
from house.meetings.proposing import ProposalWords, Said, propose, say, step

AGREED = (
    (
        400,
        ProposalWords(
            "Quiet after ten",
            "Some of us go to bed early, and the walls are thin.",
            "From 10pm the kitchen and the front room are quiet. Talking is fine, music is for headphones.",
            "noise, evenings, music",
        ),
        "I come home at eleven from work and cook then.",
    ),
    (
        120,
        ProposalWords(
            "Shared food on the top shelf",
            "It was not clear what is for everyone.",
            "What stands on the top shelf of the fridge is for everyone. The last of it goes on the list.",
            "fridge, food, shopping",
        ),
        "",
    ),
    (
        3,
        ProposalWords(
            "Visitors say hello",
            "It helps to know who is in the house.",
            "Who brings a visitor tells whoever is in the kitchen. A visitor who stays the night is no secret.",
            "guests, friends, night",
            is_trial=True,
        ),
        "",
    ),
)
ON_THE_TABLE = ProposalWords(
    "A shelf for each of us in the bathroom",
    "Things get mixed up.",
    "Each of us has one shelf in the upstairs bathroom, with their name on it.",
    "bathroom, shelf",
)
DRAFT = ProposalWords("A cat", "I would like one, and I do not know how to ask.", "The house has a cat.", "pets")


def fill(first: Home, now: datetime) -> None:
    """Three decisions, one proposal in its round, one draft."""
    house_id, residents = first.house.id, first.residents
    for days, words, concern in AGREED:
        at = now - timedelta(days=days)
        made = _in_its_round(house_id, residents[1], words, at)
        if concern:
            say(made, residents[0], Said(Word.concern, concern), True, at)
        for person_id in residents[1:4]:
            say(made, person_id, Said(Word.consent), True, at)
        close_round(made, residents[1], at)
    made = _in_its_round(house_id, residents[2], ON_THE_TABLE, now - timedelta(days=1))
    say(made, residents[2], Said(Word.consent), True, now - timedelta(days=1))
    say(made, residents[3], Said(Word.concern, "Mine are tall bottles."), True, now - timedelta(hours=20))
    propose(house_id, residents[0], DRAFT, now - timedelta(hours=2))
    db.session.flush()


def _in_its_round(house_id: int, by_id: int, words: ProposalWords, at: datetime) -> Proposal:
    made = propose(house_id, by_id, words, at)
    while made.stage is not Stage.consent_round:
        step(made, NEXT[made.stage], by_id, at)
    return made
