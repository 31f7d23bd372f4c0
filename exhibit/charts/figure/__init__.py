"""A chart as a page shows it: drawings, summary, table, sources."""
