"""A day without power: the paper's rows and codes, and typing them afterwards in their order."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.day.attending import come
from core.services.day.open_day import move_day, open_day
from core.services.day.paper_entry import PaperGroup, code_of, next_to_type, prepare_rows, row_named, rows_of
from core.services.deeds.undoing import last_deeds
from core.services.growth.measuring import save_visit
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.setup import list_posyandu
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store.people import Person
from core.words.people import LifeStatus, Sex

TODAY = date(2026, 11, 25)
HELD = date(2026, 11, 24)


@pytest.fixture
def unit(register):
    return list_posyandu(register)[0].id


@pytest.fixture
def day_id(register, unit):
    return open_day(register, unit, HELD).value.id


@pytest.fixture
def village(register, add_child):
    """Two children of two dusun, a mother-to-be and an old man."""
    people = {
        "Zaki": add_child("Zaki", "2025-02-01", Sex.MALE, dusun="Krajan"),
        "Ani": add_child("Ani", "2025-03-01", dusun="Sawah"),
        "Siti": add_child("Siti", "1998-01-01", dusun="Sawah"),
        "Mbah Karso": add_child("Mbah Karso", "1950-01-01", Sex.MALE, dusun="Krajan"),
        "Pelajar": add_child("Pelajar", "2012-01-01", dusun="Krajan"),
    }
    open_pregnancy(register, people["Siti"], PregnancyForm(hpht_on=date(2026, 6, 1), opened_on=date(2026, 8, 1)))
    return people


def test_the_stored_order_is_the_printed_order(register, day_id, village):
    assert rows_of(register, day_id) == ()
    printed = prepare_rows(register, day_id).value
    assert [row.name for row in printed] == ["Zaki", "Ani", "Siti", "Mbah Karso"]
    assert [row.number for row in printed] == [1, 2, 3, 4]
    assert [row.group for row in printed] == [PaperGroup.CHILDREN] * 2 + [PaperGroup.GROWN] * 2
    assert rows_of(register, day_id) == printed
    assert last_deeds(register, 1)[0].sentence.startswith("Menyiapkan register kertas")
    assert check(register).ok


def test_printed_again_numbers_and_codes_stay_and_newcomers_stand_below_their_group(
    register, day_id, village, add_child
):
    before = prepare_rows(register, day_id).value
    add_child("Aaron", "2025-05-01", Sex.MALE, dusun="Gunung")
    after = prepare_rows(register, day_id).value
    assert [(row.number, row.name) for row in after] == [
        (1, "Zaki"), (2, "Ani"), (5, "Aaron"), (3, "Siti"), (4, "Mbah Karso"),
    ]  # fmt: skip
    assert {row.code for row in before} < {row.code for row in after}
    assert prepare_rows(register, day_id).changed == frozenset()


def test_what_is_known_is_filled_in(register, unit, day_id, village):
    open_day(register, unit, date(2026, 10, 20))
    for on, grams in ((date(2026, 9, 20), 9_000), (date(2026, 10, 20), 9_300)):
        save_visit(register, village["Zaki"], VisitFacts(on, weight_g=grams))
    save_visit(register, village["Ani"], VisitFacts(date(2026, 9, 20), weight_g=8_800))
    zaki, ani, siti, _ = prepare_rows(register, day_id).value
    assert (zaki.last_weight_g, zaki.target_g, zaki.age) == (9_300, 9_500, "21 bln 23 hr")
    assert (ani.last_weight_g, ani.target_g) == (8_800, None)
    assert siti.due == "Hamil 25 minggu: bawa Buku KIA, dilihat K ke berapa"


def test_a_row_is_found_by_its_code_and_slips_are_caught(register, unit, day_id, village):
    rows = prepare_rows(register, day_id).value
    for row in rows:
        assert row_named(register, day_id, row.code).person_id == row.person_id
        assert row_named(register, day_id, row.code.replace("-", "").lower()).person_id == row.person_id
    wrong = rows[1].code[:-1] + ("A" if rows[1].code[-1] != "A" else "B")
    other_day = code_of(2, date(2026, 10, 24))
    for code in (wrong, other_day, "2", "", "99-K"):
        with pytest.raises(InputError, match="tidak cocok"):
            row_named(register, day_id, code)
    with pytest.raises(InputError, match="belum pernah dicetak"):
        row_named(register, open_day(register, unit, date(2026, 11, 1)).value.id, rows[0].code)


def test_no_code_of_a_sheet_fits_another_row_or_another_month():
    days = [date(2026 + month // 12, month % 12 + 1, 10) for month in range(24)]
    assert len({code_of(number, days[0]) for number in range(1, 400)}) == 399
    for number in range(1, 200):
        assert len({code_of(number, on) for on in days}) == len(days)


def test_typing_goes_on_behind_the_last_row_and_skips_what_is_typed(register, day_id, village):
    rows = prepare_rows(register, day_id).value
    assert next_to_type(rows) == rows[0]
    come(register, day_id, village["Ani"])
    rows = rows_of(register, day_id)
    assert [row.is_typed for row in rows] == [False, True, False, False]
    following = next_to_type(rows, village["Zaki"])
    assert following is not None
    assert following.name == "Siti"
    first = next_to_type(rows, village["Mbah Karso"])
    assert first is not None
    assert first.name == "Zaki"
    assert next_to_type([row for row in rows if row.is_typed]) is None


def test_codes_hold_when_the_day_gets_its_true_date_and_the_dead_leave_their_number(register, day_id, village):
    printed = prepare_rows(register, day_id).value
    move_day(register, day_id, date(2026, 11, 23))
    assert [row.code for row in rows_of(register, day_id)] == [row.code for row in printed]
    with register.database.scratch() as session:
        row = session.get_one(Person, village["Ani"])
        row.status, row.status_changed_on = LifeStatus.DEAD, date(2026, 11, 1)
    assert [(row.number, row.name) for row in rows_of(register, day_id)] == [
        (1, "Zaki"), (3, "Siti"), (4, "Mbah Karso"),
    ]  # fmt: skip


def test_a_double_entry_that_was_merged_stands_as_the_one_that_was_kept(register, day_id, village, add_child):
    twin = add_child("Ani P", "2025-03-01", dusun="Sawah")
    printed = prepare_rows(register, day_id).value
    code = next(row.code for row in printed if row.person_id == twin)
    with register.database.scratch() as session:
        session.get_one(Person, twin).merged_into_id = village["Ani"]
    assert row_named(register, day_id, code).person_id == village["Ani"]


def test_an_empty_village_has_no_paper(register, day_id):
    with pytest.raises(InputError, match="Daftarkan warga"):
        prepare_rows(register, day_id)
