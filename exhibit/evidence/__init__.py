"""Where figures come from, and how sure a statement is."""
