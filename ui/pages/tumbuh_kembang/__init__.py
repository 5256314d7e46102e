"""Tumbuh Kembang: the curves of the children, for the bidan."""
