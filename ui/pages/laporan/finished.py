"""A paper that is finished: its pages in memory, what its file would be called, and what stands above it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FinishedPaper:
    """A PDF ready to be looked at, printed or saved; only the first word of `name` is shown to a printer's queue."""

    pdf: bytes
    name: str
    title: str
