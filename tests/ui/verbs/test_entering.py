"""An encrypted register on the command line: made with a PIN, opened by every verb with PIN or recovery code."""

import json
from pathlib import Path

import pytest

from core.clock import Clock
from core.services.trust.access import accounts_at, unlock
from core.services.trust.accounts import add_account
from core.services.trust.signing_in import open_unlocked
from core.words.roles import Role
from ui.cli import main

PIN, ANI = "482915", "771144"
TODAY = "2026-11-25"


@pytest.fixture
def run(capsys, monkeypatch):
    """Run one command line, with a PIN in BUKU_PIN; gives (exit status, stdout, stderr)."""

    def call(*arguments: object, pin: str = "") -> tuple[int, str, str]:
        monkeypatch.setenv("BUKU_PIN", pin)
        capsys.readouterr()
        status = main([*map(str, arguments), "--today", TODAY])
        out, err = capsys.readouterr()
        return status, out, err

    return call


@pytest.fixture
def village(run, tmp_path):
    """Place and recovery code of a register that Bu Sari made."""
    place = str(tmp_path / "melati.db")
    names = ("--posyandu", "Melati", "--village", "Sukamaju", "--account", "Bu Sari")
    status, out, _ = run("init", *names, "--db", place, "--json", pin=PIN)
    assert status == 0
    return place, json.loads(out)["recovery_code"]


def nothing_done(answer: tuple[int, str, str], why: str) -> bool:
    status, out, err = answer
    return status == 2 and out == "" and why in err and err.count("\n") == 1


class TestInit:
    def test_with_a_pin_shows_the_recovery_code_once(self, run, tmp_path):
        place = tmp_path / "melati.db"
        names = ("--posyandu", "Melati", "--village", "Sukamaju", "--account", "Bu Sari")
        status, out, err = run("init", *names, "--db", place, pin=PIN)
        assert (status, err) == (0, "")
        assert "Akun: Bu Sari (Kader, Ketua)" in out
        code = out.split("Kode pemulihan: ")[1].split("\n")[0]
        assert len(code) == 35
        assert b"SQLite" not in place.read_bytes()
        assert code not in run("check", "--db", place, pin=PIN)[1]

    def test_without_a_name_the_first_account_is_the_head(self, run, tmp_path):
        place = tmp_path / "melati.db"
        status, out, _ = run("init", "--posyandu", "M", "--village", "S", "--db", place, "--json", pin=PIN)
        assert (status, json.loads(out)["account"]) == (0, "Ketua")

    def test_a_bidan_may_be_the_first(self, run, tmp_path):
        place = tmp_path / "melati.db"
        names = ("--posyandu", "M", "--village", "S", "--account", "Bidan Rini", "--roles", "bidan+admin")
        assert run("init", *names, "--db", place, pin=PIN)[0] == 0
        assert accounts_at(str(place))[0].roles == {Role.BIDAN, Role.ADMIN}

    def test_an_account_needs_a_pin(self, run, tmp_path):
        names = ("--posyandu", "M", "--village", "S", "--account", "Bu Sari")
        assert nothing_done(run("init", *names, "--db", tmp_path / "m.db"), "Akun butuh PIN")
        assert list(tmp_path.iterdir()) == []

    def test_that_goes_wrong_leaves_nothing(self, run, tmp_path):
        names = ("--posyandu", " ", "--village", "S", "--account", "Bu Sari")
        assert run("init", *names, "--db", tmp_path / "m.db", pin=PIN)[0] == 2
        assert list(tmp_path.iterdir()) == []

    def test_unknown_roles(self, run, tmp_path):
        names = ("--posyandu", "M", "--village", "S", "--roles", "camat")
        assert nothing_done(run("init", *names, "--db", tmp_path / "m.db", pin=PIN), "'camat' bukan tugas")

    def test_does_not_touch_one_that_is_there(self, run, village):
        before = Path(village[0]).read_bytes()
        names = ("--posyandu", "M", "--village", "S")
        assert nothing_done(run("init", *names, "--db", village[0], pin=PIN), "sudah ada")
        assert Path(village[0]).read_bytes() == before


class TestVerbs:
    @pytest.mark.parametrize("verb", [["check"], ["search", "siti"], ["report", "skdn"]])
    def test_open_it_with_the_pin(self, run, village, verb):
        status, out, err = run(*verb, "--db", village[0], "--json", pin=PIN)
        assert (status, err) == (0, "")
        json.loads(out)

    def test_open_it_with_the_recovery_code(self, run, village):
        place, code = village
        assert run("check", "--db", place, pin=code.lower())[0] == 0

    @pytest.mark.parametrize(
        ("pin", "why"),
        [
            ("", "Beri PIN"),
            ("000001", "PIN salah"),
            ("00000-00000-00000-00000-00000-00000", "bukan milik register ini"),
            ("bukan-kode", "belum benar"),
        ],
    )
    def test_do_nothing_without_the_right_one(self, run, village, pin, why):
        assert nothing_done(run("check", "--db", village[0], pin=pin), why)

    def test_wait_after_three_wrong_ones_whatever_day_is_pinned(self, run, village):
        for _ in range(3):
            run("check", "--db", village[0], pin="000001")
        assert nothing_done(run("check", "--db", village[0], pin=PIN), "Tunggu")

    def test_take_the_pin_from_a_file(self, run, village, tmp_path):
        file = tmp_path / "pin.txt"
        file.write_text(f"{PIN}\n", encoding="utf-8")
        assert run("check", "--db", village[0], "--pin-file", file)[0] == 0
        file.write_text("", encoding="utf-8")
        assert nothing_done(run("check", "--db", village[0], "--pin-file", file, pin=PIN), "kosong")
        assert nothing_done(run("check", "--db", village[0], "--pin-file", tmp_path / "lupa"), "tidak dapat dibaca")

    def test_choose_among_several_accounts_by_name(self, run, village):
        place, _ = village
        clock = Clock()
        register = open_unlocked(place, unlock(place, accounts_at(place)[0].account_id, PIN, clock=clock), clock=clock)
        add_account(register, name="Bu Ani", roles=frozenset({Role.KADER}), pin=ANI)
        register.close()
        assert nothing_done(run("check", "--db", place, pin=ANI), "Bu Sari, Bu Ani. Pilih dengan --account NAMA")
        assert nothing_done(run("check", "--db", place, "--account", "Bu Tuti", pin=ANI), "tidak ada")
        assert run("check", "--db", place, "--account", "bu ani", pin=ANI)[0] == 0
        assert run("--account", "Bu Sari", "check", "--db", place, pin=PIN)[0] == 0

    def test_on_another_computer_ask_for_the_recovery_code(self, run, village, other_computer):
        other_computer("lain")
        assert nothing_done(run("check", "--db", village[0], pin=PIN), "Buka dengan kode pemulihan")

    def test_do_not_fill_a_new_register_in_the_clear_for_who_gave_a_pin(self, run, tmp_path):
        source = tmp_path / "anak.csv"
        source.write_text("nik,visit_date\n", encoding="utf-8")
        place = tmp_path / "baru.db"
        assert nothing_done(run("import", "growth-csv", source, "--db", place, pin=PIN), "dengan init")
        assert not place.exists()

    def test_say_when_the_keyring_is_missing(self, run, village):
        place, _ = village
        for twin in ("", "2"):
            Path(f"{place}.kunci{twin}").unlink()
        assert nothing_done(run("check", "--db", place, pin=PIN), "melati.db.kunci")

    def test_say_when_the_keyring_is_another_registers(self, run, village, tmp_path):
        place, _ = village
        other = tmp_path / "lain.db"
        assert run("init", "--posyandu", "L", "--village", "S", "--db", other, pin=PIN)[0] == 0
        for twin in ("", "2"):
            Path(f"{other}.kunci{twin}").replace(f"{place}.kunci{twin}")
        assert nothing_done(run("check", "--db", place, pin=PIN), "tidak cocok")
