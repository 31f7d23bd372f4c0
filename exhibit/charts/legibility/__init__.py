"""Proof that a finished drawing can be read by whoever looks at it."""
