"""A child's visits: written down, judged, and who worries us."""
