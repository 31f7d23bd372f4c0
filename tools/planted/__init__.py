"""Wrong figures, planted one at a time into the texts of an exhibit in memory: how many are told?

Nothing is written. Each is a number or a year that an editor typed, changed as people mistype: to
a neighbour, to other digits, to swapped ones, to another unit, to another year.
"""
