"""What people of the example say."""

from house.chores.plan import ChorePlan
from house.meetings.script import Kind

CHORES = (
    ChorePlan("Kitchen bins", 2, 10, 1, "Kitchen", "Both bins out by the gate, new bags in."),
    ChorePlan("Bathroom upstairs", None, 25, 3, "Bathroom", "Basin, bath and floor wiped. Fine is fine."),
    ChorePlan("Hoover the front room", None, 20, 2, "Front room", "The middle of the floor is enough."),
    ChorePlan("Water the plants", 5, 10, 1, "Everywhere", "A cup each. The fern likes two."),
    ChorePlan("Wipe the kitchen benches", None, 10, 1, "Kitchen", "Crumbs gone, sink clear."),
    ChorePlan("Towels and tea towels", 0, 15, 2, "Laundry", "One load in, one load out."),
    ChorePlan("Fridge check", 4, 15, 2, "Kitchen", "Old things out, shelf wiped where it sticks."),
    ChorePlan("Front steps", None, 10, 1, "Outside", "Swept to the gate."),
)

# title, what for, minutes, content note, and whether it is signed
Item = tuple[str, Kind, int | None, str, bool]
ITEMS: tuple[Item, ...] = (
    ("A quieter hour after ten", Kind.talk, 10, "", True),
    ("New kettle: which one?", Kind.decide, 5, "", True),
    ("Thanks for the soup on Tuesday", Kind.share, None, "", True),
    ("Visitors on weekends", Kind.talk, 15, "Talks about family", False),
    ("Can the back door light stay on?", Kind.decide, 5, "", False),
    ("Garden day in spring", Kind.share, 5, "", True),
    ("Who wants the spare desk?", Kind.talk, 5, "", True),
)

FEELINGS = ("good", "all right", "mixed", "hard", "", "good", "all right", "rather not say")
NEEDS = ("", "company", "space", "a chat", "a practical hand", "nothing, saying hi", "", "")
NOTES = (
    "",
    "Slept well. Made it to the market.",
    "Loud day at the office, quiet evening please.",
    "Phone call with my sister went better than I thought.",
    "",
    "Nothing much. Rain, tea, book.",
    "Long form from the bank. Would like someone beside me for it.",
    "",
)
