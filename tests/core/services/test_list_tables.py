"""Lists as tables: what the screen shows, masked as it shows it, with a heading that says which list it is."""

from datetime import date

from core.services.day.open_day import day_lines, open_day
from core.services.growth.growth_review import review_list
from core.services.list_tables import day_table, pairs_table, people_table, refused_table, worries_table
from core.services.people.duplicates import duplicate_queue
from core.services.people.people_filters import PeopleFilter
from core.services.people.people_lists import everybody_of
from core.services.setup import Settings, list_posyandu, save_settings

TODAY = date(2026, 11, 25)
NIK = "3205014103260001"


def village(register, wanted=PeopleFilter()):  # noqa: B008 - a frozen value
    return people_table(everybody_of(register, wanted), "Daftar warga", wish=wanted.words(), written_on=TODAY)


def cells(table, name):
    place = [column.name for column in table.columns].index(name)
    return [row[place] for row in table.rows]


def test_a_list_of_people_has_them_in_order_numbered_with_their_facts(register, add_child):
    add_child("Zahra", dusun="Krajan", rt="002", rw="001", mother_name="Dewi", nik=NIK)
    add_child("Bima", dusun="Krajan")
    table = village(register)
    assert cells(table, "No") == [1, 2]
    assert cells(table, "Nama") == ["Bima", "Zahra"]
    assert cells(table, "RT/RW") == ["", "002/001"]
    assert cells(table, "Ibu") == ["", "Dewi"]
    assert cells(table, "Tanggal lahir") == ["01-03-2026", "01-03-2026"]


def test_numbers_are_masked_as_the_settings_say(register, add_child):
    add_child("Zahra", nik=NIK)
    assert cells(village(register), "NIK") == ["3205********0001"]
    save_settings(register, Settings(mask_nik=False))
    assert cells(village(register), "NIK") == [NIK]


def test_a_column_in_which_nothing_stands_is_left_out(register, add_child):
    add_child("Zahra")
    names = [column.name for column in village(register).columns]
    assert "Ayah" not in names
    assert "Nama" in names


def test_the_heading_says_the_wish_how_many_and_as_of_when(register, add_child):
    add_child("Zahra", dusun="Krajan")
    table = village(register, PeopleFilter(dusun="Krajan", has_no_nik=True))
    assert table.subtitle == "Dusun Krajan · belum ber-NIK · 1 baris · keadaan 25 November 2026"


def test_children_who_need_attention_have_their_reason_and_scores(register, add_child, weigh):
    weigh(add_child("Zahra", "2025-11-01"), "2026-11-05", 6.0, confirmation_reason="ditimbang ulang")
    table = worries_table(review_list(register), "Perlu perhatian", written_on=TODAY)
    assert cells(table, "Nama") == ["Zahra"]
    assert str(cells(table, "BB/U")[0]).startswith("−3,")
    assert cells(table, "Yang perlu diperhatikan")[0]


def test_a_day_says_of_everybody_whether_they_came_and_with_what(register, add_child, weigh):
    day = open_day(register, list_posyandu(register)[0].id, TODAY).value
    add_child("Zahra", mother_name="Dewi", dusun="Krajan")
    weigh(add_child("Bima"), "2026-11-25", 7.4, day_id=day.id)
    weigh(add_child("Eko", "2025-11-01"), "2026-11-25", 6.0, day_id=day.id, confirmation_reason="ditimbang ulang")
    (outside,) = everybody_of(register, PeopleFilter(dusun="Krajan"))
    table = day_table((*day_lines(register, day.id), outside), "Hari buka", written_on=TODAY)
    told = dict(zip(cells(table, "Nama"), cells(table, "Keadaan"), strict=True))
    assert told == {"Bima": "sudah datang", "Eko": "perlu tindak lanjut", "Zahra": "di luar daftar"}
    assert cells(table, "Keadaan")[-2:] == ["belum datang", "di luar daftar"]
    assert cells(table, "Berat (kg)")[:2] == ["7,4", "6,0"]
    assert cells(table, "Ibu")[2] == "Dewi"


def test_pairs_that_may_be_one_person_stand_beside_each_other_with_masked_numbers(register, add_child):
    add_child("Zahra Putri", mother_name="Dewi", nik=NIK)
    add_child("Zahra Putry", mother_name="Dewi", nik="", confirmation_reason="coba")
    table = pairs_table(duplicate_queue(register), "Mungkin orang yang sama", written_on=TODAY)
    assert {cells(table, "Nama")[0], cells(table, "Nama yang lain")[0]} == {"Zahra Putri", "Zahra Putry"}
    assert "tanggal lahir sama" in str(cells(table, "Yang sama")[0])
    assert "3205********0001" in table.rows[0]
    assert NIK not in table.rows[0]


def test_refused_rows_keep_row_number_name_and_reason():
    table = refused_table([(7, "Zahra", "Tanggal lahir kosong.")], "Baris yang ditolak", written_on=TODAY)
    assert table.rows == ((7, "Zahra", "Tanggal lahir kosong."),)
    assert [column.name for column in table.columns] == ["Baris", "Nama", "Alasan"]
