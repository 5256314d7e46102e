"""`import` for every kind of file: the same words and numbers, refusals by row, a mapping on the command line."""

import json

import openpyxl
import pytest

from ui.cli import main

TODAY = "2026-11-25"
SIAK = ("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tanggal Lahir", "Kelamin", "SHDK")
SIAK_ROWS = (
    ("3201011200000001", "3201010101900001", "BUDI", "Aktif", 32874, "Lk", "Kepala Keluarga"),
    ("3201011200000001", "3201014101920001", "SITI", "Aktif", "01-01-1992", "Pr", "Istri"),
    ("3201011200000001", "", "AISYAH", "Aktif", "2025-03-01", "Pr", "Anak"),
)


@pytest.fixture
def run(capsys, tmp_path):
    def call(*arguments):
        capsys.readouterr()
        words = ["import", *map(str, arguments), "--db", str(tmp_path / "desa.db"), "--today", TODAY]
        status = main(words)
        return status, *capsys.readouterr()

    return call


@pytest.fixture
def book(tmp_path):
    def write(*rows, name="data.xlsx"):
        workbook = openpyxl.Workbook()
        for row in rows:
            workbook.active.append(list(row))
        workbook.save(tmp_path / name)
        return tmp_path / name

    return write


def test_one_village_after_the_other_kind_of_file(run, book):
    status, out, err = run("siak", book(SIAK, *SIAK_ROWS))
    assert (status, err) == (0, "")
    assert out.startswith("3 baris: 3 baru, 0 diperbarui")
    children = ("Nama", "JK", "Tgl Lahir", "Nama Ortu", "Tanggal Pengukuran", "Berat")
    listed = book(children, ("AISYAH", "P", "2025-03-01", "BUDI / SITI", "2026-10-12", "9,8"), name="balita.xlsx")
    status, out, _ = run("eppgbm", listed, "--json")
    assert status == 0
    assert {key: json.loads(out)[key] for key in ("rows", "imported", "matched", "visits")} == {
        "rows": 1,
        "imported": 0,
        "matched": 1,
        "visits": 1,
    }
    weighed = book(("nama", "birth_date", "visit_date", "weight_kg"), ("Aisyah", "2025-03-01", "2026-11-12", 10.1))
    status, out, _ = run("growth-csv", weighed)
    assert status == 0
    assert "1 baris: 1 baru" in out
    assert "1 penimbangan" in out


def test_columns_are_named_on_the_command_line_and_remembered(run, book):
    table = book(("WARGA", "L/P", "LAHIR"), ("Siti", "P", "1992-01-01"))
    status, _, err = run("csv", table)
    assert (status, "Kolom untuk Nama" in err) == (2, True)
    mapping = ("--map", "Nama=WARGA", "--map", "Tanggal lahir=LAHIR")
    status, out, _ = run("csv", table, *mapping)
    assert (status, out.split(",")[0]) == (0, "1 baris: 1 baru")
    status, out, _ = run("csv", table)
    assert (status, "1 tetap" in out) == (0, True)


@pytest.mark.parametrize(
    ("arguments", "word"),
    [(("csv", "x.xlsx", "--map", "Nama"), "ISIAN=KOLOM"), (("dapodik", "x.xlsx"), "dapodik")],
)
def test_mistakes_of_typing_are_one_sentence(run, arguments, word):
    status, out, err = run(*arguments)
    assert (status, out) == (2, "")
    assert word in err
    assert err.count("\n") == 1


def test_a_dry_run_leaves_no_register(run, book, tmp_path):
    status, out, _ = run("siak", book(SIAK, *SIAK_ROWS), "--dry-run")
    assert (status, "belum ada yang disimpan" in out) == (0, True)
    assert not (tmp_path / "desa.db").exists()
