"""A file for each figure."""
