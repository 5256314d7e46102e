"""The log of access: one line for a look, one for each paper; for those who may see it only."""

from datetime import UTC, date, datetime, timedelta

import pytest

from core.errors import NotAllowed
from core.rules.permissions import Action
from core.services.trust.access_log import Access, access_table, count_log, let_out, log_of, note, people_at_work
from core.services.trust.maintenance import check
from core.words.roles import Role, User

START = datetime(2026, 11, 25, 8, 0, tzinfo=UTC)


class HandClock:
    """A clock that is turned by hand."""

    def __init__(self):
        self.moment_now = START

    def today(self):
        return date(2026, 11, 25)

    def now(self):
        return self.moment_now

    def pass_minutes(self, minutes):
        self.moment_now += timedelta(minutes=minutes)


@pytest.fixture
def clock(register):
    register.clock = HandClock()
    return register.clock


def look(register, person):
    note(register, "lihat", "Halaman orang", person)


def test_a_second_look_within_ten_minutes_is_the_same_line(register, clock, add_child):
    child = add_child()
    look(register, child)
    clock.pass_minutes(10)
    look(register, child)
    assert len(log_of(register)) == 1
    clock.pass_minutes(1)
    look(register, child)
    assert [line.at for line in log_of(register, child)] == [START + timedelta(minutes=11), START]


def test_another_account_or_another_person_is_another_line(register, clock, add_child):
    one, other = add_child("Aisyah"), add_child("Bima", "2025-02-02")
    look(register, one)
    look(register, other)
    register.sign_in(User("2", "Bidan Rina", frozenset({Role.BIDAN})))
    look(register, one)
    assert [(line.who, line.person) for line in log_of(register)] == [
        ("Bidan Rina", "Aisyah"),
        ("Bu Sari", "Bima"),
        ("Bu Sari", "Aisyah"),
    ]
    assert [line.who for line in log_of(register, one)] == ["Bidan Rina", "Bu Sari"]
    assert [line.person for line in log_of(register, who="Bu Sari")] == ["Bima", "Aisyah"]
    assert people_at_work(register) == ("Bidan Rina", "Bu Sari")


def test_a_clock_set_back_hides_no_look(register, clock, add_child):
    child = add_child()
    look(register, child)
    clock.pass_minutes(-60)
    look(register, child)
    assert len(log_of(register)) == 2


def test_every_print_is_a_line_of_its_own_and_says_how_many_people(register, clock):
    for _ in range(2):
        let_out(register, Action.PRINT_PAPERS, "Kartu Menuju Sehat, seluruh desa", people=42)
    assert [line.text for line in log_of(register, kind=Access.PRINT)] == [
        "Kartu Menuju Sehat, seluruh desa (42 orang)"
    ] * 2
    assert count_log(register) == 2
    assert not log_of(register, kind=Access.LOOK)
    assert not log_of(register, since=date(2026, 11, 27))


def test_nothing_goes_out_without_the_right_and_then_no_line_is_written(register):
    register.sign_in(User("3", "Pak Lurah", frozenset({Role.ADMIN})))
    with pytest.raises(NotAllowed):
        let_out(register, Action.PRINT_PAPERS, "Kartu Menuju Sehat")
    let_out(register, Action.EXPORT, "Daftar warga", people=3)
    assert [(line.kind, line.text) for line in log_of(register)] == [(Access.EXPORT, "Daftar warga (3 orang)")]


def test_an_unknown_kind_is_a_mistake_of_the_program(register):
    with pytest.raises(ValueError, match="makan"):
        note(register, "makan", "")


def test_only_bidan_and_head_see_the_log(register, add_child):
    child = add_child()
    for role, may in ((Role.KADER, False), (Role.BIDAN, True), (Role.ADMIN, True)):
        register.sign_in(User("1", "Bu Sari", frozenset({role})))
        look(register, child)
        if may:
            assert log_of(register)
        else:
            with pytest.raises(NotAllowed, match="bidan atau ketua"):
                log_of(register)


def test_the_log_goes_out_as_a_list(register, clock, add_child):
    look(register, add_child("Aisyah"))
    table = access_table(log_of(register), written_on=register.today)
    assert table.rows[0][2:] == ("Bu Sari", "Melihat", "Aisyah", "Halaman orang")
    assert check(register).ok
