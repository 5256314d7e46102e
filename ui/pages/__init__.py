"""A module per place in the rail."""
