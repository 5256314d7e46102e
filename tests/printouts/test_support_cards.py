"""The kartu bantu on paper: every field has its place, the official measures hold, a leaf is a sheet."""

import csv
import re
from datetime import date, timedelta
from decimal import Decimal
from io import BytesIO
from itertools import pairwise
from pathlib import Path

import pytest

from core.errors import InputError
from core.rules.forms.catalogue import FORMS
from core.rules.forms.fields import Kind
from core.rules.sheet import Value
from core.words.findings import Severity
from core.words.steps import Step
from printouts.instrument_sheet import printed_fields
from printouts.paper import A4, F4
from printouts.support_cards import print_blank_cards, print_support_cards
from printouts.support_cards_cells import cell_of, head_text
from printouts.support_cards_layout import ROWS, front_of
from printouts.support_cards_table import CARDS, card_of
from tests.printouts.reading import read_pdf
from tests.printouts.seen import DAY, history, person, visit

LIST = Path(__file__).parents[1] / "vectors" / "fields.csv"
LISTED = [(row["form"], row["key"]) for row in csv.DictReader(LIST.read_text(encoding="utf-8").splitlines())]
FORM_OF = {form.key: form for form in FORMS}
CARD_OF = {key: card for card in CARDS for key in card.forms}
CARD_FORMS = [form for card in CARDS for form in card.forms]
SMALLEST = 6.0
TBC: dict[str, Value] = dict.fromkeys(("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact"), False)
CHILD: dict[str, Value] = {
    "age_months": 21, "weight_kg": Decimal("10.9"), "height_cm": Decimal(80), "measure": "L", "weight_letter": "T",
    "two_t": True, "bgm": True, "waz_category": "SK", "waz": Decimal("-3.21"), "haz_category": "P",
    "haz": Decimal("-2.30"), "muac_cm": Decimal("11.4"), "muac_category": "MERAH", "refer": True,
    "immunization_given": "DPT-HB-Hib 2, polio tetes 3, PCV 2", "education_topics": ("ASI", "MPASI", "TUMBUH"),
    "education_note": "Beri telur setiap hari, porsi kecil tapi sering", **TBC,
}  # fmt: skip
BAD = {"waz_category": Severity.RED, "haz_category": Severity.YELLOW, "muac_category": Severity.URGENT}


def sample(field):
    """An answer of the kind of the field, as large as it gets."""
    by_kind = {
        Kind.YES_NO: True,
        Kind.WHOLE: int(field.high or 99),
        Kind.DECIMAL: field.high or Decimal("-3.45"),
        Kind.DAY: date(2026, 10, 30),
        Kind.CLOCK: "08:30",
        Kind.TEXT: "ditulis tangan",
        Kind.CHOICE: field.choices[0].code if field.choices else "",
        Kind.SEVERAL: tuple(choice.code for choice in field.choices),
    }
    return by_kind[field.kind]


def stands_somewhere(form_key, field):
    """Whether an answer to this field alone leaves a mark on its card."""
    card = CARD_OF[form_key]
    if field.key == "visit_date":
        whose = history(visit(form_key, {}))
    else:
        whose = history(visit(form_key, {field.key: sample(field)}))
    [seen] = whose.visits
    cells = [cell_of(whose, seen, column, form_key) for column in (*card.front, *card.back)]
    blank = history(visit(form_key, {}))
    empty = [cell_of(blank, blank.visits[0], column, form_key) for column in (*card.front, *card.back)]
    heads = [head_text(whose, line, card.forms) for line in card.head]
    bare = [head_text(blank, line, card.forms) for line in card.head]
    is_head = heads != bare
    return is_head or cells != empty or (field.key == "visit_date" and any(cell.lines for cell in cells))


@pytest.mark.parametrize("form_key", list(dict.fromkeys(form for form, _ in LISTED)))
def test_every_field_of_the_list_is_printed_on_some_paper(form_key):
    form = FORM_OF[form_key]
    keys = [key for listed, key in LISTED if listed == form_key]
    if card_of(form_key) is None:
        printed = {field.key for field in printed_fields(form, with_private=True)}
        assert [key for key in keys if key not in printed] == []
        return
    assert [key for key in keys if not stands_somewhere(form_key, form.field(key))] == []


def own_marks(form_key, whose, seen):
    """What a visit leaves in the cells of its row beyond what a visit without answers leaves there."""
    card = CARD_OF[form_key]
    blank = visit(form_key, {}, on=seen.on)
    for column in (*card.front, *card.back):
        filled, empty = (cell_of(whose, one, column, form_key).lines for one in (seen, blank))
        yield from (line for line in filled if line not in empty)


@pytest.mark.parametrize("form_key", CARD_FORMS)
def test_every_answer_of_a_card_is_read_in_its_row_of_the_finished_paper(tmp_path, form_key):
    """One visit for each field alone, so that nothing but this field can have left the mark."""
    form = FORM_OF[form_key]
    keys = [key for listed, key in LISTED if listed == form_key and key != "visit_date"]
    days = {key: DAY - timedelta(days=31 * place) for place, key in enumerate(keys)}
    seen = {key: visit(form_key, {key: sample(form.field(key))}, on=on) for key, on in days.items()}
    whose = history(*(seen[key] for key in reversed(keys)))
    print_support_cards([whose], tmp_path / "kartu.pdf", printed_on=DAY)
    words = " ".join(side.words for side in read_pdf(tmp_path / "kartu.pdf"))
    heads = [head_text(whose, line, CARD_OF[form_key].forms) for line in CARD_OF[form_key].head]
    assert [word for text in heads for word in text.split() if word not in words] == []
    rows = [*pairwise(re.split(r"(\d\d-\d\d-\d\d)", words))]
    for key, on in days.items():
        # A cell may be cut short in front where the back has it whole; the age stands before the day.
        after = [part for day, part in rows if day == f"{on:%d-%m-%y}"]
        before = ["".join(part.split()[-1:]) for part, day in rows if day == f"{on:%d-%m-%y}"]
        row = _squeezed("".join([*after, *before]))
        marks = [*own_marks(form_key, whose, seen[key])]
        assert not marks or any(_squeezed(mark) in row for mark in marks), (key, marks, row)


def _squeezed(text):
    return "".join(text.split())


def test_the_list_and_the_catalogue_name_the_same_forms():
    assert {form for form, _ in LISTED} == {form.key for form in FORMS}
    assert len(CARD_FORMS) == len(set(CARD_FORMS)) == 6


@pytest.mark.parametrize(("key", "columns"), [("bumil", 19), ("nifas", 17), ("balita", 26), ("dewasa", 29)])
def test_the_front_has_as_many_columns_as_the_official_card(key, columns):
    assert len(CARD_OF[key].front) == columns


def test_the_official_measures_of_the_child_card_on_f4():
    sheet = front_of(CARD_OF["balita"], F4)
    assert (round(sheet.width, 1), round(sheet.height, 1)) == (935.4, 609.4)
    assert sheet.edges[:3] == pytest.approx((16.0, 40.6, 79.0), abs=0.05)
    assert sheet.edges[-2:] == pytest.approx((889.4, 918.6), abs=0.05)
    assert (sheet.rows, sheet.row) == pytest.approx((316.5, 14.4), abs=0.05)
    assert ROWS == 18


@pytest.mark.parametrize("paper", [F4, A4], ids=lambda one: one.name)
def test_blank_cards_are_whole_and_can_be_read(tmp_path, paper):
    out = tmp_path / "kosong.pdf"
    assert print_blank_cards(out, printed_on=DAY, paper=paper) == len(CARDS)
    sides = read_pdf(out)
    assert len(sides) == 2 * len(CARDS)
    for side in sides:
        _is_sound(side, paper)
        for step in Step:
            assert f"L{step.value} {step.label}" in side.words
    words = " ".join(side.words for side in sides)
    assert "None" not in words
    assert "…" not in words
    for card in CARDS:
        assert card.title in words


def _is_sound(side, paper):
    """Everything is on the sheet, nothing is printed over anything else, nothing is too small."""
    assert side.size == pytest.approx(paper.landscape.size, abs=0.5)
    assert side.collisions() == []
    assert min(letter.size for letter in side.letters) >= SMALLEST
    boxes = [letter.box for letter in side.letters]
    assert min(box[0] for box in boxes) > 8
    assert min(box[1] for box in boxes) > 8
    assert max(box[2] for box in boxes) < side.size[0] - 8
    assert max(box[3] for box in boxes) < side.size[1] - 8


@pytest.mark.parametrize("paper", [F4, A4], ids=lambda one: one.name)
def test_a_filled_card_says_it_in_letters_and_in_words(tmp_path, paper):
    seen = visit("balita", CHILD, severities=BAD, reasons=("Sangat kurang (BB/U)", "LiLA <11,5"))
    whose = history(seen, who=person(name="Arkana Ramadhan", nik_masked="3201********0002"))
    out = tmp_path / "kartu.pdf"
    assert print_support_cards([whose], out, printed_on=DAY, paper=paper) == 1
    front, back = read_pdf(out)
    for side in (front, back):
        _is_sound(side, paper)
    for part in (
        "Arkana Ramadhan",
        "3201********0002",
        "25-11-26",
        "10,9",
        "80 L",
        "T 2T",
        "BGM",
        "−3,21",
        "Merah",
        "PKM",
    ):
        assert part in front.words
    whole = (
        "DPT-HB-Hib 2, polio",
        "MP-ASI protein hewani",
        "Beri telur setiap hari",
        "Puskesmas",
        "Sangat kurang (BB/U)",
    )
    for part in whole:
        assert part in back.words


def test_a_kader_reads_no_diagnosis_in_whole_words(tmp_path):
    values: dict[str, Value] = {"hb_result": "ANEMIA", "tbc_result": "BUKAN_TERDUGA", **TBC}
    out = tmp_path / "kartu.pdf"
    print_support_cards([history(visit("bumil", values), sees_diagnoses=False)], out, printed_on=DAY)
    _, back = read_pdf(out)
    assert "Darah perlu diperiksa" in back.words


def test_nineteen_visits_are_two_sheets_and_every_visit_stands_on_one(tmp_path):
    days = [DAY - timedelta(days=30 * place) for place in range(19)][::-1]
    whose = history(*(visit("dewasa", {"weight_kg": Decimal(60 + place)}, on=on) for place, on in enumerate(days)))
    out = tmp_path / "kartu.pdf"
    assert print_support_cards([whose], out, printed_on=DAY) == 2
    sides = read_pdf(out)
    assert len(sides) == 4
    assert "lembar 2 dari 2" in sides[2].words
    for place, on in enumerate(days):
        assert f"{on:%d-%m-%y} {60 + place}" in sides[0 if place < ROWS else 2].words


def test_long_notes_never_push_a_leaf_over_its_back(tmp_path):
    long = " ".join(["Porsi kecil tapi sering, telur setiap hari, sayur dari kebun."] * 5)
    days = [DAY - timedelta(days=30 * place) for place in range(18)][::-1]
    whose = history(*(visit("balita", {"education_note": long}, on=on) for on in days))
    out = tmp_path / "kartu.pdf"
    leaves = print_support_cards([whose], out, printed_on=DAY)
    sides = read_pdf(out)
    assert len(sides) == 2 * leaves
    assert leaves > 1
    backs = "".join("".join(side.text.split()) for side in sides[1::2])
    assert backs.count("".join(long.split())) == len(days)
    for side in sides:
        _is_sound(side, F4)


def test_visits_of_a_mother_stand_on_the_card_of_their_day(tmp_path):
    whose = history(
        visit("bumil", {"weight_kg": Decimal("57.5")}, on=date(2026, 3, 2)),
        visit("nifas", {"weight_kg": Decimal("54.5")}, on=date(2026, 9, 2)),
    )
    out = tmp_path / "kartu.pdf"
    assert print_support_cards([whose], out, printed_on=DAY) == 2
    titles = [side.words.split(" sisi ")[0] for side in read_pdf(out)]
    assert "Ibu Hamil" in titles[0]
    assert "Ibu Nifas" in titles[2]


def test_puma_of_the_same_day_stands_on_the_card_with_its_points(tmp_path):
    seen = visit("dewasa", {"puma_score": 7}, others={"puma": {"pack_years": Decimal("31.50"), "puma_cough": True}})
    card = CARD_OF["dewasa"]
    whose = history(seen)
    texts = {column.heading: cell_of(whose, seen, column, "dewasa").lines for column in card.front if column.group}
    assert (texts["Merokok"], texts["Batuk"], texts["Skor"]) == (("31,50",), ("Ya",), ("7",))
    assert texts["Jenis kelamin"] == ("0",)


def test_without_a_visit_the_card_of_today_is_there_with_its_head(tmp_path):
    out = BytesIO()
    assert print_support_cards([history(card="lansia")], out, printed_on=DAY) == 1


def test_nobody_is_said_and_leaves_no_file(tmp_path):
    out = tmp_path / "kartu.pdf"
    with pytest.raises(InputError, match="Belum ada orang"):
        print_support_cards([], out, printed_on=DAY)
    assert not out.exists()
    with pytest.raises(InputError, match="Kartu puma tidak ada"):
        print_blank_cards(out, printed_on=DAY, form_key="puma")


def test_the_same_visits_are_the_same_file(tmp_path):
    whose = history(visit("balita", CHILD))
    one, other = tmp_path / "a.pdf", tmp_path / "b.pdf"
    for out in (one, other):
        print_support_cards([whose], out, printed_on=DAY)
    assert one.read_bytes() == other.read_bytes()
