"""Warga: the list of people, and the pages of a person and of a family."""
