"""Doses and development: what a child has, what is due, and what was found."""
