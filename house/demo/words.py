"""What people of the example say."""

from house.chores.cadence import Cadence, How
from house.chores.kinds import Energy, PartOfDay, Way, WhenOver
from house.chores.plan import ChorePlan, read_steps
from house.meetings.script import Kind

CHORES = (
    ChorePlan(
        "Kitchen bins",
        2,
        10,
        1,
        "Kitchen",
        "Both bins out by the gate, new bags in.",
        icon="bin",
        way=Way.by_fairness,
        supplies="Bags, under the sink.",
        steps=read_steps("🗑️ Tie up the first bag\nTie up the other one\n🚪 Out by the gate\nNew bags in"),
    ),
    ChorePlan(
        "Bathroom upstairs",
        None,
        25,
        3,
        "Bathroom",
        "Basin, bath and floor wiped. Fine is fine.",
        icon="bath",
        way=Way.by_fairness,
        energy=Energy.high,
        supplies="Blue cloths, the spray with the green lid.",
        steps=read_steps("🪟 Open the window\n🧽 Wipe the basin\nWipe the bath\nThe floor, where people walk"),
    ),
    ChorePlan(
        "Hoover the front room",
        None,
        20,
        2,
        "Front room",
        "The middle of the floor is enough.",
        icon="broom",
        way=Way.by_fairness,
        when_over=WhenOver.moved,
    ),
    ChorePlan("Water the plants", 5, 10, 1, "Everywhere", "A cup each. The fern likes two.", icon="plant"),
    ChorePlan(
        "Dishes after dinner",
        None,
        15,
        1,
        "Kitchen",
        "Plates and pots clean. Drying can wait.",
        icon="dishes",
        cadence=Cadence(How.days),
        way=Way.by_fairness,
        stays_a_week=True,
        part_of_day=PartOfDay.evening,
        when_over=WhenOver.let_go,
        energy=Energy.low,
        steps=read_steps("💧 Fill the sink\n🍽️ Plates first\nPots\nWring out the cloth"),
    ),
    ChorePlan("Towels and tea towels", 0, 15, 2, "Laundry", "One load in, one load out.", icon="laundry"),
    ChorePlan("Fridge check", 4, 15, 2, "Kitchen", "Old things out, shelf wiped where it sticks."),
    ChorePlan(
        "The big shop",
        None,
        30,
        2,
        "Market",
        "What is on the list by the fridge.",
        icon="basket",
        cadence=Cadence(weekdays=(5,)),
        needs_two=True,
    ),
    ChorePlan(
        "Oven clean",
        None,
        30,
        3,
        "Kitchen",
        "The glass can be seen through.",
        icon="pot",
        cadence=Cadence(How.month_weekday, weekday=6, nth=1, days=7),
        energy=Energy.high,
    ),
    ChorePlan("Light bulbs", None, 5, 1, icon="house", cadence=Cadence(How.when_needed, days=7)),
    ChorePlan("Descale the kettle", None, 5, 1, "Kitchen", cadence=Cadence(How.after_done, 30, days=7)),
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
