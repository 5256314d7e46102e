"""Words for who does not diagnose: official names go, colours and what to do stay, normal names stay."""

import pytest

from core.growth.classify import (
    Category,
    HeadCategory,
    LengthForAgeCategory,
    MuacCategory,
    NutritionCategory,
    SchoolBmiCategory,
    WeightForAgeCategory,
)
from core.rules.role_words import category_words, plain_finding, plain_label, plain_words
from core.words.findings import Finding, Severity

FAMILIES = (
    WeightForAgeCategory,
    LengthForAgeCategory,
    NutritionCategory,
    SchoolBmiCategory,
    HeadCategory,
    MuacCategory,
)
EVERY: list[Category] = [category for family in FAMILIES for category in family]
DIAGNOSES = ("gizi buruk", "gizi kurang", "pendek", "stunting", "obesitas", "gizi lebih", "kurang", "sefali", "kek")


@pytest.mark.parametrize("category", EVERY, ids=lambda one: f"{type(one).__name__}-{one.name}")
def test_every_category_is_said_without_a_diagnosis(category):
    official = category_words(category, sees_diagnoses=True)
    plain = category_words(category, sees_diagnoses=False)
    assert official == category.label
    if category.severity is Severity.GREEN:
        assert plain == official
    else:
        assert plain.endswith("perlu dilihat bidan")
        assert not [word for word in DIAGNOSES if word in plain.lower()]


def test_a_finding_keeps_its_colour_its_rule_and_what_to_do():
    official = Finding("R-GIZI", "weight_g", "Gizi buruk", Severity.URGENT, "Gizi buruk: BB/TB −3,2 SD.", "Rujuk.")
    plain = plain_finding(official)
    assert (plain.label, plain.why) == (
        "Berat menurut tinggi jauh di bawah garis, perlu dilihat bidan",
        "Berat menurut tinggi jauh di bawah garis: BB/TB −3,2 SD.",
    )
    assert (plain.rule, plain.severity, plain.next_step) == ("R-GIZI", Severity.URGENT, "Rujuk.")


@pytest.mark.parametrize(
    ("label", "plain"),
    [
        ("Sangat pendek (TB/U)", "Tinggi jauh di bawah garis (TB/U), perlu dilihat bidan"),
        ("Berat badan kurang (BGM)", "Berat di bawah garis (BGM), perlu dilihat bidan"),
        ("2T · dua kali berturut-turut tidak naik", "2T · dua kali berturut-turut tidak naik"),
        ("KEK", "LiLA ibu di bawah garis, perlu dilihat bidan"),
        ("KEK (kurang energi kronik)", "LiLA ibu di bawah garis, perlu dilihat bidan"),
        ("Bengkak kedua kaki: gizi buruk", "Bengkak kedua kaki, perlu dilihat bidan"),
        ("Tidak anemia", "Hb baik"),
        ("Tidak KEK", "LiLA ibu baik"),
    ],
)
def test_labels(label, plain):
    assert plain_label(label) == plain


def test_words_that_only_look_alike_stay():
    assert plain_words("Dekat rumah Pak Kekri, pendekatan keluarga") == "Dekat rumah Pak Kekri, pendekatan keluarga"


def test_a_wide_waist_is_not_told_as_weight_for_height():
    assert plain_words("Obesitas sentral") == "Lingkar perut di atas garis"
