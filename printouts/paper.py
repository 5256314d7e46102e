"""Sheets of paper."""

from dataclasses import dataclass

from core.errors import InputError

MM = 72 / 25.4
"""PDF points in a millimetre."""


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet in PDF points, with the margin an ordinary printer needs."""

    name: str
    width: float
    height: float
    margin: float

    @property
    def landscape(self) -> "Paper":
        """The same sheet lying."""
        return Paper(self.name, max(self.width, self.height), min(self.width, self.height), self.margin)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height, as ReportLab asks for them."""
        return self.width, self.height


A4 = Paper("A4", 210 * MM, 297 * MM, 10 * MM)
A5 = Paper("A5", 148 * MM, 210 * MM, 7 * MM)
F4 = Paper("F4", 215 * MM, 330 * MM, 10 * MM)
PAPERS = {paper.name: paper for paper in (A4, A5, F4)}


def paper_named(name: str) -> Paper:
    """The upright sheet called `name`; InputError when there is no such paper."""
    try:
        return PAPERS[name.strip().upper()]
    except KeyError as unknown:
        known = ", ".join(PAPERS)
        raise InputError(f"Kertas {name} tidak dikenal. Pilih salah satu: {known}.", field="paper") from unknown
