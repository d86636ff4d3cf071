"""Repeating things and their rows ahead of time, shared by meetings, chores and gatherings."""
