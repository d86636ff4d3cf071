"""Time, pure: spans, repeats, entries and the words for them; nothing here asks what time it is."""
