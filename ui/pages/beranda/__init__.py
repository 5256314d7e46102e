"""Beranda: what now, who worries us, is everything safe."""
