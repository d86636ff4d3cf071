"""Facts that a lower room announces and higher rooms listen for, in the same transaction."""

from blinker import Namespace

_facts = Namespace()

# sender: a Membership that has ended; now: the instant
moved_on = _facts.signal("moved on")

# sender: a Membership that ended 30 days ago, of somebody who left the house altogether; now: the instant.
# What was private to them here up to its end is deleted.
private_things_cleared = _facts.signal("private things cleared")

# sender: a person id; house_id; now. They delete what is theirs alone in this house, all of it and at once.
own_things_deleted = _facts.signal("own things deleted")

# sender: a person id; house_id; purpose: the Purpose they no longer say yes to; now: the instant
consent_taken_back = _facts.signal("consent taken back")

# sender: a person id; house_id; span: (first day, day after the last or None) in which they take no turns; kind: their
# PresenceKind, away, resting or not today; now: the instant
stepped_back = _facts.signal("stepped back")

# sender: a person id; house_id; other_id: with whom they would rather not be put together from now on; now: the
# instant. Nobody else may learn of it.
kept_apart = _facts.signal("kept apart")

# sender: a house id; until: the day up to which meetings and turns are to stand as rows; now: the instant
rows_needed = _facts.signal("rows needed")

# sender: a person id; since: only links made from then on, or None for all; now: the instant.
# Links that show this person's calendar, in any house, are switched off.
links_off = _facts.signal("links off")

# sender: a house id; now: the instant. Somebody steps back in whatever way: they have less of a share from some day on
shares_changed = _facts.signal("shares changed")

# sender: a house id; now: the instant. Turns came, went or opened: whom they suit is asked anew
turns_changed = _facts.signal("turns changed")

# sender: a house id; chore_id; name: what it is called; now: the instant. It stayed open three times in a row, so its
# shape may not fit; nobody's name belongs to this
chore_stuck = _facts.signal("chore stuck")

# sender: a house id; now: the instant. Something in the house has come to its time. Rooms let pass what has passed;
# each returns the next instant at which it would be asked again, or None
times_come = _facts.signal("times come")
