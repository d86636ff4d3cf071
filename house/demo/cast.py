"""Who lives in and works for the example house."""

from dataclasses import dataclass

PASSWORD = "open the door softly"  # noqa: S105  # of the example, and printed when it starts


@dataclass(frozen=True, slots=True)
class Part:
    """Somebody of the example, and how many days before today they came."""

    name: str
    pronouns: str
    days_ago: int
    left_days_ago: int | None = None
    has_account: bool = True


RESIDENTS = (
    Part("Robin", "they/them", 700),
    Part("Hana", "she/her", 640),
    Part("Marcus", "he/him", 590),
    Part("Priya", "she/her", 520),
    Part("Jude", "", 430),
    Part("Sofia", "she/her", 380),
    Part("Tane", "he/him", 300),
    Part("Wren", "they/she", 240),
    Part("Kofi", "he/him", 170),
    Part("Elif", "she/her", 120),
    Part("Noah", "he/him", 60),
    Part("Mei", "she/her", 9, has_account=False),
)
FORMER_RESIDENTS = (Part("Ash", "they/them", 690, left_days_ago=200),)
WORKERS = (
    Part("Alex", "he/him", 720),
    Part("Sam", "they/them", 700),
    Part("Amara", "she/her", 610),
    Part("Ben", "he/him", 500),
    Part("Iris", "she/her", 410),
    Part("Teo", "he/him", 260),
    Part("Lena", "she/they", 90),
)
FORMER_WORKERS = (Part("Dana", "she/her", 600, left_days_ago=30),)
COORDINATORS = (Part("Cleo", "she/her", 729), Part("Pat", "they/them", 400))

SECOND_HOUSE = "Harbour House"
SECOND_RESIDENTS = (Part("Omar", "he/him", 200), Part("Nell", "she/her", 150))
SECOND_WORKERS = (Part("Gus", "he/him", 200),)
SECOND_COORDINATORS = (Part("Odette", "she/her", 210),)

REACH = "Call or text 0491 570 15{number}"  # numbers set aside for stories
# What workers tell of themselves: how they support, what they are not great at, languages, days usually here.
ABOUT = (
    (
        "A walk round the block, and I’m good with silence.",
        "Forms. I ask Sam.",
        "English, Auslan",
        "Mondays to Wednesdays",
    ),
    ("Tea, cards, and paperwork if you want company with it.", "", "English, Vietnamese", ""),
    ("I like cooking with people.", "Anything before 8am.", "", "Weekends, and some nights"),
)
