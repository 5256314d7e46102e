"""The right of the closing room: what stands in the way, the sums, who was found red, and the work that is left."""

from collections.abc import Iterable

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.services.day.closing import SIGNERS, Closing, PersonClosing, WorkLine
from core.words.findings import Severity
from ui.widgets.texts import text
from ui.widgets.tones import Strip

_WORK_SHOWN = 40
_NAMED = 6


def state_strips(state: Closing) -> list[QWidget]:
    """What keeps the day from being closed, a strip each; or that nothing does."""
    if state.is_locked:
        when = _moment(state.locked_at or "")
        return [
            Strip(Severity.GREEN, "Sudah divalidasi dan siap dikirim", f"Dikunci {when}. Tidak ada yang berubah lagi.")
        ]
    if state.obstacles:
        return [*(Strip(Severity.YELLOW, one) for one in state.obstacles), *_passed_strips(state)]
    strips = _passed_strips(state)
    done = "Semua sudah selesai" if strips else "Semua sudah lengkap"
    if state.unsigned:
        names = " dan ".join(SIGNERS[role].lower() for role in state.unsigned)
        return [*strips, Strip(Severity.GREEN, done, f"Tinggal tanda tangan {names}.")]
    return [*strips, Strip(Severity.GREEN, f"{done} dan ditandatangani", "Bidan dapat mengunci hari ini.")]


def _passed_strips(state: Closing) -> list[QWidget]:
    """Who was passed by without being asked: no obstacle (somebody may have gone home), and never called complete."""
    passed = state.passed_empty
    if not passed:
        return []
    names = ", ".join(one.name for one in passed[:_NAMED])
    more = f", dan {len(passed) - _NAMED} lagi" if len(passed) > _NAMED else ""
    steps = " dan ".join(str(step) for step in sorted({int(step) for one in passed for step, _labels in one.missing}))
    words = f"{len(passed)} orang dilewati kosong di langkah {steps}"
    return [Strip(Severity.YELLOW, words, f"{names}{more}. Bila orangnya masih di sini, tanyakan sekarang.")]


def signed_words(state: Closing, role: str) -> str:
    """`Bu Sari, 25-11-2026 11.40`; empty while nobody has signed."""
    found = next((one for one in state.signatures if one.role == role), None)
    return f"{found.name}, {_moment(found.signed_at)}" if found else ""


def day_facts(state: Closing) -> QWidget:
    """Sums, reds, who left, and what to do after the day."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    _add(column, "Jumlah hari ini", (one.text for one in state.sums))
    _add(column, f"Pulang sebelum selesai  {len(state.left)}", (f"{one.name}: {one.sentence}" for one in state.left))
    _add(column, f"Hasil merah  {len(state.reds)}", (_red(one) for one in state.reds))
    shown = state.work[:_WORK_SHOWN]
    more = len(state.work) - len(shown)
    rest = [f"dan {more} lagi, lihat daftar kunjungan"] if more else []
    _add(column, f"Pekerjaan sesudah hari ini  {len(state.work)}", [*(_work(one) for one in shown), *rest])
    return holder


def _add(column: QVBoxLayout, heading: str, lines: Iterable[str]) -> None:
    said = list(lines)
    if not said:
        return
    column.addSpacing(8)
    column.addWidget(text(heading, "strong"))
    for words in said:
        column.addWidget(text(words))


def _red(one: PersonClosing) -> str:
    done = f" · {one.referral.note}" if one.referral and one.referral.note else ""
    return f"{one.name} ({one.severity.word}): {'; '.join(one.reasons)}{done}"


def _work(one: WorkLine) -> str:
    where = ", ".join(part for part in (one.dusun, f"RT {one.rt}" if one.rt else "") if part)
    return f"{one.name} ({where}): {one.text}" if where else f"{one.name}: {one.text}"


def _moment(stamp: str) -> str:
    day, _, clock = stamp.partition("T")
    year, month, number = day.split("-")
    return f"{number}-{month}-{year} {clock[:5].replace(':', '.')}"
