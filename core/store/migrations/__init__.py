"""Schema history; a migration never imports the live models."""
