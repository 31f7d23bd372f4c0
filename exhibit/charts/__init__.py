"""A card and a table become a figure, and files to take away."""
