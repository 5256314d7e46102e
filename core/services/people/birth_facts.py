"""Which facts of a birth can be: one range for each, for the person's form and for a birth that is recorded."""

from core.errors import InputError

_LIGHTEST_G, _HEAVIEST_G = 300, 8_000
_SHORTEST_MM, _LONGEST_MM = 200, 700
_SMALLEST_HEAD_MM, _LARGEST_HEAD_MM = 150, 500
GESTATION_WEEKS = range(20, 46)
"""Weeks of pregnancy at which a child is born; before 20 it is a miscarriage (our choice of borders for typing)."""


def check_birth_facts(
    *, weight_g: int | None, length_mm: int | None, head_mm: int | None = None, gestation_weeks: int | None
) -> None:
    """Raises InputError, with the field of the person's form, for a measure at birth (g, mm, weeks) that cannot be."""
    if weight_g is not None and not _LIGHTEST_G <= weight_g <= _HEAVIEST_G:
        raise InputError("Berat lahir dari 0,3 sampai 8 kg. Periksa angkanya.", field="birth_weight_g")
    if length_mm is not None and not _SHORTEST_MM <= length_mm <= _LONGEST_MM:
        raise InputError("Panjang lahir dari 20 sampai 70 cm. Periksa angkanya.", field="birth_length_mm")
    if head_mm is not None and not _SMALLEST_HEAD_MM <= head_mm <= _LARGEST_HEAD_MM:
        raise InputError("Lingkar kepala lahir dari 15 sampai 50 cm. Periksa angkanya.", field="birth_head_mm")
    if gestation_weeks is not None and gestation_weeks not in GESTATION_WEEKS:
        raise InputError("Umur kehamilan saat lahir dari 20 sampai 45 minggu.", field="gestation_weeks")
