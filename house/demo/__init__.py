"""An example house, made the way people make a real one, for trials, screenshots and measurements.

The same seed and the same day give the same house. What happened lately and what is ahead goes through the acts that
people use; older history is written in bulk, by the same rules.
"""

from house.demo.build import Plan, clear, ensure
from house.demo.telling import SignInWords, as_json, sign_ins

__all__ = ["Plan", "SignInWords", "as_json", "clear", "ensure", "sign_ins"]
