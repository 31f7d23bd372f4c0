"""Render and check: pages as HTML, and all that they need beside it."""
