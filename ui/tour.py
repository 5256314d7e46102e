"""A walk through the program without a display: a picture of every page, and its papers, from a real register."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from core.errors import BugError, InputError
from core.rules.permissions import Action
from core.services.day import open_day
from core.services.growth import measuring
from core.services.growth.growth_review import review_list
from core.services.register import Register
from core.services.reports.catalogue import REPORTS
from core.services.trust.access_log import let_out
from core.services.views import DayLine, DayView
from core.words.periods import Month
from core.words.quantities import centimetres, kilograms
from ui.main_window import MainWindow
from ui.pages.day.page import HariBuka
from ui.pages.laporan.papers import write_report
from ui.program import Program, make_application

SIZE = (1366, 768)
_CARDS = 6
_PATIENCE_MS, _LOOK_AGAIN_MS, _SETTLED_LOOKS = 120_000, 20, 12
_LONG_HISTORY = 6
_USUAL_GAIN_G, _USUAL_GROWTH_MM = 300, 8


def run(place: str, out: Path, *, today: date | None = None, register: Register | None = None) -> int:
    """Draw every page of the register at `place` (1366x768) into the folder `out`, with its KMS cards and reports.

    `register` is the open register of that place where it is locked; it is closed here. Gives 0. What is typed for the
    picture of Hari Buka is thrown away again; of a locked register a line in the log of access stays.
    Raises InputError for a register that is not there or still empty, EnvironmentProblem for what the disk refuses.
    """
    if "://" not in place and not Path(place).exists():
        raise InputError(f"Register {Path(place).name} tidak ada. Buat dulu, misalnya dengan demo.")
    make_application([])
    program = Program(place, who="Bu Sari", today=today)
    program.window.resize(*SIZE)
    program.begin()
    if register is not None:
        program.window.adopt(register)
    try:
        _settle(program)
        if program.context is None or program.window.page is None:
            raise InputError("Register ini belum bisa dibuka atau masih kosong, jadi belum ada yang bisa digambar.")
        shown = program.context.register
        if shown.user is not None:
            # Pictures and papers of real people leave the program: that is noted like any other paper.
            let_out(shown, Action.PRINT_PAPERS, "Gambar semua halaman")
        _draw_pages(program, shown, out)
        _write_papers(shown, out)
    finally:
        program.window.hide()
        program.close()
    return 0


def _draw_pages(program: Program, register: Register, out: Path) -> None:
    window = program.window
    _shoot(program, "beranda", out)
    for key, args in (
        ("warga", _first_worry(register)),
        ("tumbuh_kembang", {}),
        ("laporan", {}),
        ("pengaturan", {}),
    ):
        window.navigate(key, **args)
        _shoot(program, key, out)
    _draw_open_day(program, register, out)


def _draw_open_day(program: Program, register: Register, out: Path) -> None:
    """The newest day with somebody who has not come yet: a child with a weight that is being typed."""
    found = _somebody_waiting(register)
    if found is None:
        program.window.navigate("hari_buka", choose=True)
        _shoot(program, "hari_buka", out)
        return
    day, line = found
    program.window.navigate("hari_buka", day_id=day.id)
    page = program.window.page
    assert isinstance(page, HariBuka)
    page.call(line.person_id)
    _type_weight(page)
    _shoot(program, "hari_buka", out)
    page.entry.throw_draft_away()


def _somebody_waiting(register: Register) -> tuple[DayView, DayLine] | None:
    """A child with a history, weighed last month if there is one, so that the letter has its arithmetic."""
    waiting = [
        (day, line, visits[-1].facts)
        for day in open_day.list_days(register)[:6]
        for line in open_day.day_lines(register, day.id)
        if not line.measured and not line.has_draft
        for visits in [measuring.growth_history(register, line.person_id).visits]
        if len(visits) >= _LONG_HISTORY and visits[-1].facts.measured_on < day.held_on
    ]
    usual = [one for one in waiting if one[2].weight_g is not None]
    lately = [one for one in usual if Month.of(one[2].measured_on) == Month.of(one[0].held_on).previous()]
    # The youngest: its curve is the one that a kader draws most often.
    best = sorted(lately or usual, key=lambda one: one[1].born_on, reverse=True)
    return next(((day, line) for day, line, _facts in best), None)


def _type_weight(page: HariBuka) -> None:
    history = page.entry.history
    last = history.visits[-1].facts if history and history.visits else None
    measures = page.entry.form.measures
    if last is not None and last.length_mm is not None:
        measures["length_mm"].setText(centimetres(last.length_mm + _USUAL_GROWTH_MM))
    if last is not None and last.weight_g is not None:
        measures["weight_g"].setText(kilograms(last.weight_g + _USUAL_GAIN_G))
        measures["weight_g"].textEdited.emit(measures["weight_g"].text())


def _first_worry(register: Register) -> dict[str, object]:
    lines = review_list(register)
    return {"person_id": lines[0].person_id} if lines else {}


def _write_papers(register: Register, out: Path) -> None:
    from printouts.kms_card import print_kms

    ids = [line.person_id for line in review_list(register) if line.last_on is not None][:_CARDS]
    if ids:
        print_kms(list(measuring.histories(register, person_ids=ids)), out / "kartu-kms.pdf")
    days = open_day.list_days(register)
    month = Month.of(days[0].held_on if days else register.today)
    for report in REPORTS:
        write_report(report.paper, register, month, None, out / f"{report.id}.pdf")
        write_report(report.workbook, register, month, None, out / f"{report.id}.xlsx")


def _shoot(program: Program, key: str, out: Path) -> None:
    _settle(program)
    window: MainWindow = program.window
    path = out / f"{key.replace('_', '-')}.png"
    if not window.grab().save(str(path)):
        from core.errors import EnvironmentProblem

        raise EnvironmentProblem(f"{path.name} tidak bisa ditulis di {out}. Pilih folder lain.")


def _settle(program: Program) -> None:
    """Let the window come to rest: no job on its way, and a few breaths for what is drawn a moment later."""
    looks = 0

    def is_calm() -> bool:
        nonlocal looks
        looks = looks + 1 if program.is_idle else 0
        return looks >= _SETTLED_LOOKS

    _wait_until(is_calm)


def _wait_until(is_done: Callable[[], bool]) -> None:
    loop, looking = QEventLoop(), QTimer(interval=_LOOK_AGAIN_MS)
    patience = QTimer(singleShot=True, interval=_PATIENCE_MS)
    looking.timeout.connect(lambda: loop.quit() if is_done() else None)
    patience.timeout.connect(lambda: loop.exit(1))
    looking.start()
    patience.start()
    if loop.exec():
        raise BugError("Jendela tidak kunjung tenang, jadi gambarnya tidak jadi dibuat. Data tetap aman.")
    QApplication.processEvents()
