"""Peer-worker shifts, and who is here now."""
