"""What is said to the mother: plain, kind, with next month's date and least weight."""

from datetime import date

import pytest

from core.services.growth.measuring import mother_message
from core.services.growth.mother_message import one_month_later
from core.words.people import Posture, Sex


@pytest.fixture
def say(weigh):
    """The message after the last of these visits on the 12th of months up to November 2026."""

    def message(child, *kilograms, next_on=None, **facts):
        history = None
        for back, kg in enumerate(kilograms):
            month = 12 - len(kilograms) + back
            last = facts if back == len(kilograms) - 1 else {}
            history = weigh(child, f"2026-{month:02d}-12", kg, confirmation_reason="uji", **last)
        assert history is not None
        return mother_message(history, history.visits[-1], next_on)

    return message


def test_a_good_month_with_next_months_date_and_least_weight(add_child, say):
    message = say(add_child("AISYAH PUTRI", "2026-03-01"), 7.1, 7.4)
    assert message.text == (
        "Berat Aisyah 7,4 kg, naik 0,3 kg. Bagus, Bu. Beri telur, ikan, atau ayam setiap kali makan, dan ASI "
        "diteruskan. Kita timbang lagi 12 Desember 2026; semoga beratnya paling sedikit 7,7 kg."
    )
    assert (message.target_weight_g, message.target_on) == (7_700, date(2026, 12, 12))


def test_the_next_posyandu_day_decides_date_and_kbm(add_child, say):
    message = say(add_child("Aisyah", "2026-03-01"), 7.1, 7.4, next_on=date(2027, 2, 3))
    assert "3 Februari 2027" in message.text
    assert message.target_weight_g == 7_600


@pytest.mark.parametrize(
    ("chain", "words"),
    [
        ((7.4, 7.5), "naik sedikit, 0,1 kg. Ini biasa terjadi"),
        ((7.4, 7.4), "sama dengan bulan lalu. Ini biasa terjadi"),
        ((7.4, 7.2), "turun 0,2 kg dari bulan lalu. Apakah sedang sakit atau susah makan?"),
        ((7.3, 7.4, 7.5), "Mari kita periksakan ke petugas"),
        ((7.4,), "penimbangan pertamanya di sini"),
    ],
)
def test_a_month_without_gain_is_no_illness(add_child, say, chain, words):
    text = say(add_child("Aisyah", "2026-03-01"), *chain).text
    assert words in text
    assert not any(hard in text.lower() for hard in ("tidak sehat", "buruk", "kurang gizi", "stunting", "!", "bgm"))


def test_a_young_baby_only_needs_breast_milk(add_child, say):
    assert "Cukup ASI saja" in say(add_child("Aisyah", "2026-08-01"), 5.0, 5.9).text


def test_whoever_is_heavy_for_its_length_gets_no_weight_to_reach(add_child, say):
    child = add_child("Bima", "2024-03-01", Sex.MALE)
    message = say(child, 15.0, 15.4, length_mm=890, posture=Posture.STANDING)
    assert message.target_weight_g is None
    assert "kurangi yang manis" in message.text
    assert "12 Desember 2026" in message.text


def test_oedema_is_helped_today_and_its_weight_is_no_target(add_child, say):
    message = say(add_child("Bima", "2024-03-01", Sex.MALE), 11.0, has_oedema=True)
    assert "Hari ini juga" in message.text
    assert message.target_weight_g is None


def test_without_a_weight_nothing_is_invented(add_child, say):
    message = say(add_child("Bima", "2024-03-01", Sex.MALE), None, muac_mm=140)
    assert message.text.startswith("Hari ini Bima belum ditimbang.")
    assert message.target_weight_g is None


def test_a_child_growing_out_is_not_called_again(add_child, say):
    message = say(add_child("Eko", "2021-12-01", Sex.MALE), 15.0, 15.2)
    assert message.target_weight_g is None
    assert "Kita timbang lagi" not in message.text


@pytest.mark.parametrize(("day", "later"), [("2026-01-31", "2026-02-28"), ("2026-12-12", "2027-01-12")])
def test_a_month_later(day, later):
    assert one_month_later(date.fromisoformat(day)) == date.fromisoformat(later)
