"""A village of about a hundred people with everything that real workbooks have wrong; nobody may get lost."""

import random
from datetime import date, datetime, timedelta

import openpyxl
import pytest
from sqlalchemy import func, select

from core.errors import InputError
from core.exchange.opensid import plan_import, run_import
from core.rules.permissions import Action
from core.services.growth.measuring import save_visit
from core.services.people.people_search import search
from core.services.people.registration import person_form
from core.services.register import Cancelled, Changed, open_register
from core.services.setup import add_posyandu, list_posyandu
from core.services.views import VisitFacts
from core.store.journal import JournalEntry
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus

TODAY = date(2026, 11, 25)


def village(families=24):
    """Father, mother and two children in each family, written in every dress that Excel and village offices have."""
    rng = random.Random(5)
    people = []
    for number in range(families):
        kk = f"32010112{number:08d}" if number % 8 else "0"
        home = {
            "alamat": f"Jl. Melati {number}",
            "dusun": "KRAJAN" if number % 2 else "SAWAH",
            "rw": "001",
            "rt": "-" if number % 5 == 0 else f"{number % 4 + 1:03d}",
            "no_kk": int(kk) if number % 3 == 1 else kk,
            "status_dasar": 1,
        }
        names = [
            f"BAPAK {number:02d} SURYA",
            f"IBU {number:02d} SARI",
            f"ANAK {number:02d} SATU",
            f"ANAK {number:02d} DUA",
        ]
        born = [TODAY - timedelta(days=rng.randrange(9000, 15000)) for _ in range(2)]
        born += [TODAY - timedelta(days=rng.randrange(30, 4000)) for _ in range(2)]
        dressed = [
            born[0].isoformat(),
            datetime.combine(born[1], datetime.min.time()),
            f"{born[2]:%d-%m-%Y}",
            (born[3] - date(1899, 12, 30)).days,
        ]
        for place, name in enumerate(names):
            nik = f"32010{place}{(born[place].day + 40 * (place % 2)):02d}{born[place]:%m%y}{number + 1:04d}"
            person = {
                **home,
                "nama": name,
                "nik": ["0", "", "-"][number % 3] if place == 3 else nik,
                "sex": [1, "P", "L", 2][place],
                "tanggallahir": dressed[place],
                "kk_level": [1, "ISTRI", 4, "ANAK"][place],
                "status_kawin": 2 if place < 2 else 1,
            }
            if place > 1:
                mother_nik = f"320101{(born[1].day + 40):02d}{born[1]:%m%y}{number + 1:04d}"
                person |= {
                    "nama_ibu": names[1].title(),
                    "nama_ayah": names[0],
                    "ibu_nik": mother_nik if number % 2 else "",
                }
            people.append(person)
    return people


def counted(register):
    with register.reading() as session:
        return {
            table.__tablename__: session.scalar(select(func.count()).select_from(table))
            for table in (Person, Family, FamilyMember, JournalEntry)
        }


def test_a_whole_village_comes_in_and_nobody_is_lost(register, book, bring_in):
    people = village()
    result = bring_in(book(people))
    assert (result.rows, result.imported, result.refused) == (96, 96, ())
    assert all("KK" in note.reason for note in result.doubtful)
    counts = counted(register)
    assert (counts["person"], counts["family"], counts["family_member"]) == (96, 24, 96)
    with register.reading() as session:
        children = session.scalars(select(Person).where(Person.name.startswith("ANAK"))).all()
        mothers = {person.id: person.name for person in session.scalars(select(Person))}
        assert all(
            mothers[child.mother_id or ""] == child.name.replace("ANAK", "IBU")[:6] + " SARI" for child in children
        )
        assert all(mothers[child.father_id or ""].startswith("BAPAK") for child in children)
        assert session.scalar(select(func.count()).select_from(Family).where(Family.rt == "-")) == 0
        assert {family.posyandu_id for family in session.scalars(select(Family))} == {list_posyandu(register)[0].id}


def test_the_same_file_again_changes_nothing_and_writes_nothing(register, book, bring_in):
    path = book(village())
    bring_in(path)
    before = counted(register)
    again = run_import(register, plan_import(register, path))
    assert (again.value.imported, again.value.matched, again.value.unchanged) == (0, 0, 96)
    assert again.changed == frozenset()
    assert counted(register) == before


def test_shuffled_headings_and_rows_are_the_same_village(register, book, bring_in):
    people = village()
    bring_in(book(people))
    before = counted(register)
    # Families without KK number are known by their neighbourhood in the file, so whole families are shuffled.
    households = [people[start : start + 4] for start in range(0, len(people), 4)]
    random.Random(2).shuffle(households)
    headings = [heading.upper() for heading in people[2]]
    random.Random(3).shuffle(headings)
    path = book(
        [one for home in households for one in home], headings=headings, above=[["Desa Sukamaju"], []], name="b.xlsx"
    )
    assert bring_in(path).unchanged == 96
    assert counted(register) == before


def test_a_preview_writes_nothing_and_says_what_will_happen(register, book):
    before = counted(register)
    plan = plan_import(register, book(village(4)))
    assert (plan.rows, plan.new, plan.matched, plan.unchanged) == (16, 16, 0, 0)
    assert {line.action for line in plan.lines} == {"baru"}
    assert [(dusun.name, dusun.people) for dusun in plan.dusuns] == [("KRAJAN", 8), ("SAWAH", 8)]
    assert counted(register) == before


def test_bad_rows_stop_the_import_unless_the_good_ones_are_accepted(register, book):
    people = village(2)
    people[0]["tanggallahir"] = "2027-01-01"
    people[1]["sex"] = "?"
    people[2]["nama"] = " - "
    people[3]["tanggallahir"] = "32-13-2020"
    path = book(people, above=[["Data penduduk"]])
    before = counted(register)
    plan = plan_import(register, path)
    stopped = run_import(register, plan)
    assert (stopped.value.is_written, stopped.value.imported) == (False, 0)
    assert counted(register) == before
    reasons = {note["row"]: note["reason"] for note in stopped.value.as_json()["refused"]}
    assert list(reasons) == [3, 4, 5, 6]
    for word, reason in zip(("belum tiba", "kelamin", "Nama", "tidak terbaca"), reasons.values(), strict=True):
        assert word in reason
    accepted = run_import(register, plan, accept_valid=True)
    assert (accepted.value.imported, len(accepted.value.refused)) == (4, 4)
    assert accepted.changed == {Changed.PEOPLE}


def test_a_changed_row_updates_only_what_it_fills(register, book, bring_in):
    people = village(2)
    bring_in(book(people))
    people[4] |= {"nama": "BAPAK 01 SURYANTO", "tempatlahir": "Bandung", "rw": "", "status_kawin": ""}
    result = bring_in(book(people))
    assert (result.imported, result.matched, result.unchanged) == (0, 1, 7)
    with register.reading() as session:
        person = session.scalars(select(Person).where(Person.name == "BAPAK 01 SURYANTO")).one()
        assert (person.birth_place, person.marital_status) == ("Bandung", "2")
        family = session.scalars(select(Family).join(FamilyMember).where(FamilyMember.person_id == person.id)).one()
        assert family.rw == "001"


def test_dead_moved_and_missing_people_come_with_their_status(register, book, bring_in):
    people = village(2)
    for person, status in zip(people, (2, "PINDAH", 4), strict=False):
        person["status_dasar"] = status
    bring_in(book(people))
    with register.reading() as session:
        states = [session.scalars(select(Person.status).where(Person.name == one["nama"])).one() for one in people[:4]]
    assert states == [LifeStatus.DEAD, LifeStatus.MOVED_AWAY, LifeStatus.MISSING, LifeStatus.ALIVE]


def test_a_death_in_the_register_is_not_undone_by_an_old_file(register, book, bring_in):
    people = village(1)
    path = book(people)
    bring_in(path)
    people[0]["status_dasar"] = 2
    result = bring_in(book(people, name="baru.xlsx"))
    assert result.matched == 1
    assert "tanggalnya tidak ada" in " ".join(note.reason for note in result.doubtful)
    old = bring_in(path)
    assert (old.matched, old.unchanged) == (0, 4)
    assert "tetap dipakai" in " ".join(note.reason for note in old.doubtful)


def test_a_birth_date_after_a_visit_stays_as_the_register_has_it(register, book, bring_in):
    people = village(1)
    bring_in(book(people))
    [child] = search(register, people[2]["nama"])
    save_visit(register, child.id, VisitFacts(child.born_on, weight_g=3200, confirmation_reason="lahir"))
    people[2]["tanggallahir"] = (child.born_on + timedelta(days=1)).isoformat()
    result = bring_in(book(people))
    assert (result.matched, result.unchanged) == (0, 4)
    assert "tetap dipakai" in " ".join(note.reason for note in result.doubtful)
    assert person_form(register, child.id).born_on == child.born_on


def test_who_came_back_and_left_again_left_on_the_day_of_the_import(register, book, bring_in):
    people = village(1)
    bring_in(book(people))
    father = search(register, people[0]["nama"])[0]
    with register.deed("Pindah tahun lalu, lalu kembali", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, father.id).status_changed_on = date(2025, 3, 1)
    people[0]["status_dasar"] = 3
    bring_in(book(people))
    form = person_form(register, father.id)
    assert (form.status, form.status_changed_on) == (LifeStatus.MOVED_AWAY, TODAY)


def test_words_in_place_of_codes_and_a_table_of_codes_before_the_data(tmp_path, register, bring_in):
    workbook = openpyxl.Workbook()
    codes = workbook.active
    codes.title = "Kode"
    codes.append(["sex", "arti"])
    codes.append([1, "Laki-laki"])
    sheet = workbook.create_sheet("Data")
    sheet.append(["Nomor KK", "N I K", "Nama Lengkap", "Jenis Kelamin", "Tanggal Lahir", "SHDK", "Suku"])
    sheet.append(
        ["3201011200000001", "3201010101900001", "Moh. Ali", "LAKI-LAKI", "1 Januari 1990", "KEPALA KELUARGA", "Sunda"]
    )
    sheet.append(["###"] * 3)
    path = tmp_path / "kata.xlsm"
    workbook.save(path)
    assert bring_in(path).imported == 1
    (found,) = search(register, "muhammad ali")
    assert (found.name, found.born_on) == ("Moh. Ali", date(1990, 1, 1))
    with register.reading() as session:
        assert session.scalars(select(FamilyMember.role)).one() is FamilyRole.HEAD


def test_missing_columns_are_named(register, book):
    with pytest.raises(InputError, match=r"nik.*tanggallahir"):
        plan_import(register, book([{"nama": "Siti"}], headings=["nama", "no_kk", "sex", "alamat"]))
    with pytest.raises(InputError, match="OpenSID"):
        plan_import(register, book([{"kolom": 1}], headings=["kolom", "lain"], name="lain.xlsx"))
    with pytest.raises(InputError, match="tidak ada warga"):
        plan_import(register, book([], name="kosong.xlsx"))


def test_each_dusun_goes_to_the_posyandu_that_was_chosen(register, book, bring_in):
    people = village(4)
    other = add_posyandu(register, "Anggrek").value
    first = next(one for one in list_posyandu(register) if one.name == "Melati")
    doubts = " ".join(note.reason for note in plan_import(register, book(people)).doubtful)
    assert "Dusun “KRAJAN” (8 orang) belum punya posyandu" in doubts
    bring_in(book(people), posyandu_by_dusun={"Krajan": other.id, "SAWAH": first.id})
    assert {line.posyandu for line in search(register, "ibu 01")} == {"Anggrek"}
    assert {line.posyandu for line in search(register, "ibu 02")} == {"Melati"}
    # Later files follow the families that are there already.
    newborn = people[7] | {"nama": "ANAK 01 TIGA", "tanggallahir": "2026-11-01", "no_kk": "3201011299999999"}
    assert [line.posyandu_id for line in plan_import(register, book([*people, newborn])).dusuns] == [other.id, first.id]
    with pytest.raises(InputError, match="tidak ada di register"):
        bring_in(book([*people, newborn]), posyandu_by_dusun={"KRAJAN": "bukan-posyandu"})


def test_a_register_without_posyandu_asks_to_be_set_up_first(tmp_path, book):
    empty = open_register(str(tmp_path / "kosong.db"))
    plan = plan_import(empty, book(village(1)))
    with pytest.raises(InputError, match="belum disiapkan"):
        run_import(empty, plan)
    empty.close()


def test_cancelling_leaves_everything_as_it_was(register, book):
    before = counted(register)

    def cancel(done, _whole, _what):
        if done == 4:
            raise Cancelled

    with pytest.raises(Cancelled):
        run_import(register, plan_import(register, book(village(2))), progress=cancel)
    assert counted(register) == before


def test_codes_of_a_person_come_as_numbers_or_words(register, book, bring_in):
    people = village(1)
    people[0] |= {
        "agama_id": "ISLAM",
        "pekerjaan_id": "PETANI/PEKEBUN",
        "golongan_darah_id": 4,
        "pendidikan_kk_id": "05",
    }
    people[1] |= {"agama_id": 1, "pekerjaan_id": 2, "golongan_darah_id": "TIDAK TAHU", "hamil": 1}
    people[2] |= {"hamil": "YA"}
    result = bring_in(book(people))
    assert [note.row for note in result.doubtful if "hamil" in note.reason] == [4]
    with register.reading() as session:
        father, mother = (session.scalars(select(Person).where(Person.name == one["nama"])).one() for one in people[:2])
        codes = (father.religion_code, father.occupation_code, father.blood_group_code, father.education_code)
        assert codes == ("1", "9", "4", "5")
        assert (mother.religion_code, mother.occupation_code, mother.blood_group_code) == ("1", "2", "13")
        assert mother.reported_pregnant_on == TODAY


def test_the_own_heading_of_a_column_wins_over_another_word_for_it(register, book, bring_in):
    """OpenSID also has `alamat_sekarang`; empty and to the left of `alamat` it must not hide the address."""
    person = village(1)[0]
    bring_in(book([person], headings=("alamat_sekarang", *person)))
    with register.reading() as session:
        assert session.scalars(select(Family.address)).all() == ["Jl. Melati 0"]
