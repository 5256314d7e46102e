"""The printed KMS cards of a demo village: the letters of the card's own rules, and no identity number in full."""

import re
import sqlite3
from collections import defaultdict
from datetime import date
from pathlib import Path

import pytest

from tests.audit.card_rules import letters, months_old
from tests.printouts.reading import Side, read_pdf
from ui.cli import main

TODAY = "2026-11-25"
CHILDREN = "SELECT id, name, sex, born_on FROM person WHERE born_on > '2021-11-25' AND status = '1'"
WEIGHINGS = "SELECT person_id, measured_on, weight_g, is_outside_history FROM measurement WHERE weight_g IS NOT NULL"
Row = tuple[str, ...]


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desa")
    common = ["--db", str(folder / "desa.db"), "--today", TODAY]
    assert main(["demo", "--families", "70", "--months", "8", "--seed", "5", *common]) == 0
    assert main(["print", "kms", str(folder / "kartu.pdf"), *common]) == 0
    return folder


@pytest.fixture(scope="module")
def sides(place: Path) -> list[Side]:
    return read_pdf(place / "kartu.pdf")


def asked(place: Path, question: str) -> list[Row]:
    base = sqlite3.connect(place / "desa.db")
    rows: list[Row] = base.execute(question).fetchall()
    base.close()
    return rows


def printed_letters(side: Side) -> str:
    found = re.match(r"N/T([NTOB]*)", side.beside("N/T", reach=600))
    return found.group(1) if found else ""


def test_letters_under_every_curve_are_those_of_the_card(place, sides):
    weighings = defaultdict(list)
    for person, measured_on, grams, is_outside in asked(place, WEIGHINGS):
        weighings[person].append((date.fromisoformat(measured_on), int(grams), bool(is_outside)))
    seen = ""
    for person, name, sex, born in asked(place, CHILDREN):
        if any(is_outside for _, _, is_outside in weighings[person]):
            continue
        born_on = date.fromisoformat(born)
        by_age = {}
        for month, said in letters(sex, born_on, weighings[person]).items():
            on = max(day for day, _, _ in weighings[person] if day.year * 12 + day.month == month)
            by_age[months_old(born_on, on)] = said.letter
        expected = {
            "".join(by_age[age] for age in sorted(by_age) if first <= age <= last)
            for first, last in ((0, 24), (24, 60))
        } - {""}
        fronts = [side for side in sides if name in side.words and "Bulan penimbangan" in side.words]
        printed = {printed_letters(side) for side in fronts} - {""}
        assert expected <= printed, name
        seen += "".join(expected)
    assert set(seen) == set("NTOB")


def test_no_card_shows_a_nik_or_kk_in_full_or_holds_a_picture(place, sides):
    numbers = {row[0] for row in asked(place, "SELECT nik FROM person UNION SELECT kk_number FROM family") if row[0]}
    digits = [re.sub(r"[\s.-]", "", side.text) for side in sides]
    assert len(numbers) > 100
    assert not any(number in page for number in numbers for page in digits)
    assert all(side.pictures == 0 for side in sides)
