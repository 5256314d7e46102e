"""One deed for one import: it is taken back whole, and what happened since the preview is respected."""

from datetime import date

import openpyxl
import pytest
from sqlalchemy import select

from core.clock import Clock
from core.errors import InputError
from core.exchange.eppgbm import plan_import
from core.exchange.import_run import run_import
from core.exchange.siak import plan_import as plan_siak
from core.services.deeds.undoing import last_deeds, undo
from core.services.growth.measuring import save_visit
from core.services.people.people_search import search
from core.services.register import open_register
from core.services.setup import set_up
from core.services.trust.maintenance import check
from core.services.views import VisitFacts
from core.store.tables import FACT_TABLES

SIAK = ("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin", "SHDK", "RW", "RT")
CHILDREN = ("NIK", "Nama", "JK", "Tgl Lahir", "Nama Ortu", "RT", "RW", "Tanggal Pengukuran", "Berat", "Tinggi")


def book(path, headings, rows):
    workbook = openpyxl.Workbook()
    for row in (headings, *rows):
        workbook.active.append(list(row))
    workbook.save(path)
    return path


def villagers(kk="3201011200000001", status="Aktif"):
    return [
        (kk, "3201010101900001", "BUDI", status, "1990-01-01", "Lk", "Kepala Keluarga", "001", "002"),
        (kk, "3201014101920001", "SITI", "Aktif", "1992-01-01", "Pr", "Istri", "001", "002"),
    ]


def children(weight="9,8", day="2026-10-12"):
    return [
        ("", f"ANAK {n}", "LP"[n % 2], f"2025-0{n + 1}-03", "BUDI / SITI", "002", "001", day, weight, 78)
        for n in (1, 2)
    ]


def rows_of(register):
    with register.reading() as session:
        return {
            table.__tablename__: {
                row.id: {column.key: getattr(row, column.key) for column in table.__table__.columns}
                for row in session.scalars(select(table))
            }
            for table in FACT_TABLES
        }


def test_an_import_is_taken_back_whole_and_brought_back_again(register, tmp_path):
    run_import(register, plan_siak(register, book(tmp_path / "a.xlsx", SIAK, villagers())))
    before = rows_of(register)
    done = run_import(register, plan_import(register, book(tmp_path / "b.xlsx", CHILDREN, children()))).value
    after = rows_of(register)
    assert after != before
    back = undo(register, done.entry_id or "").value
    assert rows_of(register) == before
    assert search(register, "anak 1") == ()
    undo(register, back)
    assert rows_of(register) == after
    assert check(register).ok


def test_an_update_of_known_people_is_taken_back_too(register, tmp_path):
    run_import(register, plan_siak(register, book(tmp_path / "a.xlsx", SIAK, villagers())))
    before = rows_of(register)
    changed = [
        *villagers("3201011200000009", status="Mati"),
        ("3201011200000009", "", "ADI", "", "2020-01-01", "Lk", "Anak", "", ""),
    ]
    done = run_import(register, plan_siak(register, book(tmp_path / "b.xlsx", SIAK, changed))).value
    assert (done.imported, done.matched) == (1, 2)
    undo(register, done.entry_id or "")
    assert rows_of(register) == before
    assert check(register).ok


def test_what_was_built_upon_an_import_is_named(register, tmp_path):
    done = run_import(register, plan_import(register, book(tmp_path / "b.xlsx", CHILDREN, children()))).value
    (line,) = search(register, "anak 1", limit=1)
    save_visit(register, line.id, VisitFacts(date(2026, 11, 12), weight_g=10_000, confirmation_reason="uji"))
    with pytest.raises(InputError):
        undo(register, done.entry_id or "")


def test_a_weighing_saved_after_the_preview_is_not_written_twice(register, tmp_path):
    run_import(register, plan_import(register, book(tmp_path / "a.xlsx", CHILDREN, children())))
    plan = plan_import(register, book(tmp_path / "b.xlsx", CHILDREN, children("10,1", "2026-11-12")))
    assert plan.visits == 2
    (line,) = search(register, "anak 1", limit=1)
    save_visit(register, line.id, VisitFacts(date(2026, 11, 12), weight_g=10_100, confirmation_reason="uji"))
    result = run_import(register, plan).value
    assert (result.matched, result.visits) == (2, 2)
    visits = [row for row in rows_of(register)["measurement"].values() if row["person_id"] == line.id]
    assert sorted((row["measured_on"].month, row["weight_g"], row["length_mm"]) for row in visits) == [
        (10, 9800, 780),
        (11, 10_100, 780),
    ]


@pytest.mark.postgres
def test_an_import_is_the_same_on_a_server(empty_server, tmp_path):
    server = open_register(empty_server, who="uji", clock=Clock(date(2026, 11, 25)))
    set_up(server, posyandu="Melati", village="Sukamaju")
    path = book(tmp_path / "b.xlsx", CHILDREN, children())
    done = run_import(server, plan_import(server, path)).value
    assert (done.imported, done.visits) == (2, 2)
    assert run_import(server, plan_import(server, path)).value.unchanged == 2
    undo(server, done.entry_id or "")
    assert check(server).people == 0
    server.close()


def test_the_deed_stands_in_the_journal_with_its_numbers(register, tmp_path):
    run_import(register, plan_import(register, book(tmp_path / "b.xlsx", CHILDREN, children())))
    newest = last_deeds(register, 1)[0]
    assert newest.sentence == "Mengimpor 2 anak baru, 2 penimbangan dari b.xlsx"
    assert newest.can_undo
    run_import(register, plan_import(register, book(tmp_path / "c.xlsx", CHILDREN, children(day="2026-11-12"))))
    assert last_deeds(register, 1)[0].sentence == "Mengimpor 2 penimbangan dari c.xlsx"
    run_import(register, plan_siak(register, book(tmp_path / "d.xlsx", SIAK, villagers())))
    assert last_deeds(register, 1)[0].sentence == "Mengimpor 2 warga baru dari d.xlsx"
    run_import(register, plan_siak(register, book(tmp_path / "e.xlsx", SIAK, villagers(status="Mati"))))
    assert last_deeds(register, 1)[0].sentence == "Mengimpor 1 warga diperbarui dari e.xlsx"
