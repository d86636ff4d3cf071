"""How quick the house is, as ratios of two things measured in turn in one run: `make bench` (docs/speed.md).

Machines differ and are noisy, so nothing here is a time, and nothing here is a test.
"""
