"""Getting into an encrypted register: the lock's faces, PINs that wait, the recovery code, another computer."""

import json
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from core.clock import Clock
from core.errors import EnvironmentProblem, InputError
from core.services.register import open_register
from core.services.setup import set_up
from core.services.trust.access import CODE_USER, WrongPin, accounts_at, is_locked, unlock, unlock_with_code
from core.services.trust.accounts import add_account, enrol_here, list_accounts, remove_account
from core.services.trust.maintenance import check
from core.services.trust.protecting import create_protected
from core.services.trust.signing_in import open_unlocked
from core.store.keyring import keyring_files
from core.words.roles import Role

SARI, ANI = "482915", "771144"
START = datetime(2026, 11, 25, 1, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class TestClock(Clock):
    """A clock that stands still until it is moved."""

    __test__ = False
    at: list[datetime] = field(default_factory=lambda: [START])

    def now(self) -> datetime:
        return self.at[0]

    def moment(self) -> datetime:
        return self.at[0]

    def move(self, **by: float) -> None:
        self.at[0] += timedelta(**by)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def village(tmp_path, clock, other_computer):
    """Posyandu Melati with Bu Sari (kader and head) and Bu Ani (kader), closed; gives place, ids by name, and code."""
    other_computer("komputer-desa")
    place = str(tmp_path / "melati.db")
    made = create_protected(place, name="Bu Sari", roles=frozenset({Role.KADER, Role.ADMIN}), pin=SARI, clock=clock)
    set_up(made.register, posyandu="Melati", village="Sukamaju")
    add_account(made.register, name="Bu Ani", roles=frozenset({Role.KADER}), pin=ANI, face="bunga")
    ids = {account.name: account.account_id for account in list_accounts(made.register)}
    made.register.close()
    return place, ids, made.recovery_code


def try_pin(place, account_id, pin, clock) -> int | None:
    """The seconds to wait after trying a PIN; None when it was right."""
    try:
        unlock(place, account_id, pin, clock=clock)
    except WrongPin as wrong:
        return wrong.wait_s
    return None


class TestTheLock:
    def test_shows_the_accounts_before_any_pin(self, village):
        place, ids, _ = village
        assert is_locked(place)
        assert [(face.name, face.roles, face.face) for face in accounts_at(place)] == [
            ("Bu Sari", frozenset({Role.KADER, Role.ADMIN}), ""),
            ("Bu Ani", frozenset({Role.KADER}), "bunga"),
        ]
        assert {face.account_id for face in accounts_at(place)} == set(ids.values())

    def test_needs_no_database_library(self, village):
        place, _, _ = village
        code = (
            "import sys\nfrom core.services.trust.access import accounts_at, is_locked, unlock\n"
            f"assert is_locked({place!r})\nprint(len(accounts_at({place!r})))\n"
            "print(sorted({'sqlalchemy', 'alembic', 'PySide6', 'numpy'} & set(sys.modules)))"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split("\n")[:2] == ["2", "[]"]

    def test_is_not_there_for_a_register_in_the_clear_a_server_or_nothing(self, place, tmp_path):
        assert not is_locked(str(place))
        assert not is_locked("postgresql+psycopg://komputer/basis")
        assert not is_locked(str(tmp_path / "belum-ada.db"))

    def test_the_file_shows_no_name(self, village):
        place, _, _ = village
        for path in filter(Path.is_file, Path(place).parent.rglob("*")):
            data = path.read_bytes()
            for word in (b"Bu Sari", b"Bu Ani", b"Melati", b"Sukamaju", b"SQLite", b"kader"):
                assert word not in data, path.name

    def test_without_a_pin_nothing_opens(self, village):
        with pytest.raises(InputError, match="bersandi"):
            open_register(village[0])


class TestPin:
    def test_the_right_one_opens_as_that_account(self, village, clock):
        place, ids, _ = village
        register = open_unlocked(place, unlock(place, ids["Bu Ani"], ANI, clock=clock), clock=clock)
        assert register.user is not None
        assert (register.user.name, register.user.roles) == ("Bu Ani", frozenset({Role.KADER}))
        assert register.who == "Bu Ani"
        assert check(register).ok
        register.close()

    def test_somebody_elses_does_not(self, village, clock):
        place, ids, _ = village
        with pytest.raises(WrongPin, match=r"^PIN salah\. Coba lagi\.$"):
            unlock(place, ids["Bu Ani"], SARI, clock=clock)

    def test_the_third_wrong_one_waits_and_each_after_it_longer(self, village, clock):
        place, ids, _ = village
        waits = []
        for _ in range(8):
            waits.append(try_pin(place, ids["Bu Ani"], "000001", clock))
            clock.move(seconds=waits[-1])
        assert waits == [0, 0, 5, 15, 60, 300, 900, 900]

    def test_too_early_even_the_right_one_waits_and_is_not_counted(self, village, clock):
        place, ids, _ = village
        for _ in range(3):
            try_pin(place, ids["Bu Ani"], "000001", clock)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) == 5
        clock.move(seconds=4.2)
        with pytest.raises(WrongPin, match="Tunggu 1 detik dulu"):
            unlock(place, ids["Bu Ani"], ANI, clock=clock)
        clock.move(seconds=0.8)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None

    def test_a_right_one_begins_the_count_anew(self, village, clock):
        place, ids, _ = village
        for _ in range(2):
            try_pin(place, ids["Bu Ani"], "000001", clock)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None
        assert [try_pin(place, ids["Bu Ani"], "000001", clock) for _ in range(3)] == [0, 0, 5]

    def test_one_persons_waiting_does_not_keep_others_out(self, village, clock):
        place, ids, _ = village
        for _ in range(3):
            try_pin(place, ids["Bu Ani"], "000001", clock)
        assert try_pin(place, ids["Bu Sari"], SARI, clock) is None

    def test_the_clock_set_back_does_not_shorten_the_wait_nor_make_it_endless(self, village, clock):
        place, ids, _ = village
        for _ in range(3):
            try_pin(place, ids["Bu Ani"], "000001", clock)
        clock.move(days=-400)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) == 5
        clock.move(seconds=4)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) == 1
        clock.move(seconds=1)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None

    def test_a_pinned_day_does_not_shorten_the_wait(self, village):
        place, ids, _ = village
        for _ in range(3):
            try_pin(place, ids["Bu Ani"], "000001", Clock())
        tomorrow = Clock(datetime.now(UTC).date() + timedelta(days=2))
        assert (try_pin(place, ids["Bu Ani"], ANI, tomorrow) or 0) > 0

    def test_a_full_disk_lets_the_right_one_in_and_tells_the_wrong_one(self, village, clock, monkeypatch):
        place, ids, _ = village
        try_pin(place, ids["Bu Ani"], "000001", clock)

        def full(*_arguments, **_options):
            raise OSError(28, "No space left on device")

        monkeypatch.setattr("tempfile.mkstemp", full)
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None
        with pytest.raises(EnvironmentProblem, match="Kosongkan disk"):
            unlock(place, ids["Bu Ani"], "000001", clock=clock)

    def test_a_damaged_keyring_is_mended_from_its_copy(self, village, clock):
        place, ids, _ = village
        first, second = keyring_files(Path(place))
        first.write_bytes(b"rusak")
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None
        assert first.read_bytes() == second.read_bytes()

    def test_a_keyring_damaged_in_both_copies_is_said(self, village, clock):
        place, ids, _ = village
        for path in keyring_files(Path(place)):
            path.write_bytes(b"rusak")
        assert is_locked(place)
        with pytest.raises(EnvironmentProblem, match="rusak, juga salinannya"):
            unlock(place, ids["Bu Ani"], ANI, clock=clock)

    def test_a_removed_account_opens_nothing_not_even_with_an_old_keyring(self, village, clock):
        place, ids, _ = village
        kept = [path.read_bytes() for path in keyring_files(Path(place))]
        register = open_unlocked(place, unlock(place, ids["Bu Sari"], SARI, clock=clock), clock=clock)
        remove_account(register, ids["Bu Ani"])
        register.close()
        assert [face.name for face in accounts_at(place)] == ["Bu Sari"]
        with pytest.raises(InputError, match="belum dipasang"):
            unlock(place, ids["Bu Ani"], ANI, clock=clock)
        for path, data in zip(keyring_files(Path(place)), kept, strict=True):
            path.write_bytes(data)
        opening = unlock(place, ids["Bu Ani"], ANI, clock=clock)
        with pytest.raises(InputError, match="tidak ada di buku ini"):
            open_unlocked(place, opening, clock=clock)

    def test_the_key_is_in_no_text(self, village, clock):
        place, ids, _ = village
        opening = unlock(place, ids["Bu Ani"], ANI, clock=clock)
        assert opening.key.hex() not in repr(opening)
        assert repr(opening.key) not in repr(opening)


class TestRecoveryCode:
    def test_opens_and_somebody_gets_a_new_pin(self, village, clock):
        place, ids, code = village
        opening = unlock_with_code(place, code.lower().replace("-", " "), clock=clock)
        register = open_unlocked(place, opening, clock=clock)
        assert register.user == CODE_USER
        user = enrol_here(register, ids["Bu Ani"], "135792").value
        assert register.user == user
        assert user.name == "Bu Ani"
        assert check(register).ok
        register.close()
        assert try_pin(place, ids["Bu Ani"], "135792", clock) is None
        assert try_pin(place, ids["Bu Ani"], ANI, clock) == 0

    @pytest.mark.parametrize(
        ("code", "why"),
        [("", "belum benar"), ("482915", "belum benar"), ("00000-00000-00000-00000-00000-00000", "bukan milik")],
    )
    def test_a_wrong_one(self, village, clock, code, why):
        with pytest.raises(InputError, match=why):
            unlock_with_code(village[0], code, clock=clock)

    def test_enrolling_is_only_for_who_came_with_it(self, village, clock):
        place, ids, _ = village
        register = open_unlocked(place, unlock(place, ids["Bu Sari"], SARI, clock=clock), clock=clock)
        with pytest.raises(InputError, match="kode pemulihan"):
            enrol_here(register, ids["Bu Ani"], "135792")
        register.close()


class TestAnotherComputer:
    @pytest.fixture
    def copied(self, village, tmp_path, other_computer):
        """The register copied to the laptop of the next village office, with its keyring."""
        place, ids, code = village
        folder = tmp_path / "stik"
        folder.mkdir()
        for path in (Path(place), *keyring_files(Path(place))):
            shutil.copy(path, folder / path.name)
        other_computer("laptop-lain")
        return str(folder / "melati.db"), ids, code

    def test_the_pin_is_not_enough(self, copied, clock):
        place, ids, _ = copied
        assert is_locked(place)
        assert accounts_at(place) == ()
        with pytest.raises(InputError, match="Buka dengan kode pemulihan"):
            unlock(place, ids["Bu Ani"], ANI, clock=clock)

    def test_the_code_opens_and_the_new_pin_then_works_here(self, copied, clock):
        place, ids, code = copied
        register = open_unlocked(place, unlock_with_code(place, code, clock=clock), clock=clock)
        enrol_here(register, ids["Bu Ani"], "135792")
        register.close()
        assert [face.name for face in accounts_at(place)] == ["Bu Ani"]
        assert try_pin(place, ids["Bu Ani"], "135792", clock) is None

    def test_what_is_written_here_carries_this_computers_id(self, copied, village, clock, other_computer):
        place, _, code = copied
        register = open_unlocked(place, unlock_with_code(place, code, clock=clock), clock=clock)
        there = register.database.device_id
        register.close()
        other_computer("komputer-desa")
        register = open_unlocked(village[0], unlock_with_code(village[0], code, clock=clock), clock=clock)
        assert register.database.device_id != there
        register.close()

    def test_the_first_computer_keeps_its_pins_when_both_use_one_stick(self, copied, clock, other_computer):
        place, ids, code = copied
        register = open_unlocked(place, unlock_with_code(place, code, clock=clock), clock=clock)
        enrol_here(register, ids["Bu Ani"], "135792")
        register.close()
        other_computer("komputer-desa")
        assert [face.name for face in accounts_at(place)] == ["Bu Sari", "Bu Ani"]
        assert try_pin(place, ids["Bu Ani"], ANI, clock) is None


def test_the_keyring_is_plain_to_read_but_for_its_seals(village):
    body = keyring_files(Path(village[0]))[0].read_bytes().partition(b"\n")[2]
    assert set(json.loads(body)) == {"register", "code", "pins"}
