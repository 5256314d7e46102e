"""The Kartu Menuju Sehat: which lines its editions draw in red and orange, and the points of its curves."""

from enum import StrEnum

from core.growth.curves import GrowthIndex, Line, index_lines, reference_lines

__all__ = ["GrowthIndex", "KmsEdition", "Line", "index_lines", "is_above_orange", "is_below_red", "reference_lines"]

LAST_MONTH = 60
"""The last column of the card, in completed months."""
DRAWN_LINES = (-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0)


class KmsEdition(StrEnum):
    """Edition of the card; values as the settings store them.

    CURRENT: Juknis KMS 2021 and Buku KIA 2020-2024, red line -2 SD, orange +1 SD.
    OLD: Permenkes 155/2010, red line -3 SD, no orange line.
    """

    CURRENT = "2020"
    OLD = "2010"

    @property
    def label(self) -> str:
        """The name a kader knows."""
        return "KMS 2020 ke atas" if self is KmsEdition.CURRENT else "KMS lama (2010)"

    @property
    def red_line(self) -> float:
        """SD of the garis merah; a point below it is BGM."""
        return -2.0 if self is KmsEdition.CURRENT else -3.0

    @property
    def orange_line(self) -> float | None:
        """SD of the garis oranye; the 2010 card has none."""
        return 1.0 if self is KmsEdition.CURRENT else None


def is_below_red(waz: float | None, edition: KmsEdition = KmsEdition.CURRENT) -> bool:
    """BGM: rounded BB/U z below the red line, on it is not below (Juknis KMS 2021, Permenkes 155/2010)."""
    return waz is not None and waz < edition.red_line


def is_above_orange(waz: float | None, edition: KmsEdition = KmsEdition.CURRENT) -> bool:
    """The rounded BB/U z lies above the orange line (Juknis KMS 2021)."""
    line = edition.orange_line
    return waz is not None and line is not None and waz > line
