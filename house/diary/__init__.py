"""The house diary: dated one-liners that anyone of the house adds."""
