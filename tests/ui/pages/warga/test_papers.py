"""Who may have which paper: of a person, and of a hari buka."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import NotAllowed
from core.services.day.open_day import open_day
from core.services.people.people_lists import people_lines
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register, open_register
from core.services.setup import list_posyandu, set_up
from core.services.trust.access_log import log_of
from core.services.views import PersonLine
from core.words.people import Sex
from core.words.roles import Role, User
from printouts.paper import A4
from ui.pages.laporan.day_papers import DAY_PAPERS, DayPaper, Wish, finish, first_look
from ui.pages.warga.papers import finish as finish_person
from ui.pages.warga.papers import papers_for

TODAY = date(2026, 11, 25)


@pytest.fixture
def register(tmp_path: Path) -> Iterator[Register]:
    opened = open_register(str(tmp_path / "desa.db"), who="Bu Sari", clock=Clock(TODAY))
    set_up(opened, posyandu="Melati", village="Sukamaju")
    yield opened
    opened.close()


@pytest.fixture
def child(register: Register) -> PersonLine:
    form = PersonForm("Aisyah Putri", Sex.FEMALE, date(2026, 3, 13), mother_name="Nurhayati")
    (line,) = people_lines(register, [register_person(register, form).value])
    return line


def as_(register: Register, role: Role) -> Register:
    register.sign_in(User("", "Bu Tini", frozenset({role})))
    return register


def paper(key: str) -> DayPaper:
    return next(one for one in DAY_PAPERS if one.key == key)


def test_a_kader_prints_all_of_a_child_and_the_ketua_nothing(register: Register, child: PersonLine) -> None:
    keys = [one.key for one in papers_for(as_(register, Role.KADER), child)]
    assert keys == ["kms", "kartu-bantu", "catatan-orang", "persetujuan"]
    assert papers_for(as_(register, Role.ADMIN), child) == ()


def test_the_file_of_a_paper_is_not_named_after_the_person(register: Register, child: PersonLine) -> None:
    made = finish_person(as_(register, Role.BIDAN), papers_for(register, child)[1], child)
    assert made.name.startswith("Kartu-bantu-pemeriksaan-2026-11-25-")
    assert not {"aisyah", "putri"} & set(made.name.lower().replace(".", "-").split("-"))


def test_what_only_the_bidan_asks_is_offered_to_nobody_else(register: Register) -> None:
    kinds = paper("lembar-skrining").kinds
    assert kinds is not None
    assert "epds" not in [key for _, key in kinds(as_(register, Role.KADER))]
    assert "epds" in [key for _, key in kinds(as_(register, Role.BIDAN))]
    with pytest.raises(NotAllowed):
        first_look(as_(register, Role.KADER), paper("lembar-skrining"), Wish(None, None, "epds", A4))


def test_who_may_not_see_health_sees_no_list_and_leaves_no_line(register: Register) -> None:
    unit_id = list_posyandu(register)[0].id
    day = open_day(register, unit_id, TODAY).value
    as_(register, Role.ADMIN)
    for made in (first_look, finish):
        with pytest.raises(NotAllowed):
            made(register, paper("daftar-sasaran"), Wish(day, unit_id, "", A4))
    register.user = None  # everybody may look now
    assert not any(line.text.startswith("Daftar sasaran") for line in log_of(register))
