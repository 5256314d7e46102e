"""Pengaturan: a module per part of the page."""
