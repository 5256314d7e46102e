"""From a visit to what stands in a cell: the letters of the card in front, whole words on the back."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.rules.numbers import shown
from core.rules.puma import age_points
from core.rules.role_words import plain_words
from core.rules.sheet import Value
from core.services.day.card_history import CardHistory, CardVisit, FilledForm
from core.words.findings import Severity
from core.words.people import Sex
from core.words.periods import date_short
from printouts.support_cards_column import PLACE, Column, HeadLine, SupportCard

_AS_WORDS = {
    "SESUAI": "Sesuai", "KURANG": "Kurang", "BERLEBIH": "Lebih", "PANTAU": "Pantau", "BB_KURANG": "BB kurang",
    "RENDAH": "Rendah", "NAIK": "Naik", "HT_BERAT": "HT berat", "ANEMIA": "Anemia", "BERAT": "Berat",
    "HIJAU": "Hijau", "KUNING": "Kuning", "MERAH": "Merah", "OBESITAS": "Lebih", "NORMAL": "N", "AMBANG": "Ambang",
    "ABNORMAL": "Abnorm.", "PUSKESMAS": "PKM", "PUSTU": "Pustu", "MENINGKAT": "Naik", "TINGGI": "Tinggi",
    "PEROKOK": "Ya", "BUKAN": "Tidak", "TIDAK": "Tidak", "TIDAK_DINILAI": "", "BELUM": "", "OPTIMAL": "optimal",
    "NORMAL_TINGGI": "N-tinggi", "T_BATAS": "Batas", "KONDOM": "Kondom", "IMPLAN": "Implan", "ALAMI": "Alami",
    "SUNTIK": "Suntik", "PIL": "Pil", "LAIN": "Lain",
}  # fmt: skip
"""Codes that the card writes as a short word; every other code stands as it is (N, SK, KEK, HT)."""
_LEFT_OVER = (
    (re.compile(r"\(\s*\)"), ""),
    (re.compile(r"^\s*/\s*|\s*/\s*$"), ""),
    (re.compile(r"\s{2,}"), " "),
)
_DECIMAL_SIGN = {"waz", "haz", "whz", "baz", "hcz", "gain_kg"}


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell, and how serious it is (None: nothing was judged)."""

    lines: tuple[str, ...] = ()
    severity: Severity | None = None


def own_form(card: SupportCard, visit: CardVisit) -> str:
    """The form of this card that was filled on a visit; empty when the visit does not belong on the card."""
    if visit.card in card.forms:
        return visit.card
    return next((form for form in card.forms if form in visit.forms), "")


def cell_of(history: CardHistory, visit: CardVisit, column: Column, form_key: str) -> Cell:
    """The cell of a visit in a column; `form_key` is the form of the card that was filled that day."""
    lines = tuple(_line(history, visit, text, form_key) for text in column.lines)
    filled = tuple(line for line in lines if line)
    return Cell(filled, _severity(visit, column, form_key) if filled else None)


def head_text(history: CardHistory, line: HeadLine, forms: tuple[str, ...]) -> str:
    """What stands behind a label of the head: from the register of today, else the newest visit that knows it."""

    def replaced(found: re.Match[str]) -> str:
        key = found["key"]
        if key.startswith("@"):
            return _fact(history, key)
        for visit in (history.now, *reversed(history.visits)):
            for form in (found["form"],) if found["form"] else forms:
                text = _answer(history, visit, form, found)
                if text:
                    return text
        return ""

    return _tidy(PLACE.sub(replaced, line.text))


def _line(history: CardHistory, visit: CardVisit, text: str, form_key: str) -> str:
    places = list(PLACE.finditer(text))
    written = [_place(history, visit, found, form_key) for found in places]
    if places and not any(written):
        return ""
    parts = iter(written)
    return _tidy(PLACE.sub(lambda _: next(parts), text))


def _tidy(text: str) -> str:
    for pattern, instead in _LEFT_OVER:
        text = pattern.sub(instead, text)
    return text.strip()


def _place(history: CardHistory, visit: CardVisit, found: re.Match[str], form_key: str) -> str:
    if found["key"] == "@reasons":
        return "; ".join(visit.reasons)
    if found["key"].startswith("@puma"):
        return _puma_points(history, visit, found["key"])
    return _answer(history, visit, found["form"] or form_key, found)


def _puma_points(history: CardHistory, visit: CardVisit, key: str) -> str:
    """The two points that nobody asks for stand on the card only when PUMA was filled that day."""
    if "puma" not in visit.forms:
        return ""
    if key == "@puma_sex":
        return "1" if history.person.sex is Sex.MALE else "0"
    return str(age_points(visit.months // 12))


def _answer(history: CardHistory, visit: CardVisit, form_key: str, found: re.Match[str]) -> str:
    filled, form = visit.forms.get(form_key), form_named(form_key)
    field = form.field(found["key"]) if form else None
    if filled is None or field is None:
        return ""
    value = filled.values.get(field.key)
    if field.key == "refer_to" and visit.target is not None:
        value = visit.target.value
    if value is None:
        return ""
    if found["word"] is not None:
        return found["word"] if value is True else ""
    if not found["full"]:
        return short(field, value)
    words = full(field, value)
    return words if history.sees_diagnoses else plain_words(words)


def short(field: Field, value: Value) -> str:
    """A value as the narrow columns of the card have it: `Ya`, `N`, `7,4`, `25-11-26`, `GIZI, TTD`."""
    if isinstance(value, bool):
        return "Ya" if value else "Tidak"
    if isinstance(value, Decimal | int):
        text = shown(value)
        signed = field.key in _DECIMAL_SIGN and value > 0
        return f"+{text}" if signed else text.replace("-", "−")
    if isinstance(value, date):
        return f"{value:%d-%m-%y}"
    if isinstance(value, tuple):
        return ", ".join(value)
    return _AS_WORDS.get(value, value) if field.kind is Kind.CHOICE else value


def full(field: Field, value: Value) -> str:
    """A value in whole words: the label of a choice, labels of several, a day in digits."""
    if isinstance(value, tuple):
        return ", ".join(field.words(code) or code for code in value)
    if isinstance(value, str) and field.kind is Kind.CHOICE:
        return field.words(value) or value
    return date_short(value) if isinstance(value, date) else short(field, value)


def _severity(visit: CardVisit, column: Column, form_key: str) -> Severity | None:
    found = [severity for form, key in _judged(column, form_key) if (severity := _found(visit.forms.get(form), key))]
    if "refer" in column.judged and visit.reasons:
        found.append(Severity.RED)
    return max(found, key=lambda one: one.rank, default=None)


def _judged(column: Column, form_key: str) -> list[tuple[str, str]]:
    keys = (key.split(":") for key in column.judged)
    return [(parts[0], parts[1]) if len(parts) > 1 else (form_key, parts[0]) for parts in keys]


def _found(filled: FilledForm | None, key: str) -> Severity | None:
    return filled.severities.get(key) if filled is not None else None


def _fact(history: CardHistory, key: str) -> str:
    person = history.person
    home = (
        person.dusun,
        f"RT {person.rt}" if person.rt else "",
        f"RW {person.rw}" if person.rw else "",
    )
    facts = {
        "@name": person.name,
        "@nik": person.nik_masked,
        "@born": f"{date_short(person.born_on)}",
        "@age": f"({person.age})",
        "@sex": "Laki-laki" if person.sex is Sex.MALE else "Perempuan",
        "@mother": person.mother,
        "@father": person.father,
        "@parents": " / ".join(one for one in (person.mother, person.father) if one),
        "@husband": history.husband,
        "@address": person.address,
        "@home": " / ".join(one for one in home if one),
        "@phone": history.phone,
        "@village": " / ".join(one for one in (history.village, history.district) if one),
        "@posyandu": person.posyandu,
    }
    return facts[key]
