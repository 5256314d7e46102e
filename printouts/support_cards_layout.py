"""Where everything stands on a lying sheet of a kartu bantu: the official F4 measures, scaled to other paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from printouts.paper import Paper
from printouts.support_cards_column import Column, SupportCard

ROWS = 18
"""Visits on one sheet, as on the official card."""
_WIDTH, _HEIGHT = 935.4, 609.4
_LEFT, _RIGHT = 16.0, 918.6
_ROW, _FIRST_ROW = 14.4, 316.5
_TITLE, _FACTS, _FACTS_END, _GROUPS = 593.0, 571.0, 501.0, 489.0
_NUMBERS, _STEPS = 338.5, 327.5
_BACK_TITLE, _BACK_HEADS, _BACK_GROUPS = 593.0, 567.0, 555.0
_BACK_NUMBERS, _BACK_STEPS, _BACK_ROWS = 452.0, 441.0, 430.0
_FOOT = 57.3


@dataclass(frozen=True, slots=True)
class Sheet:
    """One side in points of its paper, measured from the foot: places of lines from the title down to the foot."""

    width: float
    height: float
    edges: tuple[float, ...]
    title: float
    facts: float
    heads: float
    groups: float
    numbers: float
    steps: float
    rows: float
    foot: float

    @property
    def left(self) -> float:
        """The left edge of the table."""
        return self.edges[0]

    @property
    def right(self) -> float:
        """The right edge of the table."""
        return self.edges[-1]

    @property
    def row(self) -> float:
        """The height of one of the 18 rows."""
        return (self.rows - self.foot) / ROWS


def front_of(card: SupportCard, paper: Paper) -> Sheet:
    """The front: names, heads, and rows 14.4 points high from 316.5 points down, as the official sheet has them."""
    return _sheet(
        paper,
        card.front,
        card.edges,
        (_TITLE, _FACTS, _FACTS_END, _GROUPS, _NUMBERS, _STEPS, _FIRST_ROW, _FIRST_ROW - ROWS * _ROW),
    )


def back_of(card: SupportCard, paper: Paper) -> Sheet:
    """The back: what the front has no room for, in higher rows."""
    places = (_BACK_TITLE, _BACK_HEADS, _BACK_HEADS, _BACK_GROUPS, _BACK_NUMBERS, _BACK_STEPS, _BACK_ROWS, _FOOT)
    return _sheet(paper, card.back, (), places)


def _sheet(paper: Paper, columns: Sequence[Column], edges: Sequence[float], places: Sequence[float]) -> Sheet:
    lying = paper.landscape
    across, down = lying.width / _WIDTH, lying.height / _HEIGHT
    lines = tuple(one * across for one in edges or _edges(columns))
    return Sheet(lying.width, lying.height, lines, *(one * down for one in places))


def _edges(columns: Sequence[Column]) -> list[float]:
    unit = (_RIGHT - _LEFT) / sum(column.width for column in columns)
    edges = [_LEFT]
    for column in columns:
        edges.append(edges[-1] + column.width * unit)
    return edges
