"""Shared chores and their turns: suggested, taken, done or let go."""
