"""R-KR-OBAT: does a patient at home have the medicine, and take it."""

from core.rules import thresholds as at
from core.rules.verdict import Verdict
from core.words.findings import Severity

_WORDS = {
    "PATUH": "patuh minum obat",
    "TIDAK_PATUH": "tidak patuh minum obat",
    "PUTUS_OBAT": "putus obat",
    "TANPA_DIAGNOSIS": "tidak ada diagnosis",
}


def adherence(
    illness: str, field: str, *, is_diagnosed: bool | None, has_medicine: bool | None, is_taken: bool | None
) -> Verdict | None:
    """R-KR-OBAT: diagnosed without medicine PUTUS_OBAT, not taken in 24 hours TIDAK_PATUH (KMK 2015/2023).

    `illness` in Indonesian words. Both go to the health worker within seven days; TBC at once, it is priority 1.
    None while the answers decide nothing.
    """
    result = _result(is_diagnosed, has_medicine, is_taken)
    if result is None:
        return None
    is_bad = result in ("TIDAK_PATUH", "PUTUS_OBAT")
    is_tbc = illness == "TBC"
    label = f"{illness}: {_WORDS[result]}"
    return Verdict(
        rule="R-KR-OBAT",
        field=field,
        result=result,
        severity=Severity.GREEN if not is_bad else Severity.RED if is_tbc else Severity.YELLOW,
        label=label,
        next_step=("Hubungi petugas TBC hari ini." if is_tbc else "Laporkan ke petugas; dikunjungi dalam 7 hari.")
        if is_bad
        else "",
        reason=label if is_bad else "",
        source=at.ILP,
    )


def _result(is_diagnosed: bool | None, has_medicine: bool | None, is_taken: bool | None) -> str | None:
    if is_diagnosed is False:
        return "TANPA_DIAGNOSIS"
    if is_diagnosed is None:
        return None
    if has_medicine is False:
        return "PUTUS_OBAT"
    if is_taken is False:
        return "TIDAK_PATUH"
    return "PATUH" if has_medicine and is_taken else None
