"""Facts that a lower room announces and higher rooms listen for, in the same transaction."""

from blinker import Namespace

_facts = Namespace()

# sender: a Membership that has ended; now: the instant
moved_on = _facts.signal("moved on")

# sender: a house id; until: the day up to which meetings and turns are to stand as rows; now: the instant
rows_needed = _facts.signal("rows needed")
