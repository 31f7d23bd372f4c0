"""A chart's card, checked against its table."""
