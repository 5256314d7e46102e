"""Registers with really damaged pages: what the backup and the readable journal hold comes back, the rest is named."""

import random
import re
import shutil
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

import pytest
import sqlcipher3.dbapi2 as sqlcipher

from core.clock import Clock
from core.errors import InputError
from core.services.deeds.undoing import undo
from core.services.growth.measuring import save_visit
from core.services.people.registration import PersonForm, register_person
from core.services.register import Register, open_register
from core.services.setup import set_up
from core.services.trust import backups
from core.services.trust.erasing import ErasureForm, erase_person
from core.services.trust.maintenance import check
from core.services.trust.repairing import is_damaged, newest_backup_beside, repair
from core.services.views import VisitFacts
from core.store.cipher import connect_file
from core.store.database import open_database
from core.store.keyring import keyring_files
from core.words.people import Sex
from tests.core.services.locked_registers import OLD, TODAY, files_below, locked_register, old_backup
from tests.register_state import register_state

PAGE = 4096
CLOCK = Clock(TODAY)


@dataclass
class Village:
    """A register that was backed up with ten children, and to which twenty more came afterwards."""

    place: Path
    key: bytes | None
    backup: Path
    whole: dict[str, dict[str, dict[str, object]]]
    pages: dict[tuple[str, ...], list[int]] = field(default_factory=dict)

    def repaired(self, into: Path, backup: Path | None = None):
        account = repair(self.place, backup or self.backup, into, key=self.key, clock=CLOCK)
        return account, Register(open_database(str(into), must_exist=True, key=self.key), clock=CLOCK)


def child(register: Register, number: int) -> str:
    form = PersonForm(f"Anak Nomor {number}", Sex.FEMALE, date(2025, 1, 1), confirmation_reason="uji")
    return register_person(register, form).value


@pytest.fixture(scope="module", params=["bersandi", "tanpa sandi"])
def built(request, tmp_path_factory):
    """The village, built once for each kind of register; each test damages a copy of its own."""
    folder = tmp_path_factory.mktemp("desa") / "data"
    folder.mkdir()
    place, key = folder / "melati.db", None
    if request.param == "bersandi":
        made = locked_register(place)
        register, key = made.register, made.key
    else:
        register = open_register(str(place), who="Bu Sari", clock=CLOCK)
        set_up(register, posyandu="Melati", village="Sukamaju")
    children = [child(register, number) for number in range(10)]
    backup = backups.back_up(register, plugged=()).made[0].path
    children += [child(register, number) for number in range(10, 30)]
    for one in children:
        save_visit(register, one, VisitFacts(date(2026, 11, 12), weight_g=9_000))
    whole = register_state(register)
    register.close()
    return Village(place, key, backup, whole)


@pytest.fixture
def village(built, tmp_path):
    shutil.copytree(built.place.parent, tmp_path / "data")
    place = tmp_path / "data" / "melati.db"
    return replace(built, place=place, backup=place.parent / "cadangan" / built.backup.name)


def pages_of(village: Village, *names: str) -> list[int]:
    """The pages, from 1, without which these tables cannot be read; of a table of several not the one on top."""
    if names not in village.pages:
        village.pages[names] = _tried(village, *names)
    return village.pages[names]


def _tried(village: Village, *names: str) -> list[int]:
    content = village.place.read_bytes()
    with closing(connect_file(village.place, village.key, read_only=True)) as connection:
        rows = connection.execute("SELECT name, rootpage FROM sqlite_master WHERE type = 'table'").fetchall()
    tops = {top for name, top in rows if name in names}
    trial = village.place.with_name("coba.db")
    found = set()
    for page in range(2, len(content) // PAGE + 1):
        trial.write_bytes(content[: (page - 1) * PAGE] + b"\xa5" * PAGE + content[page * PAGE :])
        try:
            connection = connect_file(trial, village.key)
        except sqlcipher.DatabaseError:  # a page that lists the tables
            continue
        with closing(connection):
            try:
                for name in names:
                    connection.execute(f"SELECT * FROM {name} NOT INDEXED").fetchall()
            except sqlcipher.DatabaseError:
                found.add(page)
    trial.unlink()
    return sorted(found - tops or found)


def overwrite(village: Village, *pages: int) -> None:
    chance = random.Random(1)
    content = bytearray(village.place.read_bytes())
    for page in pages:
        content[(page - 1) * PAGE : page * PAGE] = chance.randbytes(PAGE)
    village.place.write_bytes(content)


def new(tmp_path: Path) -> Path:
    return tmp_path / "baru.db"


def test_damage_among_the_facts_costs_nothing(village, tmp_path):
    """The rows of the people are gone, but the journal tells every one of them."""
    assert not is_damaged(village.place, village.key)
    overwrite(village, *pages_of(village, "person", "measurement"))
    assert is_damaged(village.place, village.key)
    account, opened = village.repaired(new(tmp_path))
    assert register_state(opened) == village.whole
    assert check(opened).problems == ()
    assert account.is_complete
    assert (len(account.came_back), account.counts.people) == (50, 30)
    assert account.lines[0].startswith("Dari cadangan 25 November 2026")
    assert account.lines[1] == "50 catatan sesudahnya kembali dari jurnal berkas yang rusak."
    assert account.lines[-1] == "Tidak ada yang hilang."
    opened.close()


def test_damage_in_the_journal_is_told_deed_by_deed_and_all_else_comes_back(village, tmp_path):
    pages = pages_of(village, "journal_change")
    overwrite(village, pages[len(pages) // 2])
    account, opened = village.repaired(new(tmp_path))
    assert not account.is_complete
    assert account.came_back
    assert account.lost
    assert len(account.came_back) + len(account.lost) + account.unread == 50
    assert all("Anak Nomor" in deed.sentence and deed.who == "Bu Sari" for deed in account.lost)
    assert f"{len(account.lost)} catatan tidak dapat kembali" in " ".join(account.lines)
    assert check(opened).problems == ()
    state = register_state(opened)
    for table in ("person", "measurement"):
        assert state[table].items() <= village.whole[table].items()
    assert len(state["person"]) >= 10
    opened.close()


def test_entries_that_cannot_be_read_are_counted(village, tmp_path):
    pages = pages_of(village, "journal_entry")
    overwrite(village, pages[-1])
    account, opened = village.repaired(new(tmp_path))
    assert account.unread > 0
    assert len(account.came_back) + len(account.lost) + account.unread == 50
    assert any("tidak terbaca" in line for line in account.lines)
    assert check(opened).problems == ()
    opened.close()


def test_a_file_of_which_nothing_can_be_read_leaves_the_backup(village, tmp_path):
    overwrite(village, 1)
    account, opened = village.repaired(new(tmp_path))
    assert (account.came_back, account.counts.people) == ((), 10)
    assert not account.is_complete
    assert any("mungkin masih ada catatan lain" in line for line in account.lines)
    opened.close()


def test_without_any_backup_the_journal_tells_everything(village, tmp_path):
    overwrite(village, *pages_of(village, "person", "measurement", "search_entry"))
    account = repair(village.place, None, new(tmp_path), key=village.key, clock=CLOCK)
    assert account.is_complete
    assert account.lines[0].startswith("Tanpa cadangan")
    opened = Register(open_database(str(new(tmp_path)), must_exist=True, key=village.key), clock=CLOCK)
    assert register_state(opened) == village.whole
    assert check(opened).problems == ()
    opened.close()


def test_without_backup_and_without_a_readable_journal_it_is_said_and_nothing_is_made(village, tmp_path):
    overwrite(village, 1)
    before = files_below(tmp_path)
    with pytest.raises(InputError, match="tidak ada cadangan"):
        repair(village.place, None, new(tmp_path), key=village.key, clock=CLOCK)
    assert files_below(tmp_path) == before


def test_the_damaged_file_and_the_backup_stay_as_they_are(village, tmp_path):
    overwrite(village, pages_of(village, "journal_change")[0])
    before = files_below(tmp_path)
    village.repaired(new(tmp_path))[1].close()
    assert {name: content for name, content in files_below(tmp_path).items() if name in before} == before


def test_nothing_is_overwritten(village, tmp_path):
    new(tmp_path).write_bytes(b"milik orang lain")
    with pytest.raises(InputError, match="sudah ada"):
        village.repaired(new(tmp_path))
    assert new(tmp_path).read_bytes() == b"milik orang lain"


def test_the_keyring_of_today_goes_with_the_repaired_register(village, tmp_path):
    overwrite(village, pages_of(village, "person")[0])
    village.repaired(new(tmp_path))[1].close()
    today = [path.read_bytes() for path in keyring_files(village.place) if path.exists()]
    assert len([path for path in keyring_files(new(tmp_path)) if path.exists()]) == len(today)


def test_a_repaired_register_goes_on_and_its_deeds_can_be_undone(village, tmp_path):
    overwrite(village, pages_of(village, "measurement")[0])
    account, opened = village.repaired(new(tmp_path))
    number = child(opened, 99)
    assert check(opened).problems == ()
    with opened.reading() as session:
        last = session.connection().exec_driver_sql("SELECT id FROM journal_entry ORDER BY hlc DESC").scalar()
    undo(opened, last)
    assert number not in register_state(opened)["person"]
    assert account.is_complete
    opened.close()


def test_who_was_erased_since_the_backup_stays_erased(village, tmp_path):
    register = Register(open_database(str(village.place), key=village.key), who="Bu Bidan", clock=CLOCK)
    gone = next(id_ for id_, row in village.whole["person"].items() if row["name"] == "Anak Nomor 3")
    erase_person(register, gone, ErasureForm("diminta keluarga", "surat 12", "Anak Nomor 3"))
    register.close()
    overwrite(village, pages_of(village, "measurement")[0])
    account, opened = village.repaired(new(tmp_path))
    assert gone not in register_state(opened)["person"]
    assert account.erased_again == 1
    with opened.reading() as session:
        sentences = session.connection().exec_driver_sql("SELECT sentence FROM journal_entry").scalars().all()
    assert not any(re.search(r"Anak Nomor 3\b", sentence) for sentence in sentences)
    opened.close()


def test_a_register_of_an_old_version_is_repaired_from_its_own_journal(tmp_path):
    folder = tmp_path / "data"
    folder.mkdir()
    place = folder / "lama.db"
    place.write_bytes((OLD / "0002.db").read_bytes())
    old = Village(place, None, place, {})
    overwrite(old, pages_of(old, "person")[0])
    account = repair(place, None, tmp_path / "baru.db", clock=CLOCK)
    assert account.counts.people == 43
    assert account.lost == ()


def test_the_newest_whole_backup_is_found_beside_a_register_that_does_not_open(village, tmp_path):
    stick = tmp_path / "USB"
    (stick / "Cadangan Posyandu").mkdir(parents=True)
    assert newest_backup_beside(village.place, ()) == village.backup
    village.backup.rename(stick / "Cadangan Posyandu" / village.backup.name)
    assert newest_backup_beside(village.place, ()) is None
    assert newest_backup_beside(village.place, (stick,)) is not None


def test_a_backup_of_another_register_is_not_mixed_in(tmp_path):
    (tmp_path / "cadangan").mkdir()
    place = tmp_path / "melati.db"
    register = open_register(str(place), who="Bu Sari", clock=CLOCK)
    set_up(register, posyandu="Melati", village="Sukamaju")
    own = backups.back_up(register, plugged=()).made[0].path
    register.close()
    other = old_backup("0002", tmp_path / "cadangan")
    assert newest_backup_beside(place, ()) == own
    with pytest.raises(InputError, match="dari register lain"):
        repair(place, other, new(tmp_path), clock=CLOCK)
    assert not new(tmp_path).exists()
    place.write_bytes(b"\xa5" * 8 * PAGE)
    assert newest_backup_beside(place, ()) is None
