"""What a visit asks for: each trigger of the card and of Permenkes 2/2020, at its border."""

from datetime import date, timedelta

import pytest

from core.growth.assess import assess
from core.growth.kms import KmsEdition
from core.growth.weight_gain import Letter, WeighingFact, weigh_chain
from core.rules.child_growth import growth_findings, letter_label
from core.words.findings import Severity, worst
from core.words.people import Posture, Sex

BORN = date(2025, 1, 10)


def found(sex=Sex.MALE, months=12, edition=KmsEdition.CURRENT, **measures):
    """The findings of one first visit at so many months."""
    on = BORN + timedelta(days=round(months * 30.4375))
    growth = assess(sex, (on - BORN).days, completed_months=months, **measures)
    weight = measures.get("weight_kg")
    chain = []
    if weight is not None:
        fact = WeighingFact("x", on, round(weight * 1000), has_oedema=measures.get("has_oedema", False))
        chain = weigh_chain(sex, BORN, [fact], edition)
    findings = growth_findings(growth, chain[0] if chain else None, None)
    return {one.label: one.severity for one in findings if one.severity is not Severity.GREEN}


@pytest.mark.parametrize(
    ("measures", "expected"),
    [
        ({"weight_kg": 7.8}, {}),
        ({"weight_kg": 7.6}, {"Berat badan kurang (BGM)": Severity.RED}),
        ({"weight_kg": 6.8}, {"Berat badan sangat kurang (BGM)": Severity.RED}),
        ({"weight_kg": 7.6, "edition": KmsEdition.OLD}, {"Berat badan kurang": Severity.RED}),
        ({"weight_kg": 10.8}, {"Di atas garis oranye": Severity.YELLOW}),
        ({"weight_kg": 10.8, "lenhei_cm": 80.0, "posture": Posture.LYING}, {}),
        ({"muac_cm": 12.5}, {}),
        ({"muac_cm": 12.4}, {"Gizi kurang (LiLA)": Severity.YELLOW}),
        ({"muac_cm": 11.5}, {"Gizi kurang (LiLA)": Severity.YELLOW}),
        ({"muac_cm": 11.4}, {"Gizi buruk (LiLA)": Severity.URGENT}),
        ({"muac_cm": 10.9, "months": 4}, {"Berisiko hambatan pertumbuhan (LiLA)": Severity.RED}),
        ({"has_oedema": True, "weight_kg": 9.0}, {"Gizi buruk (edema)": Severity.URGENT}),
        ({"lenhei_cm": 76.9, "posture": Posture.LYING, "months": 18}, {}),
        ({"lenhei_cm": 76.8, "posture": Posture.LYING, "months": 18}, {"Pendek (TB/U)": Severity.RED}),
        ({"lenhei_cm": 74.1, "posture": Posture.LYING, "months": 18}, {"Sangat pendek (TB/U)": Severity.RED}),
        ({"head_cm": 40.8, "months": 6}, {"Lingkar kepala di bawah normal": Severity.RED}),
        ({"head_cm": 45.8, "months": 6}, {"Lingkar kepala di atas normal": Severity.RED}),
        ({"head_cm": 41.0, "months": 6}, {}),
    ],
)
def test_each_trigger_at_its_border(measures, expected):
    assert found(**measures) == expected


def test_thin_for_its_length_is_gizi_buruk_even_when_weight_for_age_says_less():
    findings = found(weight_kg=6.6, lenhei_cm=70.0, posture=Posture.LYING)
    assert findings["Gizi buruk"] is Severity.URGENT


def weigh(*kilograms, sex=Sex.MALE, **options):
    """Weighings on the 10th of each month from 8 months on."""
    facts = [
        WeighingFact(str(n), date(2025, 9 + n, 10), round(kg * 1000), **options if n == len(kilograms) - 1 else {})
        for n, kg in enumerate(kilograms)
    ]
    return weigh_chain(sex, BORN, facts)


@pytest.mark.parametrize(
    ("chain", "label"),
    [
        ((8.6, 8.9), "N · naik 0,3 kg, paling sedikit 0,3 kg (KBM)"),
        ((8.6, 8.8), "T · naik 0,2 kg, paling sedikit 0,3 kg (KBM)"),
        ((8.6, 8.6), "T · berat tetap, paling sedikit naik 0,3 kg (KBM)"),
        ((8.6, 8.45), "T · turun 0,15 kg, paling sedikit naik 0,3 kg (KBM)"),
        ((8.6,), "B · penimbangan pertama di sini"),
    ],
)
def test_the_letter_is_said_with_its_sum(chain, label):
    assert letter_label(weigh(*chain)[-1]) == label


def test_the_other_letters_are_said_too():
    back = weigh_chain(Sex.MALE, BORN, [WeighingFact(str(m), date(2025, m, 10), 8000 + m) for m in (8, 10)])
    assert letter_label(back[-1]) == "O · bulan lalu tidak ditimbang"
    newborn = weigh_chain(
        Sex.MALE,
        date(2025, 8, 30),
        [WeighingFact("a", date(2025, 8, 31), 3100), WeighingFact("b", date(2025, 9, 20), 3500)],
    )
    assert letter_label(newborn[-1]) == "N · naik 0,4 kg (perkiraan, umur belum 1 bulan)"
    decided = weigh(8.6, 8.8, letter_override=Letter.GAINED)[-1]
    assert letter_label(decided) == "N · diputuskan petugas (menurut KBM: T)"


def findings_of(chain):
    growth = assess(Sex.MALE, (chain[-1].measured_on - BORN).days, weight_kg=chain[-1].weight_g / 1000)
    return growth_findings(growth, chain[-1], None, chain[:-1])


def test_one_t_is_yellow_and_two_are_red():
    once, twice = findings_of(weigh(8.6, 8.8)), findings_of(weigh(8.6, 8.8, 9.0))
    assert worst(once) is Severity.YELLOW
    assert (worst(twice), twice[0].label) == (Severity.RED, "2T · dua kali berturut-turut tidak naik")


def test_when_curve_and_kbm_differ_it_is_said():
    [letter] = [one for one in findings_of(weigh(8.6, 8.8)) if one.rule.startswith("R-NT")]
    assert "petugas yang menentukan" in letter.why


def test_a_curve_that_falls_a_band_in_three_months_is_for_the_bidan():
    labels = [one.label for one in findings_of(weigh(8.6, 8.6, 8.6, 8.4))]
    assert any(label.startswith("Kurva turun ") and label.endswith(" SD dalam 3 bulan") for label in labels)
    assert not any(label.startswith("Kurva") for label in [one.label for one in findings_of(weigh(8.6, 8.9, 9.2, 9.4))])


def test_every_finding_names_its_source_and_says_what_to_do():
    serious = [one for one in findings_of(weigh(6.6, 6.6, 6.6)) if one.severity is not Severity.GREEN]
    assert serious
    assert all("(" in one.rule and one.next_step and one.why for one in serious)
    assert not any("sehat" in f"{one.label} {one.why} {one.next_step}" for one in serious)
