"""The SKDN of a small demo village, counted again from the rows of the file with plain SQL."""

import json
import sqlite3
from calendar import monthrange
from collections import defaultdict
from datetime import date
from typing import Any

import pytest

from tests.audit.card_rules import letters, months_old
from ui.cli import main

TODAY = "2026-11-25"
MONTHS = ("2026-06", "2026-07", "2026-08", "2026-09", "2026-10", "2026-11")
KEYS = ("S", "K", "D", "N", "T", "O", "B", "two_t")
RATIOS = (("K/S", "K", "S"), ("D/S", "D", "S"), ("N/D", "N", "D"), ("N/S", "N", "S"), ("D/K", "D", "K"))
CHILDREN = """
SELECT p.id, p.sex, p.born_on, m.from_on, m.to_on, p.kia_book_on, f.posyandu_id
FROM person p JOIN family_member m ON m.person_id = p.id JOIN family f ON f.id = m.family_id
WHERE p.born_on > '2021-01-01'
"""
WEIGHINGS = "SELECT person_id, measured_on, weight_g, id FROM measurement WHERE weight_g IS NOT NULL"
LAST_DAY = "SELECT max(held_on) FROM posyandu_day WHERE posyandu_id = ? AND substr(held_on, 1, 7) = ?"


@pytest.fixture(scope="module")
def village(tmp_path_factory: pytest.TempPathFactory) -> str:
    place = str(tmp_path_factory.mktemp("desa") / "desa.db")
    assert main(["demo", "--db", place, "--families", "120", "--months", "7", "--seed", "3", "--today", TODAY]) == 0
    return place


@pytest.fixture
def report(village, capsys):
    def call(*arguments: str) -> dict[str, Any]:
        capsys.readouterr()
        assert main(["report", *arguments, "--db", village, "--today", TODAY, "--json"]) == 0
        document: dict[str, Any] = json.loads(capsys.readouterr().out)
        return document

    return call


def counted(village: str, posyandu_id: str, month: str) -> dict[str, set[str]]:
    """Who stands behind every number, as a careful cadre with the book would count; whoever leaves that day counts."""
    base = sqlite3.connect(village)
    year, number = map(int, month.split("-"))
    held = base.execute(LAST_DAY, (posyandu_id, month)).fetchone()[0]
    on = date.fromisoformat(held) if held else date(year, number, monthrange(year, number)[1])
    weighings = defaultdict(list)
    for person_id, measured_on, grams, visit_id in base.execute(WEIGHINGS):
        weighings[person_id].append((date.fromisoformat(measured_on), grams, visit_id))
    behind: dict[str, set[str]] = {key: set() for key in KEYS}
    for child, sex, born, came, left, kia, unit in base.execute(CHILDREN):
        born_on = date.fromisoformat(born)
        is_here = (not came or came <= str(on)) and (not left or left >= str(on))
        if unit != posyandu_id or born_on > on or months_old(born_on, on) >= 60 or not is_here:
            continue
        behind["S"].add(child)
        if kia and kia <= str(on):
            behind["K"].add(child)
        said = letters(sex, born_on, weighings[child]).get(year * 12 + number)
        if said:
            behind["D"].add(child)
            behind[said.letter].add(child)
            if said.is_two_t:
                behind["two_t"].add(child)
    base.close()
    return behind


def copied_from_old_books(village: str) -> set[str]:
    """Children with weights copied from elsewhere: their first letters follow a rule of their own."""
    base = sqlite3.connect(village)
    found = {row[0] for row in base.execute("SELECT person_id FROM measurement WHERE is_outside_history")}
    base.close()
    return found


@pytest.mark.parametrize("month", MONTHS)
def test_every_number_and_everybody_behind_it(village, report, month):
    base = sqlite3.connect(village)
    units = base.execute("SELECT id, name FROM posyandu").fetchall()
    base.close()
    aside = copied_from_old_books(village)
    everybody: dict[str, set[str]] = {key: set() for key in KEYS}
    for posyandu_id, name in units:
        found = report("skdn", "--month", month, "--posyandu", name)
        expected = counted(village, posyandu_id, month)
        for key in KEYS:
            assert len(found["people"][key]) == found[key]
            assert set(found["people"][key]) - aside == expected[key] - aside, (name, key)
            everybody[key] |= set(found["people"][key])
        assert found["D"] == found["N"] + found["T"] + found["O"] + found["B"]
    village_report = report("skdn", "--month", month)
    assert {key: set(village_report["people"][key]) for key in KEYS} == everybody


def test_ratios_are_those_of_the_numbers_to_one_decimal(report):
    found = report("skdn", "--month", "2026-10")
    for ratio, above, below in RATIOS:
        exact = 100 * found[above] / found[below]
        assert abs(found["ratios"][ratio] - exact) <= 0.05 + 1e-9


def test_form_f1_has_the_same_people_in_bands_of_their_age(village, report):
    skdn, form = report("skdn", "--month", "2026-10"), report("f1", "--month", "2026-10")
    base = sqlite3.connect(village)
    facts = {row[0]: row[1:] for row in base.execute("SELECT id, born_on, sex FROM person")}
    base.close()
    for line, key in {"s": "S", "k": "K", "d": "D", "n": "N", "t": "T", "o": "O", "b": "B", "dua_t": "two_t"}.items():
        cells = form["people"][line]
        assert sorted(person for ids in cells.values() for person in ids) == sorted(skdn["people"][key])
        assert form["lines"][line]["jumlah"] == skdn[key]
        for cell, ids in cells.items():
            first, last, sex = cell[1:].split("_")
            for person in ids:
                born, known_sex = facts[person]
                oldest = months_old(date.fromisoformat(born), date(2026, 10, 31))
                assert known_sex.lower() == sex
                assert int(first) <= oldest <= int(last) + 1
