"""The collector of rubbish, held off while thousands of objects are made that all stay alive until the end."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_asleep() -> Iterator[None]:
    """Nothing is looked through for rubbish meanwhile; afterwards the collector is as it was."""
    # Looking for rubbish among what a village's people and cards are held in costs a tenth to a sixth of the time.
    was_awake = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_awake:
            gc.enable()
