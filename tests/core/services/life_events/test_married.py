"""A marriage: four ways to live, the children who come along, and who must not marry."""

from datetime import date

import pytest

from core.errors import InputError
from core.services.confirmation import NeedsConfirmation
from core.services.life_events.married import LivesAt, MarriedForm
from core.services.life_events.table import preview_event, record_event
from core.words.people import MaritalStatus

DAY = date(2026, 6, 1)
BEFORE = date(2026, 5, 31)


@pytest.fixture
def form(village):
    return lambda **more: MarriedForm(village.person("Ujang"), village.person("Dewi"), DAY, **more)


def test_a_card_of_their_own_from_the_day_on(village, register, form):
    told = preview_event(register, form(kk_number="3273010101010009")).lines
    assert told == (
        "Status kawin Ujang menjadi kawin.",
        "Status kawin Dewi menjadi kawin.",
        "Ujang pindah dari keluarga Dadang ke KK baru 3273********0009 sebagai kepala keluarga mulai 1 Juni 2026.",
        "Dewi pindah dari KK 3273********0001 ke KK baru 3273********0009 sebagai istri mulai 1 Juni 2026.",
        "Ujang dan Dewi menikah 1 Juni 2026.",
        "KK baru 3273********0009 dibuat, rumah di Dusun Cikadu, Posyandu Melati.",
    )
    record_event(register, form(kk_number="3273010101010009"))
    assert village.house("Ujang") == {"Ujang": "Kepala keluarga", "Dewi": "Istri"}
    assert "Dewi" in village.house("Asep", BEFORE)
    assert "Dewi" not in village.house("Asep", DAY)
    assert village.facts("Dewi").marital_status is MaritalStatus.MARRIED


@pytest.mark.parametrize(
    ("lives_at", "host", "guest"),
    [(LivesAt.HUSBANDS, "Dadang", "Dewi"), (LivesAt.WIFES, "Asep", "Ujang")],
)
def test_with_the_parents_of_one_the_other_is_menantu(village, register, form, lives_at, host, guest):
    record_event(register, form(lives_at=lives_at))
    assert village.house(host)[guest] == "Menantu"


def test_each_stays_in_the_own_card(village, register, form):
    record_event(register, form(lives_at=LivesAt.AS_BEFORE))
    assert "Dewi" in village.house("Asep")
    assert "Ujang" in village.house("Dadang")


def test_a_child_comes_along_when_the_form_says_so(village, register, form):
    record_event(register, form(follower_ids=(village.person("Cici"),)))
    assert village.house("Ujang")["Cici"] == "Anak"


def test_a_head_who_leaves_is_replaced(village, register):
    record_event(register, MarriedForm(village.person("Budi"), village.person("Dewi"), DAY, LivesAt.AS_BEFORE))
    again = MarriedForm(village.person("Dadang"), village.person("Dewi"), date(2026, 7, 1))
    with pytest.raises(InputError, match="Dewi masih tercatat menikah"):
        record_event(register, again)


def test_husband_and_wife_are_a_man_and_a_woman(village, register):
    for husband, wife, field in (("Dewi", "Euis", "husband_id"), ("Ujang", "Budi", "wife_id")):
        with pytest.raises(InputError) as refused:
            record_event(register, MarriedForm(village.person(husband), village.person(wife), DAY))
        assert refused.value.field == field


def test_under_nineteen_is_written_only_with_a_reason(village, register, form):
    day_before = date(2021, 12, 31)  # Dewi is 19 on New Year's Day 2022, but they live here since 2023
    early = {"husband_id": village.person("Ujang"), "wife_id": village.person("Dewi"), "lives_at": LivesAt.AS_BEFORE}
    with pytest.raises(NeedsConfirmation, match="Dewi baru 18 tahun pada tanggal itu") as asked:
        record_event(register, MarriedForm(**early, on=day_before))
    assert [finding.field for finding in asked.value.findings] == ["wife_id"]
    record_event(register, MarriedForm(**early, on=day_before, confirmation_reason=" ada  izin pengadilan"))
    assert village.last_sentence() == "Mencatat pernikahan: Ujang dan Dewi (ada izin pengadilan)"


def test_on_the_nineteenth_birthday_nothing_is_asked(village, register):
    on = date(2022, 1, 1)
    record_event(register, MarriedForm(village.person("Ujang"), village.person("Dewi"), on, LivesAt.AS_BEFORE))
    assert village.facts("Dewi").marital_status is MaritalStatus.MARRIED
