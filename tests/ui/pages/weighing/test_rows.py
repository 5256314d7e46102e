"""The list of the day as text: groups, order, and who is next."""

from datetime import date

import pytest

from core.services.views import DayLine, PersonLine
from core.words.findings import Severity
from core.words.people import Sex
from ui.pages.weighing.rows import GUESSES, Kind, day_rows, found_rows, next_waiting

RED, URGENT, GREEN = Severity.RED, Severity.URGENT, Severity.GREEN


def _line(name: str, severity: Severity | None = None, dusun: str = "Krajan") -> DayLine:
    return DayLine(
        person_id=name.lower(),
        name=name,
        sex=Sex.FEMALE,
        born_on=date(2026, 1, 1),
        mother="",
        dusun=dusun,
        rt="",
        age="10 bln",
        letter="N" if severity else "",
        severity=severity,
        has_draft=False,
        measured=severity is not None,
    )


def _texts(*lines: DayLine, unanswered: str = "", shows_every_red: bool = False) -> list[str]:
    ids = frozenset(unanswered.lower().split())
    return [row.text for row in day_rows(lines, ids, shows_every_red=shows_every_red)]


def test_waiting_by_dusun_then_those_who_came() -> None:
    lines = (_line("Ani"), _line("Budi", GREEN), _line("Cici", dusun="Sumber"), _line("Dedi", dusun=""))
    assert _texts(*lines) == [
        "Belum datang  3", "Dusun Krajan", "Ani", "Dusun Sumber", "Cici", "Dusun belum dicatat", "Dedi",
        "Sudah datang  1", "Budi",
    ]  # fmt: skip


def test_a_red_stands_on_top_until_it_is_answered() -> None:
    lines = (_line("Ani"), _line("Budi", RED))
    assert _texts(*lines, unanswered="budi")[:2] == ["Perlu tindak lanjut  1", "Budi"]
    assert _texts(*lines)[-2:] == ["Sudah datang  1", "Budi"]


def test_many_reds_leave_the_waiting_in_sight_and_the_most_serious_come_first() -> None:
    lines = (_line("A", RED), _line("B", RED), _line("C", RED), _line("D", RED), _line("E", URGENT), _line("F"))
    shown = _texts(*lines, unanswered="a b c d e")
    assert shown[:6] == ["Perlu tindak lanjut  5", "E", "A", "B", "Tampilkan 2 lainnya", "Belum datang  1"]
    assert _texts(*lines, unanswered="a b c d e", shows_every_red=True)[:6] == [
        "Perlu tindak lanjut  5", "E", "A", "B", "C", "D",
    ]  # fmt: skip


def test_headings_cannot_be_opened_and_the_rest_can() -> None:
    rows = day_rows((_line("Ani"), *(_line(name, RED) for name in "BCDEF")), frozenset("bcdef"))
    assert {row.kind for row in rows if row.can_open} == {Kind.CHILD, Kind.MORE}


@pytest.mark.parametrize(("after", "following"), [("", "ani"), ("ani", "dedi"), ("cici", "dedi"), ("dedi", "ani")])
def test_the_next_one_is_the_next_on_the_list_who_has_not_come(after: str, following: str) -> None:
    lines = (_line("Ani"), _line("Budi", GREEN), _line("Cici", GREEN), _line("Dedi"))
    found = next_waiting(lines, after)
    assert found is not None
    assert found.person_id == following


def test_when_all_came_nobody_is_next() -> None:
    assert next_waiting((_line("Ani", GREEN),), "") is None
    assert _texts(_line("Ani", GREEN))[0] == "Semua sudah datang"
    assert _texts() == ["Belum ada anak di daftar"]


def test_guesses_stand_apart_below_those_who_fit() -> None:
    lines = (_line("Ani"), _line("Anis", GREEN), _line("Ari"))
    found = (_person("Ani"), _person("Anis"), _person("Asti"), _person("Ari", is_guess=True))
    rows = found_rows(lines, found, "ani", frozenset())
    assert [row.text for row in rows] == [
        "Ani", "Anis", "Di luar daftar hari ini", "Asti", GUESSES, "Ari", "Daftarkan anak baru “ani”",
    ]  # fmt: skip
    assert [row.text for row in rows if row.is_guess] == ["Ari"]


def _person(name: str, *, is_guess: bool = False) -> PersonLine:
    places = dict.fromkeys(("nik_masked", "kk_masked", "dusun", "rw", "rt", "address", "posyandu"), "")
    return PersonLine(
        name.lower(), name, Sex.FEMALE, date(2026, 1, 1), "", "", **places, age="10 bln", is_guess=is_guess
    )
