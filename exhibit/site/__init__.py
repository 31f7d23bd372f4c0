"""Place: every page in every language has its address."""
