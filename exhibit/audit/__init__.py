"""Opinions: where numbers come from, and how hard a text is to read."""
