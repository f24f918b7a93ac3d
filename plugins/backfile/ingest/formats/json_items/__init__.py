"""What formats in JSON share: bytes to values, long files to documents, values to fields."""
