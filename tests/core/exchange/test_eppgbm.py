"""Lists of e-PPGBM with everything that is wrong in them: children and weighings, each accounted for, no z-scores."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import openpyxl
import pytest
import xlwt
from sqlalchemy import func, select

from core.errors import InputError
from core.exchange.eppgbm import plan_import
from core.exchange.import_run import run_import
from core.services.day.open_day import open_day
from core.services.growth.measuring import growth_history, save_visit
from core.services.people.people_search import search
from core.services.register import Changed
from core.services.setup import add_posyandu, list_posyandu
from core.services.views import VisitFacts
from core.store.journal import JournalEntry
from core.store.people import Family, FamilyMember, Person
from core.store.visits import Measurement
from core.words.people import Posture, Sex

TODAY = date(2026, 11, 25)
MEASURED = date(2026, 10, 12)
HEADINGS = (
    *("No", "NIK", "Nama", "JK", "Tgl Lahir", "BB Lahir", "TB Lahir", "Nama Ortu", "Prov", "Kab/Kota", "Kec"),
    *("Pukesmas", "Desa/Kel", "Posyandu", "RT", "RW", "Alamat", "Usia Saat Ukur", "Tanggal Pengukuran", "Berat"),
    *("Tinggi", "Cara Ukur", "LiLA", "BB/U", "ZS BB/U", "TB/U", "ZS TB/U", "BB/TB", "ZS BB/TB", "Naik Berat Badan"),
    *("Jml Vit A", "KPSP", "KIA", "Kelas Ibu Balita", "MBG", "Detail"),
)
ABOVE: tuple[list[object], ...] = (
    ["LAPORAN STATUS GIZI BALITA"],
    ["Puskesmas Sukamaju"],
    [],
    [f"Data Tanggal : {TODAY}"],
    [],
)


def child(number=0, **changed):
    """One row; the age on the day of measuring is about a year and a half."""
    born = date(2025, 3, 1) + timedelta(days=number)
    return {
        "No": number + 1,
        "NIK": f"320101{born:%d%m%y}{number + 1:04d}",
        "Nama": f"ANAK KE {number:03d}",
        "JK": "LP"[number % 2],
        "Tgl Lahir": born.isoformat(),
        "BB Lahir": "3,1" if number % 2 else 3100,
        "TB Lahir": "49",
        "Nama Ortu": f"BUDI {number:03d} / SITI {number:03d}",
        "Posyandu": "MELATI",
        "RT": "02",
        "RW": "01",
        "Alamat": "KP. BARU",
        "Usia Saat Ukur": "-",
        "Tanggal Pengukuran": MEASURED.isoformat(),
        "Berat": 9.8,
        "Tinggi": "78,5",
        "Cara Ukur": "Terlentang",
        "LiLA": "-",
        "BB/U": "Normal",
        "ZS BB/U": "Outlier",
        "KIA": "Ya",
    } | changed


def workbook(path: Path, rows, headings=HEADINGS, above=ABOVE):
    book = openpyxl.Workbook()
    sheet = book.active
    for line in (*above, headings):
        sheet.append(list(line))
    for row in rows:
        sheet.append([row.get(heading, "-") for heading in headings])
    book.save(path)
    return path


def old_workbook(path: Path, rows):
    book = xlwt.Workbook()
    sheet = book.add_sheet("Worksheet")
    clock = xlwt.easyxf(num_format_str="h:mm")
    day = xlwt.easyxf(num_format_str="d-mmm")
    for column, heading in enumerate(HEADINGS):
        sheet.write(2, column, heading)
    for place, row in enumerate(rows, 3):
        for column, heading in enumerate(HEADINGS):
            value = row.get(heading, "-")
            look = clock if isinstance(value, time) else day if isinstance(value, datetime) else None
            sheet.write(place, column, value, look) if look else sheet.write(place, column, value)
    book.save(str(path))
    return path


def web_page(path: Path, rows):
    cells = "".join(f"<th>{heading}</th>" for heading in HEADINGS)
    lines = "".join(
        "<tr>" + "".join(f"<td>{row.get(heading, '-')}</td>" for heading in HEADINGS) + "</tr>" for row in rows
    )
    path.write_text(
        f'<html><meta charset="utf-8"><table><tr><td colspan="4">Status Gizi</td></tr><tr>{cells}</tr>{lines}</table>',
        encoding="utf-8",
    )
    return path


@pytest.fixture
def bring(register):
    def run(path, **options):
        return run_import(register, plan_import(register, path), **options).value

    return run


def counted(register):
    with register.reading() as session:
        tables = (Person, Family, FamilyMember, Measurement, JournalEntry)
        return [session.scalar(select(func.count()).select_from(table)) for table in tables]


def history_of(register, name):
    (line,) = search(register, name, limit=1)
    return growth_history(register, line.id)


def reasons(result):
    return " ".join(note.reason for note in result.doubtful)


@pytest.mark.parametrize(
    ("write", "name"), [(workbook, "data.xlsx"), (old_workbook, "data.xls"), (web_page, "halaman.xls")]
)
def test_a_hundred_children_from_each_kind_of_file(register, tmp_path, bring, write, name):
    path = write(tmp_path / name, [child(number) for number in range(100)])
    result = bring(path)
    assert (result.rows, result.imported, result.refused, result.visits) == (100, 100, (), 100)
    assert counted(register)[:4] == [100, 100, 100, 100]
    visit = history_of(register, "anak ke 041").visits[0].facts
    assert (visit.measured_on, visit.weight_g, visit.length_mm) == (MEASURED, 9800, 785)
    assert (visit.posture, visit.muac_mm) == (Posture.LYING, None)
    with register.reading() as session:
        person = session.scalars(select(Person).where(Person.name == "ANAK KE 041")).one()
        assert (person.birth_weight_g, person.birth_length_mm, person.sex) == (3100, 490, Sex.FEMALE)
        assert (person.father_name, person.mother_name) == ("BUDI 041", "SITI 041")
    before = counted(register)
    again = bring(path)
    assert (again.imported, again.matched, again.unchanged, again.visits) == (0, 0, 100, 0)
    assert counted(register) == before


def test_it_is_one_deed(register, tmp_path):
    before = counted(register)[-1]
    path = workbook(tmp_path / "data.xlsx", [child(number) for number in range(12)])
    outcome = run_import(register, plan_import(register, path))
    assert outcome.changed == {Changed.PEOPLE, Changed.MEASUREMENTS}
    assert counted(register)[-1] == before + 1
    with register.reading() as session:
        entry = session.get_one(JournalEntry, outcome.value.entry_id)
        assert entry.sentence == "Mengimpor 12 anak baru, 12 penimbangan dari data.xlsx"


def test_months_of_one_child_are_one_child_with_many_weighings(register, tmp_path, bring):
    """The NIK is masked in one month, an apostrophe stands before it in another, the name is spelled otherwise."""
    rows = [
        child(0, **{"NIK": "3201************", "Tanggal Pengukuran": "2026-08-10", "Berat": 9.1}),
        child(0, **{"NIK": "'" + child(0)["NIK"], "Tanggal Pengukuran": "2026-09-10", "Berat": "9,4"}),
        child(0, **{"Nama": "ANAK KE 0000", "Tanggal Pengukuran": datetime(2026, 10, 12), "Berat": "9.8"}),
    ]
    result = bring(workbook(tmp_path / "data.xlsx", rows))
    assert (result.rows, result.imported, result.matched, result.visits) == (3, 1, 2, 3)
    assert [visit.facts.weight_g for visit in history_of(register, "anak ke").visits] == [9100, 9400, 9800]
    with register.reading() as session:
        assert session.scalars(select(Person.nik)).all() == [child(0)["NIK"]]


@pytest.mark.parametrize(
    ("cell", "grams"),
    [
        ("9,8", 9800),
        ("9.85 kg", 9850),
        (time(8, 5), 8500),
        (time(9, 75 - 60), 9150),
        (datetime(2026, 5, 8), 8500),
        (datetime(2026, 10, 12), 12100),
        (datetime(1978, 9, 1), 9780),
        ("8:05", 8500),
        (timedelta(hours=10, minutes=5), 10500),
    ],
)
def test_a_weight_that_excel_took_for_a_time_or_a_date(register, tmp_path, bring, cell, grams):
    result = bring(workbook(tmp_path / "data.xlsx", [child(0, Berat=cell)]))
    assert history_of(register, "anak ke").visits[0].facts.weight_g == grams
    assert ("Excel berubah" in reasons(result)) is not isinstance(cell, str) or cell == "8:05"


def test_old_workbooks_hold_such_times_too(register, tmp_path, bring):
    rows = [child(0, Berat=time(8, 5)), child(1, Berat=datetime(2026, 5, 8))]
    result = bring(old_workbook(tmp_path / "data.xls", rows))
    assert [history_of(register, f"anak ke 00{n}").visits[0].facts.weight_g for n in (0, 1)] == [8500, 8500]
    assert len([note for note in result.doubtful if "Excel berubah" in note.reason]) == 2


def test_what_was_not_measured_is_not_a_zero(register, tmp_path, bring):
    rows = [
        child(0, Berat="-", Tinggi="Outlier", LiLA=0),
        child(1, Berat="", Tinggi=80, **{"Cara Ukur": "Berdiri"}),
        child(2, Berat="sepuluh"),
    ]
    result = bring(workbook(tmp_path / "data.xlsx", rows))
    assert (result.imported, result.visits) == (3, 2)
    assert history_of(register, "anak ke 000").visits == ()
    visit = history_of(register, "anak ke 001").visits[0].facts
    assert (visit.weight_g, visit.length_mm, visit.posture) == (None, 800, Posture.STANDING)
    assert "“sepuluh” tidak terbaca" in reasons(result)


@pytest.mark.parametrize("cell", [3.2010101032500e15, "3,20101E+15", 3201010103250001.0 * 10, "3201****"])
def test_a_damaged_nik_is_left_out_and_the_child_still_known(register, tmp_path, bring, add_child, cell):
    add_child("Anak Ke 000", "2025-03-01", Sex.MALE, mother_name="Siti 000", nik=child(0)["NIK"])
    result = bring(workbook(tmp_path / "data.xlsx", [child(0, NIK=cell)]))
    assert (result.imported, result.matched, result.visits) == (0, 1, 1)
    with register.reading() as session:
        assert session.scalars(select(Person.nik)).all() == [child(0)["NIK"]]


def test_what_the_register_knows_stays_and_the_difference_is_told(register, tmp_path, bring, add_child):
    person = add_child(
        "Aisyah Putri", "2025-03-01", Sex.MALE, nik=child(0)["NIK"], mother_name="Siti Aminah", birth_weight_g=2900
    )
    save_visit(register, person, VisitFacts(MEASURED, weight_g=9500, confirmation_reason="uji"))
    changed = {"Nama": "AISYAH PUTRI LESTARI", "Tgl Lahir": "2025-03-02", "JK": "P"}
    path = workbook(tmp_path / "data.xlsx", [child(0, **changed)])
    result = bring(path)
    assert (result.imported, result.matched, result.refused) == (0, 1, ())
    told = reasons(result)
    for words in (
        "Nama di berkas AISYAH PUTRI LESTARI",
        "2,9 kg",
        "Tanggal lahir",
        "Jenis kelamin",
        "Berat 12-10-2026",
    ):
        assert words in told, words
    visit = growth_history(register, person).visits[0].facts
    assert (visit.weight_g, visit.length_mm, visit.posture) == (9500, 785, Posture.LYING)
    with register.reading() as session:
        row = session.get_one(Person, person)
        assert (row.name, row.born_on, row.sex) == ("Aisyah Putri", date(2025, 3, 1), Sex.MALE)
        assert (row.birth_weight_g, row.birth_length_mm, row.father_name) == (2900, 490, "BUDI 000")
    before = counted(register)
    assert bring(path).unchanged == 1
    assert counted(register) == before


def test_z_scores_of_the_file_are_compared_and_never_kept(register, tmp_path, bring):
    ours = {"ZS BB/U": "-9,99", "ZS TB/U": "Outlier", "ZS BB/TB": "-"}
    result = bring(workbook(tmp_path / "data.xlsx", [child(0, **ours)]))
    assert "Z-skor BB/U di berkas −9,99, hitungan Buku Posyandu" in reasons(result)
    z = history_of(register, "anak ke").visits[0].growth.waz
    same = workbook(tmp_path / "lagi.xlsx", [child(0, **{"ZS BB/U": f"{z:.2f}".replace(".", ",")})])
    assert "Z-skor" not in reasons(bring(same))


def test_weighings_that_cannot_be_are_refused_with_their_row(register, tmp_path, bring):
    rows = [
        child(0, **{"Tanggal Pengukuran": "2026-12-24"}),
        child(1, **{"Tanggal Pengukuran": "2024-01-01"}),
        child(2, **{"Tanggal Pengukuran": "besok"}),
        child(3, **{"JK": "?"}),
        child(4),
    ]
    path = workbook(tmp_path / "data.xlsx", rows)
    before = counted(register)
    assert [note.row for note in bring(path).refused] == [7, 8, 9, 10]
    assert counted(register) == before
    result = bring(path, accept_valid=True)
    assert (result.imported, len(result.refused), result.visits) == (1, 4, 1)


def test_an_age_that_does_not_fit_its_dates_is_told(register, tmp_path, bring):
    rows = [
        child(0, **{"Usia Saat Ukur": "1 Tahun - 7 Bulan - 11 Hari"}),
        child(1, **{"Usia Saat Ukur": "0 Tahun - 3 Bulan - 2 Hari"}),
    ]
    result = bring(workbook(tmp_path / "data.xlsx", rows))
    assert [note.row for note in result.doubtful if "Umur di berkas" in note.reason] == [8]


def test_an_odd_weight_comes_in_with_a_note(register, tmp_path, bring):
    result = bring(workbook(tmp_path / "data.xlsx", [child(0, Berat=98)]))
    assert "cocokkan dengan bukunya" in reasons(result)
    facts = history_of(register, "anak ke").visits[0].facts
    assert (facts.weight_g, facts.confirmation_reason) == (98_000, "Diimpor dari data.xlsx")


def test_a_child_joins_the_family_of_its_mother(register, tmp_path, bring, add_child):
    add_child("Siti 000", "1995-01-01", rt="002", rw="001", kk_number="3201011200000001", dusun="Krajan")
    add_child("Budi 000", "1990-01-01", Sex.MALE, kk_number="3201011200000001")
    bring(workbook(tmp_path / "data.xlsx", [child(0), child(1, **{"Nama Ortu": "BUDI 000 / SITI 000"})]))
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(Family)) == 1
        mothers = set(session.scalars(select(Person.mother_id).where(Person.name.startswith("ANAK"))))
        assert {session.get_one(Person, one).name for one in mothers} == {"Siti 000"}


@pytest.mark.parametrize("parents", ["BUDI SANTOSO", "SITI / BUDI SANTOSO", "- / SITI", "Budi & Siti"])
def test_however_the_parents_are_written_the_child_is_known(register, tmp_path, bring, add_child, parents):
    add_child("Anak Ke 000", "2025-03-01", Sex.MALE, mother_name="Siti", father_name="Budi Santoso")
    result = bring(workbook(tmp_path / "data.xlsx", [child(0, **{"NIK": "-", "Nama Ortu": parents})]))
    assert (result.imported, result.matched, result.visits) == (0, 1, 1)


def test_an_estimated_birth_date_gives_way_to_the_one_of_the_file(register, tmp_path, bring, add_child):
    person = add_child("Anak Ke 000", "2025-01-01", Sex.MALE, nik=child(0)["NIK"], is_birth_date_approximate=True)
    result = bring(workbook(tmp_path / "data.xlsx", [child(0)]))
    assert "1 Januari 2025 menjadi 1 Maret 2025" in reasons(result)
    with register.reading() as session:
        row = session.get_one(Person, person)
        assert (row.born_on, row.is_birth_date_approximate) == (date(2025, 3, 1), False)


def test_brothers_without_family_number_share_a_family(register, tmp_path, bring):
    rows = [child(0), child(1), child(40, **{"Nama Ortu": "BUDI 000 / SITI 000"})]
    bring(workbook(tmp_path / "data.xlsx", rows))
    with register.reading() as session:
        assert session.scalar(select(func.count()).select_from(Family)) == 2


def test_each_child_goes_to_the_posyandu_of_its_row_and_its_day(register, tmp_path, bring):
    other = add_posyandu(register, "Anggrek").value
    melati = next(one for one in list_posyandu(register) if one.name == "Melati")
    day = open_day(register, melati.id, MEASURED).value
    bring(workbook(tmp_path / "data.xlsx", [child(0), child(1, Posyandu="Posyandu ANGGREK")]))
    assert [search(register, f"anak ke 00{n}")[0].posyandu for n in (0, 1)] == ["Melati", "Anggrek"]
    assert history_of(register, "anak ke 000").visits[0].facts.day_id == day.id
    with register.reading() as session:
        assert set(session.scalars(select(Measurement.posyandu_id))) == {melati.id, other.id}


def test_upload_templates_of_the_same_application_are_read(register, tmp_path, bring):
    headings = (
        *("No", "NIK", "nama_anak", "jenis_kelamin", "tgl_lahir", "nama_ortu", "hp_ortu", "nama_posyandu"),
        *("TANGGALUKUR", "BERAT", "TINGGI", "LILA", "lingkar_kepala", "Pitting_edema", "CARAUKUR"),
    )
    row = {
        "No": 1,
        "nama_anak": "AISYAH",
        "jenis_kelamin": "Perempuan",
        "tgl_lahir": "2025-03-01",
        "nama_ortu": "SITI",
        "TANGGALUKUR": "2026-10-12",
        "BERAT": "9,8",
        "lingkar_kepala": "46,2",
        "LILA": "14,1",
        "Pitting_edema": "Ya",
    }
    result = bring(workbook(tmp_path / "data.xlsx", [row], headings=headings, above=()))
    visit = history_of(register, "aisyah").visits[0].facts
    assert (visit.head_mm, visit.muac_mm, visit.has_oedema) == (462, 141, True)
    assert "dicatat sebagai nama ibu" in reasons(result)


def test_a_file_of_something_else_says_what_is_missing(register, tmp_path):
    path = workbook(tmp_path / "data.xlsx", [{}], headings=("No", "Nama", "Keterangan"))
    with pytest.raises(InputError, match="sex, tanggallahir"):
        plan_import(register, path)
