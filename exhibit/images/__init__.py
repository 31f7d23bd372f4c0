"""Photographs and drawings, safe and in every width."""
