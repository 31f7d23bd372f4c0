"""Read: everything that people wrote."""
