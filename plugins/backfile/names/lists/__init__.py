"""Word lists of the recogniser: ``*.txt``; where they come from is said at the head of each file and in docs/names.md."""
