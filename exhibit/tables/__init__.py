"""CSV as people save it: cells, numbers, dates, and what a column must hold."""
