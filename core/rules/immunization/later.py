"""Vaccines after early childhood, Td of women and those of BIAS: what forbids them, and how one stands on a day.

Source: Permenkes 12/2017; KMK HK.01.07/MENKES/35/2025. The live MR of school is forbidden like that of infancy.
"""

from collections.abc import Collection
from datetime import date, timedelta

from core.rules.immunization.child import Caution, DoseState, DoseStatus
from core.rules.immunization.schedule import Antigen
from core.rules.immunization.td import FULL, TdStatus
from core.words.periods import date_short

TETANUS, HPV = "Td", "HPV"
ALLERGENS: dict[str, str] = {**{one.value: one.value for one in Antigen}, TETANUS: "Td atau DT", HPV: HPV}
"""What somebody may be allergic to, as kept and as said: the vaccines of children, Td with DT, and HPV."""
_ALLERGENS_OF = {
    "Td": frozenset({TETANUS, Antigen.DPT.value}),
    "DT": frozenset({TETANUS, Antigen.DPT.value}),
    "MR-BIAS": frozenset({Antigen.MR.value}),
    "HPV": frozenset({HPV}),
}
_LIVE = frozenset({"MR-BIAS"})
_WEAK = frozenset({Caution.WEAK_DEFENCE, Caution.HIGH_DOSE_STEROID})
ASK_AGAIN = "Tawarkan lagi pada kunjungan berikutnya."


def antigens_of(allergens: Collection[str]) -> frozenset[Antigen]:
    """The vaccines of children that these allergies forbid; tetanus is part of DPT-HB-Hib too (Permenkes 12/2017)."""
    found = {Antigen(one) for one in allergens if one in set(Antigen)}
    return frozenset(found | {Antigen.DPT} if TETANUS in allergens else found)


def forbids(key: str, cautions: Collection[Caution], allergens: Collection[str]) -> str:
    """R-IMUN-KI: why this dose may not be given, empty when nothing forbids it (Permenkes 12/2017).

    Encephalopathy after DPT comes from its pertussis part, so DT and Td stay open.
    """
    if _ALLERGENS_OF.get(key, frozenset()) & set(allergens):
        return "Pernah alergi berat terhadap vaksin ini. Konsultasi dokter."
    if key in _LIVE and _WEAK & set(cautions):
        return "Daya tahan tubuh lemah: tidak boleh vaksin hidup. Konsultasi dokter."
    return ""


def td_offer(td: TdStatus, on: date, *, is_refused: bool, forbidden: str) -> DoseStatus:
    """R-TT: how the next Td of a woman stands on a day; T5 is the last (Permenkes 12/2017).

    `is_refused`: she declined it that day; `forbidden`: the sentence of `forbids`.
    """
    if td.is_for_life:
        return DoseStatus(TETANUS, f"Td (T{FULL})", DoseState.GIVEN, given_on=td.last_on)
    label = f"Td (T{td.number + 1})"
    if forbidden:
        return DoseStatus(TETANUS, label, DoseState.CONTRAINDICATED, why=forbidden)
    if td.next_from is not None and td.next_from > on:
        why = f"Jarak dari {td.label}: boleh mulai {date_short(td.next_from)}."
        return DoseStatus(TETANUS, label, DoseState.NOT_YET, from_on=td.next_from, why=why)
    if is_refused:
        again_on = on + timedelta(days=1)
        return DoseStatus(TETANUS, label, DoseState.REFUSED, from_on=again_on, why=ASK_AGAIN)
    return DoseStatus(TETANUS, label, DoseState.DUE, from_on=td.next_from)
