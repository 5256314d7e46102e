"""Lists of Dukcapil as one table, and the Buku Induk Penduduk grouped by family: a hundred people, nobody lost."""

from collections import Counter
from datetime import date, datetime, timedelta

import openpyxl
import pytest
import xlwt
from sqlalchemy import func, select

from core.errors import InputError
from core.exchange.import_run import run_import
from core.exchange.siak import plan_import
from core.store.journal import JournalEntry
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus, MaritalStatus, Sex

TODAY = date(2026, 11, 25)
HEADINGS = (
    *("Nomor KK", "NIK", "Nama Penduduk", "Status", "Tempat Lahir", "Tanggal Lahir", "Kelamin", "NIK Ayah", "Ayah"),
    *("NIK Ibu", "Ibu", "Status Kawin", "SHDK", "Pendidikan", "Pekerjaan", "Agama", "Gol. Darah", "Alamat", "RW", "RT"),
)
GROUPED = ("No", "Nama Lengkap", "NIK", "JK", "Tempat, Tgl Lahir", "SHDK", "Status Kawin", "Ayah", "Ibu")


def people(families=25):
    """Father, mother and two children in each family, by SIAK's columns."""
    rows = []
    for number in range(families):
        born = [
            date(1985, 1, 1) + timedelta(days=37 * number),
            date(1988, 3, 3) + timedelta(days=29 * number),
            date(2015, 5, 5) + timedelta(days=11 * number),
            date(2023, 2, 1) + timedelta(days=13 * number),
        ]
        niks = [
            f"32010{place}{day.day + 40 * (place % 2):02d}{day:%m%y}{number + 1:04d}" for place, day in enumerate(born)
        ]
        names = (f"BAPAK {number:02d}", f"IBU {number:02d}", f"ANAK {number:02d} A", f"ANAK {number:02d} B")
        for place, name in enumerate(names):
            is_child = place > 1
            rows.append(
                {
                    "Nomor KK": f"32010112{number:08d}",
                    "NIK": niks[place],
                    "Nama Penduduk": name,
                    "Status": "Aktif",
                    "Tempat Lahir": "BANDUNG",
                    "Tanggal Lahir": born[place],
                    "Kelamin": ("Lk", "Pr")[place % 2],
                    "NIK Ayah": niks[0] if is_child else "",
                    "Ayah": names[0] if is_child else f"KAKEK {number}",
                    "NIK Ibu": niks[1] if is_child else "",
                    "Ibu": names[1] if is_child else f"NENEK {number}",
                    "Status Kawin": ("Kawin", "Kawin", "Belum Kawin", "Belum Kawin")[place],
                    "SHDK": ("Kepala Keluarga", "Istri", "Anak", "Anak")[place],
                    "Pendidikan": "SLTA/SEDERAJAT",
                    "Pekerjaan": "PETANI/PEKEBUN",
                    "Agama": "ISLAM",
                    "Gol. Darah": "O",
                    "Alamat": f"KP. SUKAMAJU NO {number}",
                    "RW": "003",
                    "RT": f"{number % 4 + 1:03d}",
                }
            )
    return rows


def serial(day):
    return (day - date(1899, 12, 30)).days


def old_workbook(rows, path):
    """A real .xls of 97 to 2003; birth dates as serial numbers, some as dates, a title above."""
    book = xlwt.Workbook()
    sheet = book.add_sheet("DATA")
    as_date = xlwt.easyxf(num_format_str="DD-MM-YYYY")
    sheet.write(0, 0, "DATA PENDUDUK DESA SUKAMAJU")
    for column, heading in enumerate(HEADINGS):
        sheet.write(3, column, heading)
    for place, row in enumerate(rows):
        for column, heading in enumerate(HEADINGS):
            value = row[heading]
            if heading == "Tanggal Lahir" and place % 3 == 0:
                sheet.write(place + 4, column, datetime.combine(value, datetime.min.time()), as_date)
            else:
                sheet.write(place + 4, column, serial(value) if isinstance(value, date) else value)
    book.save(str(path))
    return path


def grouped_workbook(rows, path, families_a_sheet=13):
    """Buku Induk Penduduk: a `No. KK` line, its own heading and a total for each family; signatures at the end."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    by_kk: dict[str, list[dict[str, object]]] = {row["Nomor KK"]: [] for row in rows}
    for row in rows:
        by_kk[row["Nomor KK"]].append(row)
    families = list(by_kk.items())
    for start in range(0, len(families), families_a_sheet):
        sheet = book.create_sheet(f"RT {start}")
        sheet.append(["BUKU INDUK PENDUDUK"])
        sheet.append(["Desa : Sukamaju"])
        for kk, family in families[start : start + families_a_sheet]:
            first = family[0]
            sheet.append([])
            house = f"Alamat : {first['Alamat']} RT : {first['RT']} RW : {first['RW']}"
            sheet.append(["", f"No. KK : {kk}", "", house])
            sheet.append(GROUPED)
            for number, row in enumerate(family, 1):
                birth = f"{row['Tempat Lahir']}, {row['Tanggal Lahir']:%d-%m-%Y}"
                facts = [row["Nama Penduduk"], row["NIK"], row["Kelamin"], birth]
                sheet.append([number, *facts, row["SHDK"], row["Status Kawin"], row["Ayah"], row["Ibu"]])
            sheet.append(["", f"Jumlah Anggota Keluarga : {len(family)} orang"])
        sheet.append(["", "Sukamaju, 1 November 2026"])
        sheet.append(["", "Kepala Desa"])
        sheet.append(["", "H. AMIR"])
    book.save(path)
    return path


@pytest.fixture
def bring(register):
    def run(path, **options):
        return run_import(register, plan_import(register, path), **options).value

    return run


def counted(register):
    with register.reading() as session:
        tables = (Person, Family, FamilyMember, JournalEntry)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def test_an_old_workbook_of_dukcapil_comes_in_whole(register, tmp_path, bring):
    rows = people()
    result = bring(old_workbook(rows, tmp_path / "siak.xls"))
    assert (result.rows, result.imported, result.refused, result.doubtful) == (100, 100, (), ())
    with register.reading() as session:
        born = {person.name: person.born_on for person in session.scalars(select(Person))}
        assert born == {row["Nama Penduduk"]: row["Tanggal Lahir"] for row in rows}
        child = session.scalars(select(Person).where(Person.name == "ANAK 07 B")).one()
        mother = session.get_one(Person, child.mother_id)
        assert (mother.name, mother.sex, mother.marital_status) == ("IBU 07", Sex.FEMALE, MaritalStatus.MARRIED)
        roles = Counter(session.scalars(select(FamilyMember.role)))
        assert roles == {FamilyRole.HEAD: 25, FamilyRole.WIFE: 25, FamilyRole.CHILD: 50}
        family = session.scalars(select(Family).where(Family.kk_number == rows[0]["Nomor KK"])).one()
        assert (family.address, family.rw, family.rt) == ("KP. SUKAMAJU NO 0", "003", "001")


def test_the_book_grouped_by_family_is_the_same_village(register, tmp_path, bring):
    """Two sheets, a heading, a `No. KK` line and a total for each family, and signatures: all known, none lost."""
    bring(old_workbook(people(), tmp_path / "siak.xls"))
    before = counted(register)
    result = bring(grouped_workbook(people(), tmp_path / "induk.xlsx"))
    assert (result.rows, result.imported, result.matched, result.unchanged) == (100, 0, 0, 100)
    assert result.refused == ()
    assert counted(register) == before


def test_the_grouped_book_alone_makes_the_families(register, tmp_path, bring):
    path = grouped_workbook(people(), tmp_path / "induk.xlsx")
    result = bring(path)
    assert (result.rows, result.imported, result.refused) == (100, 100, ())
    assert counted(register)[:3] == [100, 25, 100]
    with register.reading() as session:
        families = session.scalars(select(Family)).all()
        assert {family.kk_number for family in families} == {row["Nomor KK"] for row in people()}
        assert {(family.rw, family.address[:12]) for family in families} == {("003", "KP. SUKAMAJU")}
    before = counted(register)
    again = bring(path)
    assert (again.unchanged, again.entry_id) == (100, None)
    assert counted(register) == before


def test_a_refused_row_is_named_by_row_and_sheet(register, tmp_path, bring):
    rows = people()
    rows[1]["Kelamin"] = ""
    rows[60]["Tanggal Lahir"] = date(2027, 1, 1)
    path = grouped_workbook(rows, tmp_path / "induk.xlsx")
    before = counted(register)
    stopped = bring(path)
    assert not stopped.is_written
    assert counted(register) == before
    first, second = stopped.as_json()["refused"]
    assert (first["row"], "sheet" in first, "kelamin" in first["reason"]) == (7, False, True)
    assert (second["sheet"], "belum tiba" in second["reason"]) == (2, True)
    accepted = bring(path, accept_valid=True)
    assert (accepted.imported, len(accepted.refused)) == (98, 2)


def test_a_person_of_whom_much_is_missing_is_refused_not_forgotten(register, tmp_path, bring):
    rows = people(3)
    rows[5] |= {"NIK": "", "Kelamin": "", "Tanggal Lahir": ""}
    path = old_workbook(rows, tmp_path / "siak.xls")
    assert [(note.row, note.name) for note in bring(path).refused] == [(10, "IBU 01")]


def test_people_who_died_or_moved_come_with_their_status(register, tmp_path, bring):
    rows = people(2)
    rows[0]["Status"], rows[1]["Status"], rows[2]["Status"] = "Mati", "PINDAH", "entah"
    result = bring(old_workbook(rows, tmp_path / "siak.xls"))
    assert [note.row for note in result.doubtful if "entah" in note.reason] == [7]
    with register.reading() as session:
        found = {person.name: person.status for person in session.scalars(select(Person))}
    assert found["BAPAK 00"] is LifeStatus.DEAD
    assert found["IBU 00"] is LifeStatus.MOVED_AWAY
    assert found["ANAK 00 A"] is LifeStatus.ALIVE


def test_what_is_no_population_list_is_refused_with_its_columns(register, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["Nama Penduduk", "NIK", "Alamat"])
    book.active.append(["SITI", "3201014101920001", "Jl. Soka"])
    book.save(tmp_path / "kurang.xlsx")
    with pytest.raises(InputError, match="sex, tanggallahir"):
        plan_import(register, tmp_path / "kurang.xlsx")
    (tmp_path / "bohong.xls").write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 5000)
    with pytest.raises(InputError, match="rusak"):
        plan_import(register, tmp_path / "bohong.xls")


def test_a_table_without_any_family_number_asks_for_it(register, tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["NIK", "Nama Penduduk", "Kelamin", "Tanggal Lahir"])
    book.active.append(["3201014101920001", "SITI", "Pr", "1992-01-01"])
    book.save(tmp_path / "tanpa-kk.xlsx")
    with pytest.raises(InputError, match="no_kk"):
        plan_import(register, tmp_path / "tanpa-kk.xlsx")
