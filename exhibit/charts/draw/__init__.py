"""Marks on a plane: lettering, axes, blocks, and the pen that sets them."""
