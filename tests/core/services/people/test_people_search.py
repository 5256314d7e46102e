"""Finding people while typing, as a kader types."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.clock import Clock
from core.rules.permissions import Action
from core.services.people.people_search import search, warm_up
from core.services.register import open_register
from core.services.setup import add_posyandu, list_posyandu, set_up
from core.store.people import Family, FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus, Sex

TODAY = date(2026, 11, 25)
#: id, name, sex, birth date, NIK, mother, family
PEOPLE = (
    ("nurhayati", "Nurhayati", "P", "1995-02-01", "3273014102950001", None, "a"),
    ("aisyah", "Aisyah Putri", "P", "2025-01-10", "3273015001250002", "nurhayati", "a"),
    ("rizky", "Moh. Rizky", "L", "2023-05-02", None, "nurhayati", "a"),
    ("aminah", "St. Aminah", "P", "1990-07-07", "3273014707900003", None, "b"),
    ("mira", "Mira Lestari", "P", "2024-03-03", None, "aminah", "b"),
    ("suyono", "Soejono", "L", "1960-01-01", "3273010101600004", None, "b"),
    ("aisyah-tua", "Aisyah", "P", "1950-01-01", None, None, "b"),
    ("aisyah-pindah", "Aisyah Anggun", "P", "2024-01-01", None, None, "b"),
    ("putri", "Putri Aisyah", "P", "1999-01-01", None, None, "b"),
    ("muhammad", "Muhammad Iqbal", "L", "1980-01-01", None, None, "b"),
)


def row_of(person):
    names = ("id", "name", "sex", "born_on", "nik", "mother_id")
    status = LifeStatus.MOVED_AWAY if person[0] == "aisyah-pindah" else LifeStatus.ALIVE
    row = dict(zip(names, person, strict=False))
    return row | {"sex": Sex(person[2]), "born_on": date.fromisoformat(person[3]), "status": status}


def fill(register):
    posyandu = list_posyandu(register)[0].id
    with register.deed("Mengisi", action=Action.REGISTER_PEOPLE) as deed:
        deed.insert_many(
            Family,
            [
                {"id": "a", "dusun": "Krajan", "rt": "003", "kk_number": "3273011200000001", "posyandu_id": posyandu},
                {"id": "b", "dusun": "Sawah", "rt": "003", "kk_number": "3273011200000002"},
            ],
        )
        deed.insert_many(Person, [row_of(person) for person in PEOPLE])
        deed.insert_many(
            FamilyMember, [{"family_id": row[6], "person_id": row[0], "role": FamilyRole.OTHER} for row in PEOPLE]
        )


@pytest.fixture
def find(register):
    fill(register)

    def run(text, **options):
        return [line.id for line in search(register, text, **options)]

    return run


@pytest.mark.parametrize(
    ("typed", "first"),
    [
        ("mi", "mira"),
        ("m", "muhammad"),
        ("ais nur", "aisyah"),
        ("aisyah putri", "aisyah"),
        ("putri ais", "putri"),
        ("muhammad rizki", "rizky"),
        ("moh riz", "rizky"),
        ("m. rizqi", "rizky"),
        ("siti aminah", "aminah"),
        ("sitti am", "aminah"),
        ("ny. st. aminah", "aminah"),
        ("sujono", "suyono"),
        ("suyono", "suyono"),
        ("nur hayati", "nurhayati"),
        ("noerhajati", "nurhayati"),
        ("AISAH", "aisyah-tua"),
        ("3273015001250002", "aisyah"),
        ("3273 0150 0125", "aisyah"),
        ("50002", "aisyah"),
        ("lestrai", "mira"),
        ("mria lestari", "mira"),
        ("aminnah", "aminah"),
        ("soejonno", "suyono"),
        ("iqbal krajan sawah", "muhammad"),
    ],
)
def test_what_is_typed_finds_whom_is_meant(find, typed, first):
    assert find(typed)[0] == first


def test_a_name_ranks_before_a_mother_and_a_mother_before_an_address(find):
    assert find("nur") == ["nurhayati", "aisyah", "rizky"]
    assert set(find("krajan")) == {"nurhayati", "aisyah", "rizky"}
    assert set(find("rt 03")) == {row[0] for row in PEOPLE}


def test_one_name_ranks_before_two_that_only_run_together_so(find, register):
    whole = find("aisy")
    with register.deed("Mengisi", action=Action.REGISTER_PEOPLE) as deed:
        deed.insert_many(Person, [row_of(("ai", "Ai Safitri", "P", "1975-07-23", None, None, "b"))])
    assert whole[0] == "aisyah-tua"
    assert find("aisy")[0] == "aisyah-tua"
    assert "ai" in find("aisa")


def test_exact_names_first_and_who_moved_away_last(find):
    found = find("aisyah")
    assert found[0] == "aisyah-tua"
    assert found[-1] == "aisyah-pindah"
    assert set(found) == {"aisyah-tua", "aisyah", "putri", "aisyah-pindah"}


def test_under_fives_come_first_when_children_are_called_up(find):
    assert find("aisyah", under_five_on=TODAY)[0] == "aisyah"
    assert find("m", under_five_on=TODAY)[:2] == ["rizky", "mira"] or find("m", under_five_on=TODAY)[:2] == [
        "mira",
        "rizky",
    ]
    assert "muhammad" in find("m", under_five_on=TODAY)


def test_a_search_can_keep_to_one_posyandu_and_to_a_few(find, register):
    melati = list_posyandu(register)[0].id
    anggrek = add_posyandu(register, "Anggrek").value.id
    assert find("aisyah", posyandu_id=melati) == ["aisyah"]
    assert find("aisyah", posyandu_id=anggrek) == []
    assert len(find("a", limit=2)) == 2
    assert find("aisyah", limit=0) == []


def test_nothing_typed_finds_nobody(find):
    assert [find(text) for text in ("", "   ", "'\"*", "()", "-")] == [[]] * 5


def test_a_corrected_name_and_a_new_person_are_found_at_once(find, register):
    warm_up(register)
    with register.deed("Membetulkan nama", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, "mira").name = "Zulaikha"
    assert find("zulaikha") == ["mira"]
    assert find("zulaika") == ["mira"]
    assert find("sulekha") == ["mira"]
    assert find("mira lestari") != ["mira"]
    with register.deed("Mengubah nama ibu", action=Action.REGISTER_PEOPLE) as deed:
        deed.session.get_one(Person, "nurhayati").name = "Kartika"
    assert find("ais kartika") == ["aisyah"]
    assert find("nurhayati") == []


def test_names_corrected_together_are_all_found(find, register):
    warm_up(register)
    names = {person[0]: f"Warga{letter}o" for person, letter in zip(PEOPLE, "bcdegklmnr", strict=True)}
    with register.deed("Membetulkan semua nama", action=Action.REGISTER_PEOPLE) as deed:
        for person_id, name in names.items():
            deed.session.get_one(Person, person_id).name = name
    assert {find(name)[0]: name for name in names.values()} == names


@given(st.text(max_size=30))
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=60)
def test_no_text_breaks_the_search(register, text):
    search(register, text)


@pytest.mark.parametrize(
    "text", ['"', "siti OR 1", "NEAR(a b)", "name:a", "a*", "^a", "-a", "a AND", "NOT", "{a}", "a' --"]
)
def test_operators_are_only_letters(find, text):
    find(text)


@pytest.mark.postgres
def test_the_same_on_a_server(empty_server):
    register = open_register(empty_server, clock=Clock(TODAY))
    set_up(register, posyandu="Melati", village="Sukamaju")
    fill(register)
    for typed, first in (("ais nur", "aisyah"), ("moh riz", "rizky"), ("50002", "aisyah"), ("lestrai", "mira")):
        assert search(register, typed)[0].id == first
    register.close()
