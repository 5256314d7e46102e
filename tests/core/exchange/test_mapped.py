"""Any table: columns guessed, corrected, remembered; a hundred people of a list that somebody made by hand."""

import csv
from datetime import date, timedelta

import openpyxl
import pytest
from sqlalchemy import func, select

from core.errors import InputError
from core.exchange.import_run import run_import
from core.exchange.mapped import mapping_of, plan_import, read_headings
from core.store.journal import JournalEntry
from core.store.people import Family, Person
from core.store.visits import Measurement

TODAY = date(2026, 11, 25)
HEADINGS = ("NO", "NAMA LENGKAP WARGA", "L/P", "TTL", "IBU KANDUNG", "RT/RW", "NO. K.K.", "WA", "BB", "TGL TIMBANG")
RIGHT = {"Nama": "NAMA LENGKAP WARGA", "Telepon": "WA"}


def row(number, **changed):
    born = date(2022, 1, 5) + timedelta(days=number)
    return {
        "NO": number + 1,
        "NAMA LENGKAP WARGA": f"Warga {number:03d}",
        "L/P": "LP"[number % 2],
        "TTL": f"Garut, {born:%d-%m-%Y}",
        "IBU KANDUNG": f"Ibu {number // 2:03d}",
        "RT/RW": "03/01",
        "NO. K.K.": f"32050112{number // 2:08d}",
        "WA": f"0812{number:08d}",
        "BB": "",
        "TGL TIMBANG": "",
    } | changed


@pytest.fixture
def table(tmp_path):
    def write(rows, headings=HEADINGS, name="warga.csv", separator=";", encoding="utf-8-sig"):
        path = tmp_path / name
        if path.suffix == ".xlsx":
            book = openpyxl.Workbook()
            for line in (["Daftar warga RW 01"], [], headings, *([one.get(h, "") for h in headings] for one in rows)):
                book.active.append(list(line))
            book.save(path)
            return path
        with path.open("w", encoding=encoding, newline="") as file:
            out = csv.writer(file, delimiter=separator)
            out.writerows([headings, *([one.get(heading, "") for heading in headings] for one in rows)])
        return path

    return write


def counted(register):
    with register.reading() as session:
        return [session.scalar(select(func.count()).select_from(one)) for one in (Person, Family, JournalEntry)]


@pytest.mark.parametrize(
    ("name", "separator", "encoding"),
    [("a.csv", ";", "utf-8-sig"), ("b.csv", ",", "cp1252"), ("c.txt", "\t", "utf-16"), ("d.xlsx", "", "")],
)
def test_a_hundred_people_from_each_kind_of_table(register, table, name, separator, encoding):
    path = table([row(number) for number in range(100)], name=name, separator=separator, encoding=encoding)
    result = run_import(register, plan_import(register, path, RIGHT)).value
    assert (result.rows, result.imported, result.refused) == (100, 100, ())
    assert counted(register)[:2] == [100, 50]
    with register.reading() as session:
        person = session.scalars(select(Person).where(Person.name == "Warga 041")).one()
        assert (person.born_on, person.birth_place, person.phone) == (date(2022, 2, 15), "Garut", "081200000041")
        assert person.mother_name == "Ibu 020"
        assert session.execute(select(Family.rt, Family.rw).distinct()).all() == [("03", "01")]
    before = counted(register)
    again = run_import(register, plan_import(register, path, RIGHT)).value
    assert (again.unchanged, again.entry_id) == (100, None)
    assert counted(register) == before


def test_the_mapping_is_guessed_corrected_and_remembered(register, table):
    path = table([row(0)])
    guessed = mapping_of(register, read_headings(path))
    assert guessed["ttl"] == "TTL"
    assert guessed["sex"] == "L/P"
    assert "telepon" not in guessed
    with pytest.raises(InputError, match=r"Nama belum dipilih.*IBU KANDUNG"):
        plan_import(register, path)
    before = counted(register)
    plan = plan_import(register, path, RIGHT)
    assert counted(register) == before, "a preview remembers nothing"
    run_import(register, plan)
    assert counted(register)[-1] == before[-1] + 1
    later = table([row(number) for number in range(3)], name="bulan-depan.csv")
    assert mapping_of(register, read_headings(later))["telepon"] == "WA"
    assert plan_import(register, later).new == 2


def test_going_back_to_what_was_guessed_is_remembered_too(register, table):
    run_import(register, plan_import(register, table([row(0)]), RIGHT | {"Nama ibu": "NO"}))
    assert mapping_of(register, read_headings(table([row(1)])))["nama_ibu"] == "NO"
    again = table([row(2)])
    run_import(register, plan_import(register, again, {"Nama ibu": "IBU KANDUNG"}))
    assert mapping_of(register, read_headings(again))["nama_ibu"] == "IBU KANDUNG"


def test_headings_of_other_columns_show_what_stands_under_them(table):
    headings = read_headings(table([row(0), row(1)]))
    assert headings.names == HEADINGS
    assert headings.samples[1] == ("Warga 000", "Warga 001")
    shuffled = read_headings(table([row(0)], headings=tuple(reversed(HEADINGS)), name="lain.csv"))
    assert shuffled.signature == headings.signature


UNCLEAR = (
    "No;Nama;L/P;TTL;;Nama;;",
    "1;Putri Ayu;P;Garut, 01-01-2025;081;Dewi;;",
    "2;Bayu Aji;L;Garut, 02-02-2024;082;Sari;;0351",
)


def test_columns_without_a_heading_or_with_one_twice_have_names_and_can_be_used(register, tmp_path):
    path = tmp_path / "tanpa-judul.csv"
    path.write_text("\n".join(UNCLEAR), encoding="utf-8")
    headings = read_headings(path)
    own = ("No", "Nama", "L/P", "TTL")
    made_up = ("Kolom E (tanpa judul)", "Nama (kolom F)", "Kolom H (tanpa judul)")
    assert headings.names == (*own, *made_up[:2], "", made_up[2])
    assert headings.made_up == set(made_up)
    assert headings.samples[4] == ("081", "082")
    assert mapping_of(register, headings) == {"nama": "Nama", "sex": "L/P", "ttl": "TTL"}
    mapping = {"Telepon": "Kolom E (tanpa judul)", "Nama ibu": "Nama (kolom F)", "RT/RW (satu kolom)": made_up[2]}
    run_import(register, plan_import(register, path, mapping))
    with register.reading() as session:
        person = session.scalars(select(Person).where(Person.name == "Bayu Aji")).one()
        assert (person.phone, person.mother_name) == ("082", "Sari")
    assert mapping_of(register, headings)["telepon"] == "Kolom E (tanpa judul)"


def test_a_remembered_column_without_heading_that_is_gone_is_not_asked_for(register, tmp_path):
    path = tmp_path / "tanpa-judul.csv"
    path.write_text("\n".join(UNCLEAR), encoding="utf-8")
    run_import(register, plan_import(register, path, {"Telepon": "Kolom E (tanpa judul)"}))
    path.write_text("no;nama;L/P;TTL;Nama\n1;Eko;L;Garut, 03-03-2024;Wati", encoding="utf-8")
    assert mapping_of(register, read_headings(path)) == {"nama": "nama", "sex": "L/P", "ttl": "TTL"}
    assert plan_import(register, path).new == 1


def test_a_field_or_column_that_is_not_there_is_named(register, table):
    path = table([row(0)])
    with pytest.raises(InputError, match="Isian “Zodiak” tidak dikenal"):
        plan_import(register, path, {"Zodiak": "WA"})
    with pytest.raises(InputError, match="Kolom “NAMA” tidak ada"):
        plan_import(register, path, {"Nama": "NAMA"})
    with pytest.raises(InputError, match="Jenis kelamin"):
        plan_import(register, path, RIGHT | {"Jenis kelamin": ""})


def test_what_the_register_knows_stays(register, table):
    run_import(register, plan_import(register, table([row(0)]), RIGHT))
    changed = [row(0, WA="0899", **{"IBU KANDUNG": "Ibu Lain"})]
    plan = plan_import(register, table(changed, name="b.csv"), RIGHT)
    assert (plan.matched, plan.unchanged) == (0, 1)
    (note,) = plan.doubtful
    assert "Nama ibu di berkas Ibu Lain, di register Ibu 000" in note.reason
    assert "Telepon di berkas 0899" in note.reason


def test_weighings_come_along_when_their_columns_are_there(register, table):
    plan = plan_import(register, table([row(0, BB="12,5", **{"TGL TIMBANG": "05/10/2026"}), row(1)]), RIGHT)
    assert (plan.new, plan.visits) == (2, 1)
    run_import(register, plan)
    with register.reading() as session:
        visit = session.scalars(select(Measurement)).one()
        assert (visit.weight_g, visit.measured_on) == (12500, date(2026, 10, 5))


def test_refused_rows_are_listed(register, table):
    rows = [row(0), row(1, **{"TTL": "Garut"}), row(2, **{"L/P": ""}), row(3, **{"NAMA LENGKAP WARGA": "?"})]
    plan = plan_import(register, table(rows), RIGHT)
    assert [note.row for note in plan.refused] == [3, 4, 5]
    assert plan.new == 1


def test_a_table_without_headings(register, tmp_path):
    path = tmp_path / "angka.csv"
    path.write_text("1;2;3\n4;5;6\n")
    with pytest.raises(InputError, match="judul kolom"):
        plan_import(register, path, RIGHT)
