"""Calendar links: what the house plans, in a person's own calendar program."""
