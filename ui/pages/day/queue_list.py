"""The queue of a day as rows of a list: who waits here, who is elsewhere, who is done, who went home."""

from collections.abc import Callable, Sequence
from dataclasses import replace

from core.services.day.attending import Board, CheckUpView
from core.services.day.due_list import DueLine
from core.services.views import PersonLine
from core.words.findings import Severity
from core.words.names import mother_words, search_text
from core.words.steps import Step
from ui.pages.weighing.rows import AtScale, Kind, Row

NEWCOMER = "Daftarkan orang baru"


def queue_rows(board: Board, step: Step, typed: str = "") -> list[Row]:
    """The rows of the room of a step: who waits here first, in order, the urgent before everybody."""
    lines = [one for one in board.lines if _fits(one, typed)]
    here = [one for one in lines if one.waits_at is step]
    elsewhere = [one for one in lines if one.waits_at not in (step, None)]
    done = [one for one in lines if one.waits_at is None and not one.left_reason]
    left = [one for one in lines if one.left_reason]
    rows = _group("Menunggu di sini", here, "") or [Row(Kind.GROUP, "Tidak ada yang menunggu")]
    rows += _group("Di langkah lain", elsewhere, "langkah")
    rows += _group("Selesai semua", done, "")
    return rows + _group("Pulang lebih dulu", left, "alasan")


def at_scale(board: Board | None) -> AtScale:
    """Who waits at step 2, and who has come at all."""
    if board is None:
        return AtScale()
    return AtScale(tuple(board.at(Step.MEASURE)), frozenset(one.person_id for one in board.lines))


def waiting_here(board: Board | None) -> list[Row]:
    """Who has a number and waits to be measured, of every age, in the order of the queue."""
    return _group("Menunggu", board.at(Step.MEASURE), "") if board is not None else []


def waiting_others(board: Board | None, weighs: Callable[[CheckUpView], bool], typed: str) -> list[Row]:
    """Whom the letters mean of those who are not weighed on the quick form (`weighs`).

    Who was measured already is found as well: a number that was read wrong is put right where it was written.
    """
    if board is None:
        return []
    others = [one for one in board.lines if not weighs(one) and _fits(one, typed)]
    waits = [one for one in others if one.waits_at is Step.MEASURE]
    return _group("Menunggu", waits, "") + _group("Sudah lewat sini", [one for one in others if one not in waits], "")


def expected_ids(due: Sequence[DueLine], board: Board) -> frozenset[str]:
    """Who is waited for at the day, of every age: who has a reason to come, and who comes every month."""
    return frozenset((*(one.person_id for one in due), *(one.person_id for one in board.missing)))


def expected_rows(due: Sequence[DueLine], board: Board) -> list[Row]:
    """Who is expected and has not come, by dusun, each with the reason; who comes every month stands after them."""
    came = {one.person_id for one in board.lines}
    waited = [one for one in due if one.person_id not in came]
    known = {one.person_id for one in waited}
    monthly = [one for one in board.missing if one.person_id not in known]
    rows: list[Row] = []
    for dusun in dict.fromkeys([*(one.dusun for one in waited), *(one.dusun for one in monthly)]):
        rows.append(Row(Kind.DUSUN, dusun or "Dusun belum dicatat"))
        rows += [_person(one.name, one.person_id, one.age, one.text) for one in waited if one.dusun == dusun]
        rows += [_person(one.name, one.person_id, one.age) for one in monthly if one.dusun == dusun]
    heading = f"Ditunggu  {len(waited) + len(monthly)}" if rows else "Semua yang ditunggu sudah datang"
    return [Row(Kind.GROUP, heading), *rows]


def arrival_rows(found: Sequence[PersonLine], board: Board | None) -> list[Row]:
    """Whom the letters mean, in their order; who came already shows the number."""
    numbers = {one.person_id: one.queue_number for one in board.lines} if board else {}
    rows = []
    for one in found:
        parent = mother_words(one.mother)
        came = f"sudah datang, nomor {numbers[one.id]}" if one.id in numbers else ""
        note = " · ".join(part for part in (came, one.dusun, parent) if part)
        rows.append(replace(_person(one.name, one.id, one.age, note), is_guess=one.is_guess))
    return rows


def next_at(board: Board, step: Step, after: str = "") -> CheckUpView | None:
    """Who is called next at a step; never the one who was just there."""
    return next((one for one in board.at(step) if one.id != after), None)


# --- inside ---


def _group(name: str, lines: Sequence[CheckUpView], tells: str) -> list[Row]:
    return [Row(Kind.GROUP, f"{name}  {len(lines)}"), *(_row(one, tells) for one in lines)] if lines else []


def _row(one: CheckUpView, tells: str) -> Row:
    number = f"{one.queue_number}. " if one.queue_number else ""
    is_urgent = one.urgency is not None and one.urgency.rank >= Severity.RED.rank
    note = one.left_reason if tells == "alasan" else ""
    where = f"langkah {int(one.waits_at)}" if tells == "langkah" and one.waits_at else _short_age(one.age)
    return Row(
        Kind.CHILD,
        f"{number}{one.name}",
        one.person_id,
        where,
        severity=one.urgency if is_urgent else None,
        is_measured=is_urgent or one.is_complete,
        note=note,
    )


def _short_age(age: str) -> str:
    return " ".join(age.split()[:2])


def _person(name: str, person_id: str, age: str, note: str = "") -> Row:
    return Row(Kind.CHILD, name, person_id, _short_age(age), note=note)


def _fits(one: CheckUpView, typed: str) -> bool:
    words = search_text(typed).split()
    if not words:
        return True
    if typed.strip().isdecimal():
        return str(one.queue_number) == typed.strip()
    name = search_text(one.name).split()
    return all(any(part.startswith(word) for part in name) for word in words)
