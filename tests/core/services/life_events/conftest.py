"""Every test of a life event begins with the two families."""

from tests.core.services.life_events.two_families import village

__all__ = ["village"]
