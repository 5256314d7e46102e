"""What is known of a child before anything is typed: the last visit, and the age a child born early is judged by."""

from datetime import date, timedelta

from core.growth.assess import corrected_age_days
from core.services.views import ChildView, GrowthHistory, VisitVerdict
from core.words.age import age_in_words
from core.words.findings import Finding
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


def spoken(finding: Finding, verdict: VisitVerdict) -> tuple[str, str]:
    """What a finding is and why, as a kader says it to a mother; z-scores and centiles stay with the bidan's page."""
    rule, growth = finding.rule.partition(" ")[0], verdict.growth
    thin = growth.whz if growth.whz is not None else growth.baz
    why = {
        "R-BGM": "Titiknya di bawah garis merah." if verdict.weighing and verdict.weighing.bgm else _LIGHT,
        "R-ORANYE": "Titiknya di atas garis oranye.",
        "R-GIZI": _body_words(finding.why, thin),
        "R-PENDEK": f"Panjang atau tinggi badannya {_more_or_less(growth.haz)} untuk umurnya.",
        "R-LK": f"Lingkar kepalanya {_more_or_less(growth.hcz)} untuk umurnya.",
        "R-FALTERING": _slow_words(verdict),
        "R-DZ": "Titiknya makin jauh dari garis yang biasa diikuti anak ini.",
    }.get(rule, finding.why)
    label = "Kurvanya menurun tiga bulan ini" if rule == "R-DZ" else finding.label.removesuffix(" (perkiraan)")
    return label, why


_LIGHT = "Beratnya kurang untuk umurnya."


def _more_or_less(z: float | None) -> str:
    return "kurang" if (z or 0.0) < 0 else "lebih dari biasanya"


def _body_words(official: str, z: float | None) -> str:
    if "edema" in official:
        return "Kedua kakinya bengkak."
    return f"Beratnya {_more_or_less(z)} untuk panjang atau tinggi badannya."


def _slow_words(verdict: VisitVerdict) -> str:
    months = verdict.velocity.interval_months if verdict.velocity else 1
    since = {1: "sebulan", 2: "dua bulan", 3: "tiga bulan", 4: "empat bulan"}.get(months, f"{months} bulan")
    return f"Kenaikan {since} ini kurang dari seharusnya."
