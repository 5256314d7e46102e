"""Langkah 2 of children: the list of the day, one child at the scale, and what the numbers say at once."""
