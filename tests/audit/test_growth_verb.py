"""The growth verb against the card's rules written a second time, over random villages."""

import csv
import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from tests.audit.card_rules import P5_TWO_MONTHS_G, kbm_g, letters, months_old
from ui.cli import main

TODAY = date(2026, 11, 25)
COLUMNS = ("note", "visit_date", "weight_kg", "child_id", "sex", "birth_date")
NOTES = ("", "a,b", 'kata "ibu"', "  dua spasi ", "dua\nbaris", "é")
Row = dict[str, str]


def random_village(seed: int, children: int = 60) -> list[Row]:
    """Interleaved rows with gaps, several visits a month, month 0, and children past 60 months."""
    rng = random.Random(seed)
    rows: dict[tuple[str, str], Row] = {}
    for child in range(children):
        sex = rng.choice("LP")
        born_on = date(2018, 1, 1) + timedelta(days=rng.randrange(2500))
        on = born_on + timedelta(days=rng.choice((2, 10, 40, 200, 600, 1700)))
        grams = 3000 + 14 * (on - born_on).days if (on - born_on).days < 300 else 8000
        for _ in range(rng.randrange(2, 22)):
            least = kbm_g(sex, months_old(born_on, on)) or 200
            grams = max(2000, grams + rng.choice((least, least, least + 100, least - 100, 0, -100)))
            weight = "" if rng.random() < 0.04 else f"{grams / 1000:.2f}"
            if on <= TODAY:
                facts = (rng.choice(NOTES), on.isoformat(), weight, f"anak {child}", sex, born_on.isoformat())
                rows[f"anak {child}", on.isoformat()] = dict(zip(COLUMNS, facts, strict=True))
            on += timedelta(days=rng.choice((30, 30, 31, 28, 9, 61, 95)))
    shuffled = list(rows.values())
    rng.shuffle(shuffled)
    return shuffled


def judged(folder: Path, rows: list[Row]) -> list[Row]:
    source, goal = folder / "in.csv", folder / "out.csv"
    with source.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, COLUMNS)
        writer.writeheader()
        writer.writerows(rows)
    assert main(["growth", str(source), str(goal), "--today", TODAY.isoformat()]) == 0
    with goal.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def of_children(rows: list[Row]) -> dict[str, list[Row]]:
    children: dict[str, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["visit_date"]):
        children.setdefault(row["child_id"], []).append(row)
    return children


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_letters_gains_and_2t_are_those_of_the_card(tmp_path, seed):
    rows = judged(tmp_path, random_village(seed))
    seen: set[tuple[str, str, str]] = set()
    for history in of_children(rows).values():
        born_on = date.fromisoformat(history[0]["birth_date"])
        weighings = [
            (date.fromisoformat(row["visit_date"]), round(float(row["weight_kg"]) * 1000), place)
            for place, row in enumerate(history)
            if row["weight_kg"]
        ]
        expected: dict[object, tuple[str, str, str]] = dict.fromkeys(range(len(history)), ("", "", ""))
        for month in letters(history[0]["sex"], born_on, weighings).values():
            gain = "" if month.gain_g is None else str(month.gain_g)
            expected[month.key] = (month.letter, gain, str(int(month.is_two_t)))
        found = {
            place: (row["letter"], row["gain_g"], row["two_t"] if row["letter"] else "")
            for place, row in enumerate(history)
        }
        assert found == expected
        seen.update(found.values())
    assert {letter for letter, _, _ in seen} == {"", "B", "O", "N", "T"}
    assert any(two_t == "1" for _, _, two_t in seen)


def test_every_row_comes_back_in_its_place_untouched(tmp_path):
    rows = random_village(4)
    back = judged(tmp_path, rows)
    assert [{name: row[name] for name in COLUMNS} for row in back] == rows


@pytest.mark.parametrize("sex", ["L", "P"])
@pytest.mark.parametrize("start", range(21))
def test_faltering_begins_one_gram_below_the_printed_fifth_centile(tmp_path, sex, start):
    """Two weighings two months apart; WHO 2009 prints the limit in whole grams, the limit itself is not below it."""
    first, second = (date(2023 + (month // 12), month % 12 + 1, 15) for month in (start, start + 2))
    rows = [
        dict(zip(COLUMNS, ("", on.isoformat(), f"{grams / 1000:.3f}", f"{below}", sex, "2023-01-15"), strict=True))
        for below in (0, 1)
        for on, grams in ((first, 6000), (second, 6000 + P5_TWO_MONTHS_G[sex][start] - below))
    ]
    assert [row["faltering"] for row in judged(tmp_path, rows)] == ["", "0", "", "1"]


CUTS = {
    "waz": ((-3, "Berat badan sangat kurang"), (-2, "Berat badan kurang"), (1, "Berat badan normal")),
    "haz": ((-3, "Sangat pendek"), (-2, "Pendek"), (3, "Normal")),
    "whz": ((-3, "Gizi buruk"), (-2, "Gizi kurang"), (1, "Gizi baik"), (2, "Berisiko gizi lebih"), (3, "Gizi lebih")),
}
CUTS["baz"] = CUTS["whz"]
ABOVE = {"waz": "Risiko berat badan lebih", "haz": "Tinggi", "whz": "Obesitas", "baz": "Obesitas"}


def named(index: str, z: float) -> str:
    """The category of Permenkes 2/2020: a line of deficit belongs to the better side, so does a line of excess."""
    for line, name in CUTS[index]:
        if z < line or (line > 0 and z == line):
            return name
    return ABOVE[index]


def test_categories_follow_from_the_written_z(tmp_path):
    rng = random.Random(9)
    source, goal = tmp_path / "in.csv", tmp_path / "out.csv"
    lines = ["sex,age_days,weight_kg,lenhei_cm,oedema"]
    for _ in range(1500):
        days = rng.randrange(1826)
        length = 50 + days / 1826 * 58 + rng.gauss(0, 5)
        weight = 16 * (length / 100) ** 2 * rng.uniform(0.65, 1.5)
        lines.append(f"{rng.choice('LP')},{days},{weight:.1f},{length:.1f},{'y' if rng.random() < 0.02 else ''}")
    source.write_text("\n".join(lines) + "\n", encoding="utf-8")
    assert main(["growth", str(source), str(goal)]) == 0
    with goal.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    for row in rows:
        for index in CUTS:
            expected = named(index, float(row[index])) if row[index] else ""
            if index == "whz" and row["oedema"]:
                expected = "Gizi buruk (edema)"
            assert row[f"{index}_category"] == expected
        assert (row["bgm"], row["orange"]) == (
            ("", "") if not row["waz"] else (str(int(float(row["waz"]) < -2)), str(int(float(row["waz"]) > 1)))
        )
    assert {row["whz_category"] for row in rows} >= {name for _, name in CUTS["whz"]} | {"Obesitas"}
