"""Editors for what is typed: measurements, dates, and the Enter flow between them."""
