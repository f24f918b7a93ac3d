"""RSS 0.9 to 2.0 and Atom 0.3 and 1.0."""
