"""Weighings for children of the register, found by NIK, by name and birth date, or by the mother's name."""

from datetime import date

import pytest

from core.exchange.growth_list import plan_import
from core.exchange.import_run import run_import
from core.services.day.attending import come
from core.services.day.open_day import open_day
from core.services.growth.measuring import growth_history, save_visit
from core.services.setup import list_posyandu
from core.services.views import VisitFacts
from core.store.visits import PosyanduDay
from core.words.people import Posture, Sex
from tests.register_state import register_state

HEAD = "nik,nama,birth_date,sex,visit_date,weight_kg,lenhei_cm,measure,muac_cm,oedema"


@pytest.fixture
def bring(register, tmp_path):
    def run(*lines, head=HEAD, **options):
        path = tmp_path / "timbang.csv"
        path.write_text("\n".join([head, *lines]), encoding="utf-8")
        return run_import(register, plan_import(register, path), **options).value

    return run


def test_children_are_found_by_number_or_by_name_and_birth_date(register, add_child, bring):
    one = add_child("Aisyah Putri", nik="3201014103260001")
    two = add_child("Budi Santoso", "2025-01-09", Sex.MALE)
    lines = (
        "3201014103260001,,,,2026-10-12,7.4,66.0,L,,",
        ",BUDI SANTOSO,2025-01-09,L,2026-10-12,11.2,82,H,14.5,n",
        f"{two},,,,2026-11-12,11.4,,,,",
    )
    result = bring(*lines, head=HEAD.replace("nik", "child_id", 1))
    assert (result.rows, result.imported, result.refused) == (3, 3, ())
    visits = [visit.facts for visit in growth_history(register, two).visits]
    assert [(visit.weight_g, visit.length_mm, visit.posture) for visit in visits] == [
        (11_200, 820, Posture.STANDING),
        (11_400, None, None),
    ]
    assert growth_history(register, one).visits[0].facts.posture is Posture.LYING
    again = bring(*lines, head=HEAD.replace("nik", "child_id", 1))
    assert (again.imported, again.unchanged, again.entry_id) == (0, 3, None)


def test_nobody_new_is_made_of_a_weighing(register, add_child, bring):
    add_child("Aisyah Putri")
    add_child("Aisyah Putri", sex=Sex.MALE)
    lines = (
        ",Citra,2025-01-09,P,2026-10-12,11.2,,,,",
        ",Aisyah Putri,2026-03-01,P,2026-10-12,7.2,,,,",
        ",,,P,2026-10-12,7.2,,,,",
        ",Dedi,2025-01-09,L,2024-10-12,7.2,,,,",
        ",Dedi,2025-01-09,L,2026-10-12,,,,,",
    )
    result = bring(*lines)
    assert not result.is_written
    assert [note.row for note in result.refused] == [2, 3, 4, 5, 6]
    said = [note.reason for note in result.refused]
    for words, reason in zip(
        ("tidak ada di register", "lebih dari satu", "anak yang mana", "sebelum lahir", "diukur"), said, strict=True
    ):
        assert words in reason


def test_a_second_list_fills_what_the_first_left_blank(register, add_child, bring):
    child = add_child("Aisyah Putri", nik="3201014103260001")
    bring("3201014103260001,,,,2026-10-12,7.4,,,,")
    result = bring("3201014103260001,,2026-03-02,L,2026-10-12,7.9,66,L,,")
    assert (result.matched, result.visits) == (1, 1)
    (note,) = result.doubtful
    for words in ("di register 1 Maret 2026", "di register perempuan", "Berat 12-10-2026"):
        assert words.casefold() in note.reason.casefold()
    facts = growth_history(register, child).visits[0].facts
    assert (facts.measured_on, facts.weight_g, facts.length_mm) == (date(2026, 10, 12), 7400, 660)


def _lock(register, day_id):
    with register.database.scratch() as session:
        session.get_one(PosyanduDay, day_id).locked_at = "2026-10-12T12:00:00"


def test_a_day_that_the_bidan_has_locked_stays_as_it_is_and_the_preview_says_so(register, add_child, tmp_path):
    weighed, only_seen = add_child("Aisyah Putri", nik="3201014103260001"), add_child("Budi", "2025-01-09", Sex.MALE)
    on = date(2026, 10, 12)
    day_id = open_day(register, list_posyandu(register)[0].id, on).value.id
    save_visit(register, weighed, VisitFacts(on, weight_g=7_400), day_id=day_id)
    come(register, day_id, only_seen)
    _lock(register, day_id)
    before = register_state(register)
    path = tmp_path / "timbang.csv"
    rows = ("3201014103260001,,,,2026-10-12,7.4,66,L,,", ",Budi,2025-01-09,L,2026-10-12,11.2,,,,")
    path.write_text("\n".join([HEAD, *rows]), encoding="utf-8")
    plan = plan_import(register, path)
    assert (plan.visits, plan.unchanged) == (0, 2)
    assert [note.name for note in plan.doubtful] == ["Aisyah Putri", "Budi"]
    for note in plan.doubtful:
        assert "Hari buka 12 Oktober 2026 sudah dikunci bidan" in note.reason
    run_import(register, plan)
    assert register_state(register) == before
