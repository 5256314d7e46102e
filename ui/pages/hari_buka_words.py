"""What is known of a child before anything is typed: the last visit, and the age a child born early is judged by."""

from datetime import date, timedelta

from core.growth.assess import corrected_age_days
from core.services.views import ChildView, GrowthHistory, VisitVerdict
from core.words.age import age_in_words
from core.words.quantities import centimetres, kilograms


def corrected_words(child: ChildView, on: date) -> str:
    """`Lahir 32 minggu · umur koreksi 4 bln 24 hr`; empty for a child born at term or two years old.

    Source: Permenkes 2/2020 and Buku KIA (corrected age for preterm children until two years).
    """
    days = corrected_age_days((on - child.born_on).days, child.gestation_weeks)
    if days is None:
        return ""
    age = age_in_words(on - timedelta(days=days), on) if days >= 0 else "belum 0 hari"
    return f"Lahir {child.gestation_weeks} minggu · umur koreksi {age}"


def last_words(history: GrowthHistory, before: VisitVerdict | None = None) -> str:
    """`Terakhir 16 Okt: 7,2 kg · 66,5 cm`, from the visit before the one that is open."""
    earlier = [it for it in history.visits if before is None or it.facts.measured_on < before.facts.measured_on]
    if not earlier:
        return "Belum pernah ditimbang di sini."
    facts = earlier[-1].facts
    weight = f"{kilograms(facts.weight_g)} kg" if facts.weight_g is not None else ""
    length = f"{centimetres(facts.length_mm)} cm" if facts.length_mm is not None else ""
    values = " · ".join(part for part in (weight, length) if part) or "tanpa berat"
    letter = f" · {earlier[-1].letter}" if earlier[-1].letter else ""
    return (
        f"Terakhir {facts.measured_on.day:02d}-{facts.measured_on.month:02d}-{facts.measured_on.year}: {values}{letter}"
    )
