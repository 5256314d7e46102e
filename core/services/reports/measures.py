"""Which children a line of a report counts: one table, so that a number and its list of names cannot differ."""

from collections.abc import Callable, Iterable

from core.growth.kms import is_above_orange
from core.growth.weight_gain import Letter
from core.rules.breastfeeding import ROWS
from core.rules.vitamin_a import BLUE, BLUE_AGES, RED, RED_AGES
from core.services.reports.child_month import Breastfeeding, ChildMonth

Measure = Callable[[ChildMonth], bool]


def _has_letter(letter: Letter) -> Measure:
    return lambda row: row.letter is letter


def _answers(answer: Breastfeeding) -> Measure:
    return lambda row: row.breastfeeding is answer


def _exclusive_in_row(months: int) -> Measure:
    return lambda row: row.exclusive_row == months


def _is_weighed(row: ChildMonth) -> bool:
    return row.weighing is not None


def _is_bgm(row: ChildMonth) -> bool:
    return row.weighing is not None and row.weighing.bgm


def _is_orange(row: ChildMonth) -> bool:
    return row.weighing is not None and row.weighing.orange


def _is_aph(row: ChildMonth) -> bool:
    # The form has this line whatever card is in use; the 2010 card itself draws no orange line.
    return row.weighing is not None and is_above_orange(row.weighing.waz)


def _is_two_t(row: ChildMonth) -> bool:
    return row.weighing is not None and row.weighing.two_t


def _got_capsule(ages: range, colour: str = "") -> Measure:
    return lambda row: row.capsule_months in ages and (not colour or row.capsule == colour)


MEASURES: dict[str, Measure] = {
    "S": lambda row: row.is_in_s,
    "K": lambda row: row.owns_kms,
    "D": _is_weighed,
    "N": _has_letter(Letter.GAINED),
    "T": _has_letter(Letter.NOT_GAINED),
    "O": _has_letter(Letter.RETURNED),
    "B": _has_letter(Letter.NEW),
    "BGM": _is_bgm,
    "orange": _is_orange,
    "two_t": _is_two_t,
    "BGM_referred": lambda row: _is_bgm(row) and row.is_referred,
    "aph": _is_aph,
    "aph_referred": lambda row: _is_aph(row) and row.is_referred,
    "two_t_referred": lambda row: _is_two_t(row) and row.is_referred,
    "K-D": lambda row: row.owns_kms and not _is_weighed(row),
    "S-D": lambda row: row.is_in_s and not _is_weighed(row),
    "vitamin_a_6_11": _got_capsule(BLUE_AGES),
    "vitamin_a_12_59": _got_capsule(RED_AGES),
    "vitamin_a_blue": _got_capsule(BLUE_AGES, BLUE),
    "vitamin_a_red": _got_capsule(RED_AGES, RED),
    "asi_exclusive": _answers(Breastfeeding.EXCLUSIVE),
    "asi_broken": _answers(Breastfeeding.BROKEN),
    "asi_unknown": _answers(Breastfeeding.UNKNOWN),
    "six_months": lambda row: row.reaches_six_months,
    "asi_passed": lambda row: row.passed_exclusive,
    "severe": lambda row: bool(row.severe_reason),
} | {f"asi_e{months}": _exclusive_in_row(months) for months in ROWS}
"""Key of a line to its rule. Definitions: SKDN report and Form F1 of the posyandu (Kemenkes RI)."""


def people_by_measure(rows: Iterable[ChildMonth], keys: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """The ids of the children behind each of `keys`, in the order of `rows`."""
    rows = tuple(rows)
    return {key: tuple(row.child.id for row in rows if MEASURES[key](row)) for key in keys}
