"""A text file, its lines, and what is wrong with it."""
