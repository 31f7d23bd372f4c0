"""Tools of those who build the program: looking at pages, measuring, making the fonts."""
