"""The small kit the pages are built from; no rule of the field lives here."""
