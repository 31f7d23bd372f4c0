"""Languages: CLDR, typography, catalogues, and whether a translation says the same."""
