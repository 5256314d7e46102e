"""Sheets that slide over the page for a deed of its own; real dialogs only for what cannot be taken back."""
