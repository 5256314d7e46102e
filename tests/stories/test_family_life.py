"""A family by keyboard alone: it comes, has a child, splits, loses its head, and is never written twice."""

from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import Qt

from core.services.life_events.households import Home
from core.services.life_events.moved_in import MovedInForm, Newcomer
from core.services.life_events.table import record_event
from core.services.people import people_search, registration
from core.services.people.life_story import family_page, household_on, person_story
from core.services.people.pregnancies import PregnancyForm, open_pregnancy
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.words.people import FamilyRole, Sex
from tests.stories.hands import ALT, CTRL, ENTER, ESCAPE, SPACE, Hands

pytestmark = pytest.mark.story
HEAD, WIFE, CHILD = FamilyRole.HEAD, FamilyRole.WIFE, FamilyRole.CHILD
FAMILY = (
    Newcomer("Joko Susilo", Sex.MALE, date(1970, 4, 1), HEAD),
    Newcomer("Siti Aminah", Sex.FEMALE, date(1972, 8, 9), WIFE),
    Newcomer("Rudi Susilo", Sex.MALE, date(1998, 2, 3), CHILD),
    Newcomer("Dewi Susilo", Sex.FEMALE, date(2000, 6, 7), CHILD),
)


@pytest.fixture
def family_id(register: Register) -> str:
    """A family of four that came to the village two years ago."""
    form = MovedInForm(FAMILY, date(2024, 11, 1), "3201010101240001", Home("Jl. Melati 3", "Krajan", "01", "02"))
    return record_event(register, form).value


def _open_person(hands: Hands, letters: str, name: str) -> None:
    hands.press(Qt.Key.Key_K, CTRL)
    hands.enter(letters)
    assert name in hands.screen
    assert hands.page == "Warga"


def _choose_event(hands: Hands, label: str) -> None:
    hands.alt("Peristiwa keluarga")
    hands.tab_to(label)
    hands.press(ENTER)


def _id_of(register: Register, name: str) -> str:
    return people_search.search(register, name)[0].id


def _names(register: Register, family_id: str, on: date | None = None) -> list[tuple[str, FamilyRole]]:
    members = household_on(register, family_id, on) if on else family_page(register, family_id).members
    return [(member.person.name, member.role) for member in members]


def test_a_newcomer_family_is_registered_at_once_and_taken_back(hands: Hands, register: Register) -> None:
    before = registration.list_people(register).total or 0
    hands.press(Qt.Key.Key_3, ALT)
    hands.alt("Keluarga pindah datang")
    hands.enter("Bambang Irawan", "")
    hands.enter("L", "03-05-1990", "3201010305900001")
    hands.enter("Rina Kartika", "")
    hands.enter("P", "10-10-1993", "")
    hands.enter("Putra Irawan", "")
    hands.enter("L", "31-02-2024", "")
    hands.press(ENTER)
    assert hands.at == "Tanggal kejadian"
    hands.enter("20-11-2026", "3201010305900002", "Mekar", "Jl. Mawar 1", "03", "01")
    assert "Tanggal ini tidak ada" in hands.screen
    assert hands.at == "Tanggal lahir"
    hands.type("29-02-2024")
    hands.tab_to("Lihat yang akan berubah")
    hands.press(ENTER)
    assert "Yang akan berubah" in hands.screen
    assert "Putra Irawan" in hands.screen
    assert registration.list_people(register).total == before
    assert hands.at.startswith("Catat")
    hands.press(ENTER)
    assert "Keluarga Bambang Irawan" in hands.screen
    assert registration.list_people(register).total == before + 3
    family = person_story(register, _id_of(register, "Putra Irawan"))
    assert _names(register, family.family_id) == [
        ("Bambang Irawan", HEAD),
        ("Rina Kartika", WIFE),
        ("Putra Irawan", CHILD),
    ]
    hands.press(Qt.Key.Key_Z, CTRL)
    assert registration.list_people(register).total == before


def test_a_birth_from_an_open_pregnancy(hands: Hands, register: Register, family_id: str) -> None:
    mother = _id_of(register, "Dewi Susilo")
    open_pregnancy(register, mother, PregnancyForm(hpht_on=date(2026, 2, 20), gravida=1, opened_on=date(2026, 6, 1)))
    _open_person(hands, "dewi sus", "Dewi Susilo")
    assert "Ibu hamil" in hands.screen
    hands.alt("Catat kelahiran")
    hands.enter("22-11-2026", "")
    hands.type("p")
    hands.enter("", "", "3,1", "49", "")
    hands.tab_to("Lihat yang akan berubah")
    hands.press(ENTER)
    assert "Bayi Ny. Dewi Susilo" in hands.screen
    hands.press(ENTER)
    assert "Melahirkan Bayi Ny. Dewi Susilo" in hands.screen
    assert ("Bayi Ny. Dewi Susilo", FamilyRole.GRANDCHILD) in _names(register, family_id)
    assert "Ibu nifas" in person_story(register, mother).chips


def test_a_family_card_is_split_and_the_past_still_shows_who_lived_there(
    hands: Hands, register: Register, family_id: str
) -> None:
    _open_person(hands, "rudi", "Rudi Susilo")
    _choose_event(hands, "Pecah KK")
    assert hands.at == "Joko Susilo · 56 th"
    hands.tab_to("Kepala keluarga KK baru")
    hands.enter("")
    hands.enter("15-12-2026")
    hands.tab_to("Lihat yang akan berubah")
    hands.press(ENTER)
    assert "tidak boleh sesudah hari ini" in hands.screen
    assert hands.at == "Tanggal kejadian"
    hands.type("15-11-2026")
    hands.tab_to("Lihat yang akan berubah")
    hands.press(ENTER)
    assert "Yang akan berubah" in hands.screen
    hands.press(ENTER)
    assert "Keluarga Rudi Susilo" in hands.screen
    split = person_story(register, _id_of(register, "Rudi Susilo")).family_id
    assert _names(register, split) == [("Rudi Susilo", HEAD)]
    assert len(_names(register, family_id)) == 3
    assert len(_names(register, family_id, date(2026, 11, 14))) == 4
    _take_the_last_deed_back(hands)
    assert len(_names(register, family_id)) == 4


def _take_the_last_deed_back(hands: Hands) -> None:
    hands.press(ESCAPE)
    if "Perubahan terakhir" not in hands.screen:
        hands.press(ESCAPE)
    hands.alt("Perubahan terakhir")
    assert hands.at.startswith("Batalkan: ")
    hands.press(ENTER)
    assert "Dibatalkan: " in hands.screen
    hands.press(ESCAPE)


def test_a_dead_head_asks_for_the_new_one(hands: Hands, register: Register, family_id: str) -> None:
    _open_person(hands, "joko", "Joko Susilo")
    _choose_event(hands, "Meninggal")
    hands.enter("")
    hands.enter("18-11-2026")
    assert "Pilih kepala keluarga yang baru" in hands.screen
    assert hands.at.startswith("Siti Aminah")
    hands.press(SPACE)
    hands.tab_to("Lihat yang akan berubah")
    hands.press(ENTER)
    assert "meninggal" in hands.screen
    hands.press(ENTER)
    assert "Keluarga Siti Aminah" in hands.screen
    assert "Pernah di sini" in hands.screen
    assert ("Siti Aminah", HEAD) in _names(register, family_id)
    assert ("Joko Susilo", HEAD) in _names(register, family_id, date(2026, 11, 17))
    hands.alt("Siapa di rumah ini pada")
    hands.enter("17-11-2026")
    assert "Di rumah ini 17 November 2026" in hands.screen
    assert "Keluarga Joko Susilo" in hands.screen
    hands.enter("99-11-2026")
    assert "Tanggal belum terbaca" in hands.screen
    assert hands.at == "Siapa di rumah ini pada tanggal"


def test_a_child_typed_again_is_recognised_and_two_entries_become_one_and_two_again(
    hands: Hands, register: Register
) -> None:
    again = PersonForm("Aisah Putri", Sex.FEMALE, date(2026, 3, 13), mother_name="Nurhayati", dusun="Krajan")
    hands.press(Qt.Key.Key_3, ALT)
    hands.alt("Daftarkan warga")
    hands.enter(again.name)
    hands.type("p")
    hands.enter("", "13-03-2026")
    hands.tab_to("Nama ibu")
    hands.type(again.mother_name)
    hands.until_seen("Mungkin sudah ada: Aisyah Putri")
    hands.alt("Buka yang sudah ada")
    assert "16 Oktober 2026" in hands.screen

    # Another kader wrote her down all the same, on another day.
    registration.register_person(register, replace(again, confirmation_reason="dari buku lama"))
    before = registration.list_people(register).total or 0
    hands.press(ESCAPE)
    hands.alt("Bersihkan data ganda")
    hands.until_seen("1 pasang mungkin orang yang sama")
    hands.press(ENTER)
    hands.tab_to("Satukan")
    hands.press(ENTER)
    assert registration.list_people(register).total == before - 1
    hands.until_seen("Tidak ada data ganda")
    hands.tab_to("Pisahkan lagi")
    hands.press(ENTER)
    hands.until_seen("kembali menjadi dua catatan")
    assert registration.list_people(register).total == before
