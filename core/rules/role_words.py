"""R-PERAN: what a verdict is called for somebody who does not diagnose.

Source: KMK HK.01.07/MENKES/2015/2023 (kader measure, plot and refer; the diagnosis is a health worker's) and Juknis KMS
2021 (kader speak of the lines of the card). Colour, severity and what to do stay: nothing urgent is hidden.
"""

import re
from collections.abc import Iterable
from dataclasses import replace

from core.growth.classify import Category, LengthForAgeCategory
from core.words.findings import Finding, Severity

SEEN_BY_MIDWIFE = "perlu dilihat bidan"
_TERMS = {
    "berat badan sangat kurang": "berat jauh di bawah garis",
    "berat badan kurang": "berat di bawah garis",
    "risiko berat badan lebih": "berat di atas garis",
    "sangat pendek": "tinggi jauh di bawah garis",
    "pendek": "tinggi di bawah garis",
    "stunting": "tinggi di bawah garis",
    "gizi buruk (edema)": "kaki bengkak",
    "gizi buruk (kedua kaki bengkak)": "kedua kaki bengkak",
    "gizi buruk (bengkak kedua kaki)": "kedua kaki bengkak",
    "bengkak kedua kaki: gizi buruk": "bengkak kedua kaki",
    "gizi buruk": "berat menurut tinggi jauh di bawah garis",
    "gizi kurang": "berat menurut tinggi di bawah garis",
    "wasting": "berat menurut tinggi di bawah garis",
    "berisiko gizi lebih": "berat menurut tinggi sedikit di atas garis",
    "gizi lebih": "berat menurut tinggi di atas garis",
    "obesitas sentral": "lingkar perut di atas garis",
    "obesitas": "berat menurut tinggi jauh di atas garis",
    "mikrosefali": "lingkar kepala di bawah garis",
    "makrosefali": "lingkar kepala di atas garis",
    "berisiko hambatan pertumbuhan": "LiLA di bawah garis",
    "kek (kurang energi kronik)": "LiLA ibu di bawah garis",
    "kek": "LiLA ibu di bawah garis",
    "anemia": "darah perlu diperiksa",
    "hipertensi": "tekanan darah di atas garis",
    "preeklampsia": "ada tanda bahaya",
}
"""Diagnosis by the plain words that take its place, longest first where one holds another."""
_WELL = {
    "tidak anemia": "Hb baik",
    "tidak kek": "LiLA ibu baik",
    "bukan hipertensi sistolik terisolasi": "bukan hanya tekanan atas yang tinggi",
}
"""An illness that somebody does not have, by the plain words for being well."""


def _any_of(terms: Iterable[str]) -> re.Pattern[str]:
    ordered = sorted(terms, key=len, reverse=True)
    return re.compile("|".join(rf"(?<!\w){re.escape(term)}(?!\w)" for term in ordered), re.IGNORECASE)


_ILL_PATTERN, _WELL_PATTERN = _any_of(_TERMS), _any_of(_WELL)
_TALL = "Tinggi di atas garis"


def plain_words(text: str) -> str:
    """A sentence without diagnoses; everything else stays as it is."""
    text = _WELL_PATTERN.sub(lambda found: _as_written(found[0], _WELL[found[0].lower()]), text)
    return _ILL_PATTERN.sub(lambda found: _as_written(found[0], _TERMS[found[0].lower()]), text)


def plain_label(label: str) -> str:
    """A short label without diagnoses: `Berat di bawah garis, perlu dilihat bidan`; other labels stay."""
    names_illness = _ILL_PATTERN.search(_WELL_PATTERN.sub("", label)) is not None
    return f"{plain_words(label)}, {SEEN_BY_MIDWIFE}" if names_illness else plain_words(label)


def category_words(category: Category, *, sees_diagnoses: bool) -> str:
    """The name of a category: the official one, or what somebody says who does not diagnose; normal names stay."""
    if sees_diagnoses or category.severity is Severity.GREEN:
        return category.label
    if category is LengthForAgeCategory.TALL:
        return f"{_TALL}, {SEEN_BY_MIDWIFE}"
    return plain_label(category.label)


def plain_finding(finding: Finding) -> Finding:
    """A finding in plain words; severity, rule and what to do next are the same."""
    return replace(finding, label=plain_label(finding.label), why=plain_words(finding.why))


def _as_written(official: str, plain: str) -> str:
    return plain[:1].upper() + plain[1:] if official[:1].isupper() else plain
