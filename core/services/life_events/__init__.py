"""Life events of families, a module for each: one guided action that can be seen before, and undone after.

`table` lists them all. A birth is in `core.services.people.births`, because it also ends a pregnancy.
"""
