"""What a chart shows in one language, as plain data."""
