"""The tour: the real window walked through without a display, a picture of every page, and the papers of the month."""

from datetime import date
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QElapsedTimer, QEventLoop

from core.clock import Clock
from core.errors import EnvironmentProblem
from core.services import measuring, open_day
from core.services.growth_review import worries
from core.services.register import Register, open_register
from core.services.reports.catalogue import REPORTS
from core.services.setup import list_posyandu
from core.words.periods import Month
from ui.navigation import places
from ui.program import Program, make_application

if TYPE_CHECKING:
    from ui.context import AppContext
    from ui.pages.hari_buka import HariBuka

SIZES = {"": (1366, 768), "-kecil": (1024, 600)}
_LONGEST_MS = 60_000
_PAUSE_MS = 250
_GAIN_G = 300


def run(place: str, out: Path, *, today: date | None = None) -> int:
    """Leave in the folder `out` a picture of each page, the KMS cards of a posyandu and the month's reports; then 0.

    The register itself is left as it was. Raises the error of opening when `place` is no register.
    """
    open_register(place, clock=Clock(today), must_exist=True).close()
    make_application()
    program = Program(place, who="", today=today)
    program.begin()
    _settle(program)
    context = program.context
    if context is None or not list_posyandu(context.register):
        program.close()
        raise EnvironmentProblem("Register ini belum disiapkan, jadi belum ada halaman yang bisa digambar.")
    try:
        for ending, size in SIZES.items():
            program.window.resize(*size)
            _walk(program, context, out, ending)
    finally:
        program.window.hide()
        register = open_register(place, clock=Clock(today))
        program.close()
    try:
        _papers(register, out)
    finally:
        register.close()
    return 0


def _walk(program: Program, context: "AppContext", out: Path, ending: str) -> None:
    worry = next(iter(worries(context.register, limit=1)), None)
    for one in places():
        if one.key == "hari_buka":
            _picture_of_weighing(program, context, out / f"hari-buka{ending}.png")
            continue
        shows_person = one.key in {"warga", "tumbuh_kembang"} and worry is not None
        program.window.navigate(one.key, **({"person_id": worry.person_id} if worry and shows_person else {}))
        _picture(program, out / f"{one.key.replace('_', '-')}{ending}.png")


def _picture_of_weighing(program: Program, context: "AppContext", path: Path) -> None:
    """Hari Buka as it looks while a weight is typed: the latest day, somebody who has not come, a likely number."""
    register = context.register
    day = next(iter(open_day.list_days(register)), None)
    program.window.navigate("hari_buka", **({"day_id": day.id} if day else {}))
    page = program.window.page
    waiting = [one for one in open_day.day_lines(register, day.id) if not one.measured] if day else []
    weighed = (measuring.growth_history(register, one.person_id) for one in waiting if not one.has_draft)
    history = next((one for one in weighed if one.visits and one.visits[-1].facts.weight_g), None)
    if history is None or page is None or page.key != "hari_buka":
        _picture(program, path)
        return
    hari_buka: HariBuka = page  # type: ignore[assignment]
    _settle(program)
    hari_buka.call(history.child.id)
    entry, last = hari_buka.entry, history.visits[-1].facts
    entry.form.measures["weight_g"].show_value((last.weight_g or 0) + _GAIN_G)
    entry.form.typed.emit()
    _picture(program, path)
    entry.throw_draft_away()
    hari_buka.go_back()


def _papers(register: Register, out: Path) -> None:
    from core.services.residence import under_five_born_after
    from printouts.kms_card import print_kms

    month = Month.of(register.today)
    unit = list_posyandu(register)[0]
    for entry in REPORTS:
        for where, ending in ((entry.paper, "pdf"), (entry.workbook, "xlsx")):
            module, name = where.split(":")
            getattr(import_module(module), name)(register, month, unit.id, out / f"{entry.id}-{month}.{ending}")
    born_after = under_five_born_after(register.today)
    cards = [card for card in measuring.histories(register, posyandu_id=unit.id, born_after=born_after) if card.visits]
    print_kms(cards, out / "kms.pdf")


def _picture(program: Program, path: Path) -> None:
    _settle(program)
    if not program.window.grab().save(str(path)):
        raise EnvironmentProblem(f"Gambar “{path.name}” tidak dapat ditulis. Periksa folder dan sisa disk.")


def _settle(program: Program) -> None:
    """Let the window finish: everything read and drawn, and a breath for what is drawn a little later."""
    clock = QElapsedTimer()
    clock.start()
    quiet = QElapsedTimer()
    quiet.start()
    while clock.elapsed() < _LONGEST_MS and (quiet.elapsed() < _PAUSE_MS or not program.is_idle):
        if not program.is_idle:
            quiet.restart()
        QEventLoop().processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)
