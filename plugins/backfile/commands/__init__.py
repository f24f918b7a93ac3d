"""The commands of ``tasks.py``: each a few lines over the package. Imports are made where they are needed, so that a
command starts at once."""
