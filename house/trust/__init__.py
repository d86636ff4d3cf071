"""Who may read a private thing, and the visible trace of everyone who did."""
