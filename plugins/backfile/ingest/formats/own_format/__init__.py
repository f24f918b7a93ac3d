"""Formats that users write themselves (docs/own-format.md), made formats like those that ship."""
