"""What a reason to come is: its kind, one short sentence, how much it presses, and whether its time is past."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.words.findings import Severity


class DueKind(StrEnum):
    """The kinds of reasons of the day before (KMK HK.01.07/MENKES/2015/2023), in the order in which they are told."""

    GROWTH = "pertumbuhan"
    PREGNANCY = "hamil"
    POSTPARTUM = "nifas"
    NEWBORN = "bayi-baru"
    TBC = "tbc"
    PRESSURE = "tensi"
    SUGAR = "gula"
    IMMUNIZATION = "imunisasi"
    TABLETS = "ttd"
    VITAMIN_A = "vitamin-a"
    FOOD = "makanan-tambahan"
    PLANNING = "kb"
    MISSED = "tidak-datang"
    REFERRAL = "rujukan"
    MONTHLY = "bulanan"
    SCREENING = "skrining"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _LABELS[self]


_LABELS = {
    DueKind.GROWTH: "Berat dan tinggi anak",
    DueKind.PREGNANCY: "Periksa hamil",
    DueKind.POSTPARTUM: "Ibu nifas",
    DueKind.NEWBORN: "Bayi baru lahir",
    DueKind.TBC: "Gejala TBC",
    DueKind.PRESSURE: "Kontrol tekanan darah",
    DueKind.SUGAR: "Kontrol gula darah",
    DueKind.IMMUNIZATION: "Imunisasi",
    DueKind.TABLETS: "Tablet tambah darah",
    DueKind.VITAMIN_A: "Vitamin A dan obat cacing",
    DueKind.FOOD: "Makanan tambahan",
    DueKind.PLANNING: "KB",
    DueKind.MISSED: "Lama tidak datang",
    DueKind.REFERRAL: "Rujukan belum ada kabar",
    DueKind.MONTHLY: "Timbang tiap bulan",
    DueKind.SCREENING: "Belum diperiksa setahun ini",
}
_SEVERAL = 2
_PLACES = {kind: place for place, kind in enumerate(DueKind)}


@dataclass(frozen=True, slots=True)
class DueReason:
    """One reason: green only invites, yellow is due, red and urgent were found last time; `is_overdue` is late."""

    kind: DueKind
    text: str
    severity: Severity = Severity.YELLOW
    is_overdue: bool = False


def most_pressing_first(reasons: Iterable[DueReason]) -> tuple[DueReason, ...]:
    """The gravest first, then what is overdue, then in the order of the kinds."""
    found = tuple(reasons)
    if len(found) < _SEVERAL:
        return found
    return tuple(sorted(found, key=lambda one: (-one.severity.rank, not one.is_overdue, _PLACES[one.kind])))
