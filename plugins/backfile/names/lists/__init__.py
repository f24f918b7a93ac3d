"""Word lists of the recogniser: ``*.txt``; where they come from they say themselves, and docs/names.md."""
