"""The fields of a visit in one table: screen, Enter flow, draft and errors read it."""

from collections.abc import Callable
from dataclasses import dataclass

from ui.forms.measure_edit import MeasureEdit, girth_edit, length_edit, weight_edit


@dataclass(frozen=True, slots=True)
class MeasureField:
    """One measured number: the key of the fact, its words, its unit, what it says when it cannot be read.

    `on_card` is the box of the card that says how it is measured.
    """

    key: str
    label: str
    name: str
    unit: str
    help_text: str
    make: Callable[[], MeasureEdit]
    on_card: str


MEASURES: tuple[MeasureField, ...] = (
    MeasureField(
        "weight_g",
        "&Berat",
        "Berat badan",
        "kg",
        "Seperti terbaca di timbangan, misalnya 7,4",
        weight_edit,
        "weight_kg",
    ),
    MeasureField("length_mm", "&Panjang", "Panjang atau tinggi", "cm", "Misalnya 67,8", length_edit, "height_cm"),
    MeasureField("head_mm", "L&K", "Lingkar kepala", "cm", "Lingkar kepala, misalnya 44,5", girth_edit, "head_cm"),
    MeasureField(
        "muac_mm", "Li&LA", "Lingkar lengan atas", "cm", "Lingkar lengan atas, misalnya 14,2", girth_edit, "muac_cm"
    ),
)

BREASTFEEDING: tuple[tuple[str, str], ...] = (
    ("√", "ASI saja"),
    ("X", "makan lain"),
    ("A", "tak ditanya"),
)
BREASTFEEDING_UNTIL_MONTHS = 6
