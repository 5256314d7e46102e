"""Trying a PIN costs nothing in tests; on a real computer it takes a fraction of a second by design."""

from core.store import vault
from core.store.keyring import PinCost

CHEAP = PinCost(passes=1, memory_kib=64)
real_cost = vault.cost_here


def use() -> None:
    """Every PIN that is set from now on in this process is cheap to try."""
    vault.cost_here = lambda: CHEAP  # type: ignore[assignment]
