"""Gatherings: one-on-one chats, and circles and workshops of several."""
