"""The first account: a new register, or one in the clear that becomes an encrypted one and loses nothing."""

import errno
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError
from core.services.people.people_search import search
from core.services.register import open_register
from core.services.trust.access import accounts_at, is_locked, unlock, unlock_with_code
from core.services.trust.maintenance import check
from core.services.trust.protecting import create_protected, protect
from core.services.trust.signing_in import open_unlocked
from core.words.roles import Role

HEAD = frozenset({Role.KADER, Role.ADMIN})
PIN = "482915"
CLOCK = Clock(date(2026, 11, 25))
OLD = Path(__file__).parents[3] / "old_registers" / "0002.db"

ROOT = Path(__file__).parents[4]
POWER_CUT = """
import importlib, os
from tests import cheap_pins
from core.services.trust.protecting import protect
from core.services.register import open_register
from core.words.roles import Role

cheap_pins.use()
module = importlib.import_module("{module}")
work = module.{name}

def last(*arguments, **options):
    work(*arguments, **options)
    os._exit(9)

module.{name} = last
protect(open_register({place!r}), name="Bu Sari", roles=frozenset({{Role.KADER, Role.ADMIN}}), pin="482915")
"""


def clear_files(folder: Path, *words: bytes) -> list[str]:
    """Names of the files in which one of the words, or SQLite's own header, can be read."""
    return [
        path.name
        for path in folder.rglob("*")
        if path.is_file() and any(word in path.read_bytes() for word in (b"SQLite format 3", *words))
    ]


class TestANewRegister:
    def test_is_encrypted_from_its_first_byte(self, tmp_path):
        place = tmp_path / "baru" / "melati.db"
        made = create_protected(str(place), name="Bu Sari", roles=HEAD, pin=PIN, clock=CLOCK)
        assert made.register.user is not None
        assert made.register.user.name == "Bu Sari"
        assert check(made.register).ok
        assert clear_files(tmp_path, b"Bu Sari") == []
        made.register.close()
        assert is_locked(str(place))
        assert made.recovery_code not in repr(made)

    @pytest.mark.parametrize(
        ("change", "why"),
        [
            ({"pin": "123456"}, "berurutan"),
            ({"name": ""}, "belum diisi"),
            ({"roles": frozenset({Role.KADER})}, "Akun pertama harus ketua"),
        ],
    )
    def test_that_will_not_do_leaves_nothing(self, tmp_path, change, why):
        with pytest.raises(InputError, match=why):
            create_protected(**{"place": str(tmp_path / "m.db"), "name": "Bu Sari", "roles": HEAD, "pin": PIN} | change)
        assert list(tmp_path.iterdir()) == []

    def test_does_not_take_the_place_of_another(self, place):
        before = place.read_bytes()
        with pytest.raises(InputError, match="sudah ada"):
            create_protected(str(place), name="Bu Sari", roles=HEAD, pin=PIN)
        assert place.read_bytes() == before

    def test_keeps_the_keyring_of_a_register_that_was_moved_away(self, tmp_path):
        place = tmp_path / "melati.db"
        first = create_protected(str(place), name="Bu Sari", roles=HEAD, pin=PIN, clock=CLOCK)
        first.register.close()
        place.rename(tmp_path / "dipindah.db")
        create_protected(str(place), name="Bu Ani", roles=HEAD, pin=PIN, clock=CLOCK).register.close()
        for twin in ("", "2"):
            (tmp_path / f"melati.db.kunci{twin}.lama1").rename(tmp_path / f"dipindah.db.kunci{twin}")
        assert [face.name for face in accounts_at(str(tmp_path / "dipindah.db"))] == ["Bu Sari"]
        assert unlock_with_code(str(tmp_path / "dipindah.db"), first.recovery_code, clock=CLOCK).key

    def test_that_cannot_be_written_leaves_nothing(self, tmp_path, monkeypatch):
        def broken(*_arguments, **_options):
            raise EnvironmentProblem("Disk penuh.")

        monkeypatch.setattr("core.services.trust.protecting.open_database", broken)
        with pytest.raises(EnvironmentProblem):
            create_protected(str(tmp_path / "m.db"), name="Bu Sari", roles=HEAD, pin=PIN)
        assert list(tmp_path.iterdir()) == []


class TestARegisterInTheClear:
    def test_becomes_an_encrypted_one_and_loses_nothing(self, register, add_child, place):
        child = add_child("Aisyah Putri")
        before = check(register)
        made = protect(register, name="Bu Sari", roles=HEAD, pin=PIN).value
        after = made.register
        assert check(after) == before
        assert [line.id for line in search(after, "aisyah")] == [child]
        assert after.user is not None
        assert after.user.name == "Bu Sari"
        with pytest.raises(InputError, match="bersandi"):
            open_register(str(place))
        after.close()
        assert clear_files(place.parent, b"Aisyah", b"Bu Sari") == []
        assert made.left_in_clear == ()
        opening = unlock(str(place), accounts_at(str(place))[0].account_id, PIN, clock=CLOCK)
        again = open_unlocked(str(place), opening, clock=CLOCK)
        assert [line.name for line in search(again, "aisyah")] == ["Aisyah Putri"]
        again.close()

    def test_takes_its_copies_from_before_an_upgrade_along(self, tmp_path):
        place = tmp_path / "desa.db"
        shutil.copy(OLD, place)
        register = open_register(str(place), clock=CLOCK)
        assert len(clear_files(tmp_path)) >= 2
        made = protect(register, name="Bu Sari", roles=HEAD, pin=PIN).value
        made.register.close()
        assert clear_files(tmp_path) == []
        copy = next(path for path in tmp_path.glob("desa-sebelum-*.db"))
        assert is_locked(str(copy))
        assert unlock_with_code(str(copy), made.recovery_code, clock=CLOCK).key

    def test_that_is_open_in_another_window_stays_as_it_is(self, register, place):
        other = open_register(str(place), clock=CLOCK)
        with other.reading() as session:
            session.connection()
            with pytest.raises(EnvironmentProblem, match="dipakai program lain"):
                protect(register, name="Bu Sari", roles=HEAD, pin=PIN)
        other.close()
        assert not is_locked(str(place))
        assert check(register).ok
        assert sorted(path.name for path in place.parent.iterdir() if "kunci" in path.name or "part" in path.name) == []

    def test_a_copy_that_is_not_the_same_does_not_count(self, register, place, add_child, monkeypatch):
        add_child()
        monkeypatch.setattr("core.store.encrypting.differing", lambda *_both: ["person"])
        with pytest.raises(EnvironmentProblem, match="tetap seperti semula"):
            protect(register, name="Bu Sari", roles=HEAD, pin=PIN)
        assert check(register).people == 1
        assert not is_locked(str(place))
        assert not [path for path in place.parent.iterdir() if "kunci" in path.name or "part" in path.name]

    def test_a_keyring_that_cannot_be_written_changes_nothing(self, register, place, monkeypatch):
        def full(*_arguments, **_options):
            raise OSError(28, "No space left on device")

        with monkeypatch.context() as patch:
            patch.setattr("tempfile.mkstemp", full)
            with pytest.raises(EnvironmentProblem, match="Kosongkan disk"):
                protect(register, name="Bu Sari", roles=HEAD, pin=PIN)
        assert check(register).ok
        assert not is_locked(str(place))

    @pytest.mark.parametrize(
        ("number", "words"), [(errno.ENOSPC, "Disk penuh"), (errno.EACCES, "sedang dipakai atau tidak boleh diganti")]
    )
    def test_a_refused_rename_says_what_the_disk_says(self, register, place, monkeypatch, number, words):
        exchange = Path.replace

        def refuse(source, target):
            if Path(target) == Path(place):
                raise OSError(number, os.strerror(number))
            return exchange(source, target)

        with monkeypatch.context() as patch:
            patch.setattr(Path, "replace", refuse)
            with pytest.raises(EnvironmentProblem, match=words):
                protect(register, name="Bu Sari", roles=HEAD, pin=PIN)
        assert check(register).ok
        assert not is_locked(str(place))

    @pytest.mark.parametrize(
        ("step", "is_done"),
        [
            ("core.store.encrypting._export", False),
            ("core.store.encrypting._prove", False),
            ("core.services.trust.protecting._write_account", False),
            ("core.services.trust.protecting.save", False),
            ("core.store.encrypting._exchange", True),
        ],
    )
    def test_survives_a_power_cut_after_every_step(self, place, step, is_done):
        program = POWER_CUT.format(place=str(place), module=step.rpartition(".")[0], name=step.rpartition(".")[2])
        assert subprocess.run([sys.executable, "-c", program], cwd=ROOT, check=False).returncode != 0
        assert is_locked(str(place)) is is_done
        if is_done:
            opening = unlock(str(place), accounts_at(str(place))[0].account_id, PIN, clock=CLOCK)
            register = open_unlocked(str(place), opening, clock=CLOCK)
        else:
            register = protect(
                open_register(str(place), clock=CLOCK), name="Bu Sari", roles=HEAD, pin=PIN
            ).value.register
        assert check(register).ok
        register.close()
        assert clear_files(place.parent, b"Bu Sari") == []

    def test_is_not_protected_twice(self, tmp_path):
        made = create_protected(str(tmp_path / "m.db"), name="Bu Sari", roles=HEAD, pin=PIN, clock=CLOCK)
        with pytest.raises(InputError, match="sudah dilindungi"):
            protect(made.register, name="Bu Ani", roles=HEAD, pin=PIN)
        made.register.close()
