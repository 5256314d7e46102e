"""What is made ready before an open day, and when a scale or meter must be calibrated again.

Source: KMK HK.01.07/MENKES/2015/2023 (kegiatan sebelum hari buka).
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.words.age import month_completed_on
from core.words.findings import Finding, Severity
from core.words.periods import date_words

CALIBRATED_EVERY_MONTHS = 12


@dataclass(frozen=True, slots=True)
class ChecklistItem:
    """One line of the checklist: the key that is kept when it is ticked, and its sentence."""

    key: str
    text: str


CHECKLIST: tuple[ChecklistItem, ...] = (
    ChecklistItem("tempat", "Hari, jam, dan tempat sudah pasti"),
    ChecklistItem("kabar", "Hari buka sudah dikabarkan kepada warga"),
    ChecklistItem("daftar", "Daftar sasaran dengan alasannya sudah dicetak"),
    ChecklistItem("undangan", "Yang harus datang sudah diundang"),
    ChecklistItem("timbangan", "Timbangan bayi dan dewasa siap"),
    ChecklistItem("panjang", "Alat ukur panjang dan tinggi badan siap"),
    ChecklistItem("pita", "Pita lingkar kepala, lengan, dan perut siap"),
    ChecklistItem("tensi", "Tensimeter dan baterainya siap"),
    ChecklistItem("darah", "Alat periksa darah dan stripnya siap"),
    ChecklistItem("kalibrasi", "Alat sudah dikalibrasi"),
    ChecklistItem("kartu", "Kartu bantu, Buku KIA, dan alat tulis siap"),
    ChecklistItem("media", "Bahan penyuluhan siap"),
    ChecklistItem("makanan", "Makanan tambahan dan bahan peragaannya siap"),
    ChecklistItem("tugas", "Tugas kader di setiap langkah sudah dibagi"),
    ChecklistItem("bidan", "Bidan atau Pustu siap: vaksin, vitamin A, obat"),
    ChecklistItem("laptop", "Laptop dan printer sudah dicoba, cadangan dibuat"),
)


class EquipmentCondition(StrEnum):
    """How a piece of equipment is."""

    GOOD = "baik"
    BROKEN = "rusak"
    LENT = "dipinjam"


def calibration_finding(calibrated_on: date | None, day_on: date) -> Finding | None:
    """R-ALAT: a warning when the last calibration lies more than 12 months before the day; None when all is well."""
    if calibrated_on is None:
        why = "Kalibrasi belum pernah tercatat."
    elif day_on > month_completed_on(calibrated_on, CALIBRATED_EVERY_MONTHS):
        why = f"Kalibrasi terakhir {date_words(calibrated_on)}, lebih dari 12 bulan."
    else:
        return None
    step = "Minta Puskesmas atau Pustu mengalibrasi alat ini."
    return Finding("R-ALAT", "calibrated_on", "Perlu kalibrasi", Severity.YELLOW, why, step)
