"""The keyring beside a register: kept whole, changed one window at a time, without a name, PIN, code or key in it."""

import json
import threading
from base64 import b64decode, b64encode
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import EnvironmentProblem, InputError
from core.store.device import Device
from core.store.keyring import (
    Keyring,
    change,
    has_keyring,
    keyring_files,
    load,
    load_bytes,
    parsed,
    save,
    save_bytes,
)
from core.store.vault import Face, code_wrap, new_key, pin_wrap

HERE, THERE = Device("komputer-ini", b"\x01" * 32), Device("lain", b"\x02" * 32)
KEY = new_key()
CODE, CODE_WRAP = code_wrap(KEY, "r")


def wrap_of(account: str, device: Device = HERE, pin: str = "482915"):
    return pin_wrap(KEY, "r", account, Face("Siti Nurhaliza", "kader", "bunga"), pin, device)


RING = Keyring("r", CODE_WRAP, (wrap_of("siti"), wrap_of("ani"), wrap_of("siti", THERE)))


@pytest.fixture
def place(tmp_path):
    path = tmp_path / "melati.db"
    save(path, RING)
    return path


def test_comes_back_as_it_was(place):
    assert load(place) == RING
    assert [path.name for path in keyring_files(place)] == ["melati.db.kunci", "melati.db.kunci2"]


def test_holds_no_name_pin_code_or_key(place):
    body = load_bytes(place)
    seals = [json.loads(body)["code"], *json.loads(body)["pins"]]
    unpacked = [b64decode(seal[name]) for seal in seals for name in ("salt", "sealed", "face") if name in seal]
    data = b"\n".join([*(path.read_bytes() for path in keyring_files(place)), *unpacked])
    words = ("Siti Nurhaliza", "nurhaliza", "kader", "bunga", "482915", CODE, CODE.replace("-", ""), CODE[:11], HERE.id)
    secrets = [word.encode() for word in words] + [KEY, HERE.secret]
    for secret in (*secrets, *(secret.hex().encode() for secret in secrets), *map(b64encode, secrets)):
        assert secret not in data


def test_moves_with_a_backup(place, tmp_path):
    body = load_bytes(place)
    assert parsed(body) == RING
    save_bytes(tmp_path / "pulih.db", body)
    assert load(tmp_path / "pulih.db") == RING


def test_one_damaged_copy_is_mended(place):
    first, second = keyring_files(place)
    first.write_bytes(first.read_bytes()[:100])
    assert load(place) == RING
    assert first.read_bytes() == second.read_bytes()


def test_both_damaged_is_said(place):
    for path in keyring_files(place):
        path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(EnvironmentProblem, match="rusak, juga salinannya"):
        load(place)
    assert has_keyring(place)


def test_missing_is_said(tmp_path):
    assert not has_keyring(tmp_path / "melati.db")
    with pytest.raises(InputError, match=r"Salin juga berkas melati\.db\.kunci"):
        load(tmp_path / "melati.db")


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{}",
        b"[]",
        b"null",
        b"\xff\xfe",
        b'{"register": "r", "code": {"salt": "!", "sealed": ""}, "pins": []}',
        b'{"register": "r", "code": {"salt": "", "sealed": ""}, "pins": [1]}',
    ],
)
def test_a_body_that_is_none_is_refused(body):
    with pytest.raises(EnvironmentProblem, match="rusak"):
        parsed(body)


@given(st.sampled_from([[1 << 20, 64, 1], [1, 1 << 40, 1], [1, 64, 1 << 20]]))
def test_a_forged_cost_does_not_take_all_memory(cost):
    document = {
        "register": "r",
        "code": {"salt": "", "sealed": ""},
        "pins": [
            {"account": "a", "device": "d", "argon2id": cost, "salt": "", "sealed": "", "face": "", "wrong": 0}
            | {"wrong_at_ms": 0}
        ],
    }
    with pytest.raises(EnvironmentProblem):
        parsed(json.dumps(document).encode())


def test_a_new_pin_replaces_the_old_one_everywhere():
    ring = RING.with_pin(wrap_of("siti", pin="771144"))
    assert [(wrap.account_id, wrap.device) for wrap in ring.pins] == [
        ("ani", HERE.tag("r")),
        ("siti", HERE.tag("r")),
    ]


def test_a_first_pin_on_another_computer_leaves_the_others():
    ring = RING.with_pin(wrap_of("ani", THERE))
    assert len(ring.pins) == 4
    assert ring.of("ani", HERE.tag("r")) == RING.of("ani", HERE.tag("r"))


def test_a_removed_account_is_gone_from_every_computer():
    assert {wrap.account_id for wrap in RING.without("siti").pins} == {"ani"}


def test_windows_do_not_lose_each_others_changes(place):
    def count(_number: int) -> None:
        def one_more(ring: Keyring) -> Keyring:
            wrap = ring.pins[0]
            return ring.with_same(replace(wrap, wrong=wrap.wrong + 1))

        for _ in range(5):
            change(place, one_more)

    windows = [threading.Thread(target=count, args=(number,)) for number in range(4)]
    for window in windows:
        window.start()
    for window in windows:
        window.join()
    assert load(place).pins[0].wrong == 20


def test_a_full_disk_is_said_and_changes_nothing(place, monkeypatch):
    def full(*_arguments, **_options):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.mkstemp", full)
    with pytest.raises(EnvironmentProblem, match="tidak dapat ditulis"):
        change(place, lambda ring: ring.without("siti"))
    assert load(place) == RING
