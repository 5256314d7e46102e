"""Immunisation: the doses of the national schedule, what is due for a child, Td of women, and school rounds."""
