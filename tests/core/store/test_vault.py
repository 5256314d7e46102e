"""Sealing the data key: only the right PIN on the right computer, or the recovery code, opens it."""

import json
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EnvironmentProblem
from core.store.device import Device
from core.store.keyring import Keyring, PinCost
from core.store.vault import (
    Face,
    code_wrap,
    face_of,
    new_key,
    open_code,
    open_pin,
    pin_wrap,
    with_face,
)
from tests.cheap_pins import real_cost

HERE, THERE = Device("ini", b"\x01" * 32), Device("lain", b"\x02" * 32)
SARI = Face("Bu Sari Wahyuni", "kader+admin", "bunga")
KEY = new_key()
WRAP = pin_wrap(KEY, "register", "akun", SARI, "482915", HERE)


def test_the_right_pin_on_this_computer():
    assert open_pin(WRAP, "register", "482915", HERE) == KEY


@pytest.mark.parametrize(
    ("wrap", "register_id", "pin", "device"),
    [
        (WRAP, "register", "482916", HERE),
        (WRAP, "register", "", HERE),
        (WRAP, "register", "482915", THERE),
        (WRAP, "lain", "482915", HERE),
        (replace(WRAP, account_id="akun lain"), "register", "482915", HERE),
        (replace(WRAP, cost=PinCost(2, 64)), "register", "482915", HERE),
        (replace(WRAP, salt=bytes(16)), "register", "482915", HERE),
        (replace(WRAP, sealed=WRAP.sealed[:-1]), "register", "482915", HERE),
        (replace(WRAP, sealed=b""), "register", "482915", HERE),
    ],
)
def test_anything_else_opens_nothing(wrap, register_id, pin, device):
    assert open_pin(wrap, register_id, pin, device) is None


@given(st.integers(0, len(WRAP.sealed) - 1), st.integers(0, 7))
def test_a_flipped_bit_in_the_seal_opens_nothing(place, bit):
    sealed = bytearray(WRAP.sealed)
    sealed[place] ^= 1 << bit
    assert open_pin(replace(WRAP, sealed=bytes(sealed)), "register", "482915", HERE) is None


def test_two_wraps_of_one_pin_have_nothing_in_common():
    other = pin_wrap(KEY, "register", "akun", SARI, "482915", HERE)
    assert other.salt != WRAP.salt
    assert other.sealed[12:] != WRAP.sealed[12:]


def test_the_recovery_code_opens_on_every_computer():
    code, wrap = code_wrap(KEY, "register")
    ring = Keyring("register", wrap)
    assert open_code(ring, code) == KEY
    assert open_code(ring, code.lower().replace("-", " ")) == KEY
    other_code, other = code_wrap(KEY, "register")
    assert open_code(ring, other_code) is None
    assert open_code(Keyring("lain", wrap), code) is None
    assert open_code(Keyring("register", other), code) is None
    assert open_code(ring, "482915") is None


def test_the_face_is_seen_on_this_computer_only():
    assert face_of(WRAP, "register", HERE) == SARI
    assert face_of(WRAP, "register", THERE) is None
    assert face_of(replace(WRAP, account_id="akun lain"), "register", HERE) is None


def test_another_name_keeps_the_pin_and_its_length_shows_nothing():
    renamed = with_face(WRAP, "register", Face("Ani", "kader", ""), HERE)
    assert face_of(renamed, "register", HERE) == Face("Ani", "kader", "")
    assert open_pin(renamed, "register", "482915", HERE) == KEY
    assert len(renamed.face) == len(WRAP.face)


def test_a_computer_without_memory_says_so():
    with pytest.raises(EnvironmentProblem, match="Memori"):
        open_pin(replace(WRAP, cost=PinCost(1, 1 << 31)), "register", "482915", HERE)


def test_a_pin_on_this_computer_costs_64_mib_and_a_fraction_of_a_second(monkeypatch):
    cost = real_cost()
    assert cost.memory_kib >= 64 * 1024
    monkeypatch.setattr("core.store.vault.cost_here", lambda: cost)
    wrap = pin_wrap(KEY, "register", "akun", SARI, "482915", HERE)
    started = time.perf_counter()
    assert open_pin(wrap, "register", "482915", HERE) == KEY
    # Other work on the machine may slow it down; a slow computer's single pass may take longer than half a second.
    assert time.perf_counter() - started > 0.1
    assert cost.passes >= 3


def test_the_key_of_a_face_is_not_the_key_of_a_pin():
    assert json.dumps(SARI.name).encode() not in WRAP.face
    assert KEY not in WRAP.sealed
