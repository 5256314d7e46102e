"""Not a test: a whole story with a register, from its first start to a restored backup, in a world of its own.

    python -m tests.faults.byte_story WORLD BOOK.xlsx PAPERS STORY

Run by `test_byte_search.py` with everything that it writes recorded.
"""

import io
import os
import sys
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest.mock import patch

import openpyxl

from core.clock import Clock
from core.exchange import opensid
from core.exchange.import_run import run_import
from core.exchange.list_xlsx import write_list_xlsx
from core.logbook import note_failure
from core.services import setup
from core.services.day import open_day
from core.services.deeds import undoing
from core.services.growth import measuring
from core.services.list_tables import people_table
from core.services.people import births, registration
from core.services.register import Register, open_register
from core.services.trust import access, accounts, backups, restoring, signing_in
from core.services.trust.access import WrongPin
from core.services.trust.protecting import create_protected, protect
from core.services.views import VisitFacts
from core.store import vault
from core.store.keyring import PinCost
from core.words.findings import Severity
from core.words.people import Sex
from core.words.periods import Month
from core.words.roles import Role
from printouts.kms_card import print_kms
from printouts.people_list import write_list_pdf
from printouts.skdn_report import print_skdn
from tests.faults.day import TODAY
from tests.stories.villages import Household, write_village
from ui.cli import main as command_line

CLOCK = Clock(TODAY)
HEAD, KADER = "Suhartini Wijayakusuma", "Maimunah Tresnawati"
PIN, KADER_PIN = "480213", "917350"
FATHER, MOTHER, CHILD, NEWCOMER, NEWBORN = (
    "Budiharjo Kertanegara",
    "Wulandari Kusumaningrum",
    "Aisyahrani Kertanegara",
    "Citralestari Purnamasidi",
    "Dimasaji Kertanegara",
)
NIK, KK, PHONE, OTHER_NIK = "3201014505250017", "3201011203190044", "081234509876", "3201016003250029"
HOME = Household(7, FATHER, MOTHER, "Krajan", ((CHILD, True, date(2025, 5, 5)),))


def people_in(book: Path) -> set[str]:
    """The names and numbers in a workbook of OpenSID."""
    rows = list(openpyxl.load_workbook(book).active.iter_rows(values_only=True))
    columns = [rows[0].index(name) for name in ("nama", "nik", "no_kk")]
    return {str(row[column]) for row in rows[1:] for column in columns}


def secrets(book: Path) -> set[str]:
    """Everything that must not be found: the people, their numbers (of the workbook too) and the accounts."""
    return people_in(book) | {HEAD, KADER, NEWCOMER, NEWBORN, NIK, KK, PHONE, OTHER_NIK}


def write_book(path: Path) -> None:
    """The workbook that the story brings in."""
    write_village(path, (HOME,))


@dataclass
class World:
    """The folder in which everything happens, the workbook brought in, and where papers are asked for."""

    root: Path
    book: Path
    papers: Path

    @property
    def place(self) -> Path:
        return self.root / "data" / "melati.db"


def _live(world: World, register: Register) -> None:
    """A day with everything that is written down in it."""
    setup.set_up(register, posyandu="Melati", village="Sukamaju")
    run_import(register, opensid.plan_import(register, world.book))
    form = registration.PersonForm(NEWCOMER, Sex.FEMALE, date(2025, 3, 20), nik=OTHER_NIK, kk_number=KK, phone=PHONE)
    registration.register_person(register, replace(form, dusun="Krajan", confirmation_reason=f"kata {MOTHER}"))
    day = open_day.open_day(register, setup.list_posyandu(register)[0].id, TODAY).value.id
    child, mother = (_person(register, name) for name in (CHILD, MOTHER))
    measuring.save_draft(register, child, {"weight_g": "8,1", "note": f"diantar {FATHER}"})
    facts = VisitFacts(TODAY, weight_g=8_100, note=f"diantar {FATHER}", confirmation_reason="benar")
    measuring.save_visit(register, child, facts, day_id=day, has_kia_book=True)
    born = births.EndForm(
        ended_on=date(2026, 11, 20), children=(births.NewbornForm(Sex.MALE, NEWBORN, NIK),), confirmation_reason="benar"
    )
    births.record_birth(register, mother, born)
    undoing.undo(register, undoing.last_deeds(register, 1)[0].id)
    undoing.undo(register, undoing.last_deeds(register, 1)[0].id)
    print_kms(list(measuring.histories(register, person_ids=[child])), world.papers / f"{CHILD}.pdf")
    print_skdn(register, Month(2026, 11), None, world.papers / "skdn.pdf")
    people = people_table(registration.list_people(register).lines, "Warga", written_on=TODAY)
    write_list_xlsx(people, world.papers / "warga.xlsx")
    write_list_pdf(people, world.papers / "warga.pdf")


def _keep(world: World, register: Register) -> None:
    """Backups made, tried and brought back, once in full and once stopped in the middle."""
    made = backups.make_backup(register, world.root / "cadangan")
    with suppress(KeyboardInterrupt):
        backups.make_backup(register, world.root / "cadangan", _stop)
    restoring.compare(register, made.path)
    restoring.restore_beside(register, made.path, world.root / "data" / "pulih.db")
    backups.back_up(register, plugged=())
    backups.rehearse(register)


def _stop(done: int, _whole: int, _what: str) -> None:
    if done > 400:
        raise KeyboardInterrupt


def _person(register: Register, name: str) -> str:
    return registration.list_people(register, text=name).lines[0].id


def _go_wrong() -> None:
    """An error that nobody foresaw, with everything about a child in its words."""
    try:
        raise ValueError(f"{CHILD} {NIK} {PHONE} {HEAD} {Severity.RED}")
    except ValueError as wrong:
        note_failure(wrong)


def _commands(world: World) -> None:
    """The same work headless: a register with a PIN, filled, asked, printed, backed up, restored; and a wrong PIN."""
    os.environ["BUKU_PIN"] = PIN
    place, backup, back = world.root / "data" / "baris.db", world.root / "baris.bukucadangan", world.root / "balik.db"
    _command(0, place, "init", "--account", HEAD, "--posyandu", "Melati", "--village", "Sukamaju")
    _command(0, place, "import", "opensid", world.book)
    _command(0, place, "search", MOTHER)
    _command(0, place, "print", "kms", world.papers / "kms.pdf")
    _command(0, place, "report", "skdn", "--month", "2026-11", "--xlsx", world.papers / "skdn.xlsx")
    _command(0, place, "backup", backup)
    _command(0, place, "restore", backup, "--into", back)
    _command(0, back, "check")
    os.environ["BUKU_PIN"] = "000111"
    _command(2, place, "search", MOTHER)


def _command(status: int, place: Path, *arguments: object) -> None:
    said = io.StringIO()
    with redirect_stdout(said), redirect_stderr(said):
        answer = command_line([*map(str, arguments), "--db", str(place), "--today", str(TODAY)])
    if answer != status:
        raise RuntimeError(f"{arguments}: {answer}, {said.getvalue()}")


def locked(world: World) -> None:
    """The story of a register with accounts."""
    roles = frozenset({Role.ADMIN, Role.BIDAN, Role.KADER})
    started = create_protected(str(world.place), name=HEAD, roles=roles, pin=PIN, face="bunga", clock=CLOCK)
    register = started.register
    head = accounts.list_accounts(register)[0].account_id
    kader = accounts.add_account(register, name=KADER, roles=frozenset({Role.KADER}), pin=KADER_PIN).value
    _live(world, register)
    _keep(world, register)
    accounts.switch(register, kader, KADER_PIN)
    register.close()
    for _ in range(3):
        try:
            access.unlock(str(world.place), kader, "000111", clock=CLOCK)
        except WrongPin:
            continue
    register = signing_in.open_unlocked(
        str(world.place), access.unlock(str(world.place), head, PIN, clock=CLOCK), clock=CLOCK
    )
    accounts.reset_pin(register, kader, "264810")
    code = accounts.new_recovery_code(register)
    accounts.remove_account(register, kader)
    register.close()
    opening = access.unlock_with_code(str(world.place), code, clock=CLOCK)
    signing_in.open_unlocked(str(world.place), opening, clock=CLOCK).close()
    _go_wrong()
    _commands(world)


def in_clear(world: World) -> None:
    """The same day in a register without accounts: here everybody can be found."""
    register = open_register(str(world.place), who=HEAD, clock=CLOCK)
    _live(world, register)
    register.close()


def turned(world: World) -> None:
    """A register in the clear that is given its first account: what was in the clear is gone from the folder."""
    in_clear(world)
    register = open_register(str(world.place), who=HEAD, clock=CLOCK)
    protect(register, name=HEAD, roles=frozenset({Role.ADMIN}), pin=PIN).value.register.close()


STORIES = {"locked": locked, "turned": turned}

if __name__ == "__main__":
    with patch.object(vault, "cost_here", lambda: PinCost(1, 64)):  # its slowness is not what is tried here
        STORIES[sys.argv[4]](World(*(Path(argument) for argument in sys.argv[1:4])))
