"""The kartu bantu pemeriksaan on paper: filled from the register, with empty rows to go on by pen, or blank."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path

from core.errors import InputError
from core.services.day.card_history import CardHistory, CardVisit
from core.words.periods import date_words
from printouts.document import PROGRAM, DrawnCanvas, new_canvas, whole_paper
from printouts.paper import F4, Paper
from printouts.support_cards_cells import Cell, cell_of, head_text, own_form
from printouts.support_cards_column import SupportCard
from printouts.support_cards_draw import (
    LEAST_ROW,
    draw_facts,
    draw_heads,
    draw_key,
    draw_row,
    draw_title,
    row_height,
)
from printouts.support_cards_layout import ROWS, Sheet, back_of, front_of
from printouts.support_cards_table import CARDS, card_of

TITLE = "Kartu bantu pemeriksaan"
Progress = Callable[[int, int, str], None]


def _nobody_watching(_done: int, _whole: int, _what: str) -> None:
    return


@dataclass(frozen=True, slots=True)
class _Leaf:
    """One leaf: a card, whose (None: nobody's yet), its visits, and which leaf it is of how many."""

    card: SupportCard
    history: CardHistory | None
    visits: Sequence[CardVisit]
    number: int
    whole: int


def print_support_cards(
    histories: Iterable[CardHistory],
    out: Path | BytesIO,
    *,
    printed_on: date,
    paper: Paper = F4,
    whole: int = 0,
    progress: Progress = _nobody_watching,
) -> int:
    """Write the cards of people to `out` on lying `paper`, front and back, and return how many leaves there are.

    Every card on which somebody has visits is printed, 18 visits a leaf, and the card of today also without any.
    Histories are taken one at a time. Raises InputError when there is nobody, EnvironmentProblem for the disk.
    """
    count = 0
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, paper.landscape, TITLE)
        for done, history in enumerate(histories, start=1):
            for leaf in _leaves(history, paper):
                _draw_leaf(canvas, leaf, paper, printed_on)
                count += 1
            progress(done, whole, history.person.name)
        if not count:
            raise InputError("Belum ada orang yang bisa dicetak kartunya. Pilih orang atau posyandu lain.")
        canvas.save()
    return count


def print_blank_cards(out: Path | BytesIO, *, printed_on: date, paper: Paper = F4, form_key: str = "") -> int:
    """Write blank cards for a pen, all or the one of a form; returns how many. Raises InputError for another form."""
    wanted = [card for card in CARDS if not form_key or form_key in card.forms]
    if not wanted:
        known = ", ".join(form for card in CARDS for form in card.forms)
        raise InputError(f"Kartu {form_key} tidak ada. Yang ada: {known}.")
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, paper.landscape, TITLE)
        for card in wanted:
            _draw_leaf(canvas, _Leaf(card, None, (), 1, 1), paper, printed_on)
        canvas.save()
    return len(wanted)


def _leaves(history: CardHistory, paper: Paper) -> list[_Leaf]:
    leaves = []
    for card in CARDS:
        visits = [visit for visit in history.visits if own_form(card, visit)]
        if visits or card is card_of(history.card):
            parts = list(_parts(history, card, visits, back_of(card, paper))) or [[]]
            leaves += [_Leaf(card, history, part, number, len(parts)) for number, part in enumerate(parts, start=1)]
    return leaves


def _parts(
    history: CardHistory, card: SupportCard, visits: Sequence[CardVisit], back: Sheet
) -> Iterator[list[CardVisit]]:
    """Visits by leaf: 18, or as many as can be written out on the back, so that a leaf is always one sheet."""
    part: list[CardVisit] = []
    room = back.rows - back.foot
    for visit in visits:
        needed = row_height(back, _back_cells(history, card, visit))
        if part and (len(part) == ROWS or needed > room):
            yield part
            part, room = [], back.rows - back.foot
        part.append(visit)
        room -= needed
    if part:
        yield part


def _draw_leaf(canvas: DrawnCanvas, leaf: _Leaf, paper: Paper, printed_on: date) -> None:
    _draw_front(canvas, leaf, front_of(leaf.card, paper), printed_on)
    _draw_back(canvas, leaf, back_of(leaf.card, paper), printed_on)


def _draw_front(canvas: DrawnCanvas, leaf: _Leaf, sheet: Sheet, printed_on: date) -> None:
    card, history = leaf.card, leaf.history
    draw_title(canvas, sheet, card.title, _which(leaf, "depan"))
    texts = ["" if history is None else head_text(history, line, card.forms) for line in card.head]
    draw_facts(canvas, sheet, [(line.label, text) for line, text in zip(card.head, texts, strict=True)])
    draw_heads(canvas, sheet, card.front)
    for place in range(ROWS):
        cells: list[Cell] = []
        if history is not None and place < len(leaf.visits):
            visit = leaf.visits[place]
            cells = [cell_of(history, visit, column, own_form(card, visit)) for column in card.front]
        draw_row(canvas, sheet, cells, sheet.rows - place * sheet.row, sheet.row, is_whole=False)
    draw_key(canvas, sheet, card.advice, _footer(printed_on))
    canvas.showPage()


def _draw_back(canvas: DrawnCanvas, leaf: _Leaf, sheet: Sheet, printed_on: date) -> None:
    """The back: the same visits in the same order, everything written out, then empty rows for a pen."""
    card, history = leaf.card, leaf.history
    draw_title(canvas, sheet, card.title, _which(leaf, "balik"))
    draw_heads(canvas, sheet, card.back)
    rows = [] if history is None else [_back_cells(history, card, visit) for visit in leaf.visits]
    top = sheet.rows
    heights = _heights(sheet, rows)
    for place, height in enumerate(heights):
        draw_row(canvas, sheet, rows[place] if place < len(rows) else [], top, height, is_whole=True)
        top -= height
    draw_key(canvas, sheet, card.advice, _footer(printed_on))
    canvas.showPage()


def _heights(sheet: Sheet, rows: Sequence[Sequence[Cell]]) -> list[float]:
    """Heights of 18 rows, or of fewer where long notes leave no room; what is left over is shared by all."""
    heights = [row_height(sheet, cells) for cells in rows]
    left = sheet.rows - sheet.foot - sum(heights)
    empty = min(ROWS - len(rows), int(left / LEAST_ROW))
    heights += [LEAST_ROW] * empty
    spare = (sheet.rows - sheet.foot - sum(heights)) / len(heights)
    return [height + spare for height in heights]


def _back_cells(history: CardHistory, card: SupportCard, visit: CardVisit) -> list[Cell]:
    return [cell_of(history, visit, column, own_form(card, visit)) for column in card.back]


def _which(leaf: _Leaf, side: str) -> str:
    name = f"{leaf.history.person.name} · " if leaf.history is not None and side == "balik" else ""
    number = f"lembar {leaf.number} dari {leaf.whole} · " if leaf.whole > 1 else ""
    return f"{name}{number}sisi {side}"


def _footer(printed_on: date) -> str:
    return f"{PROGRAM} · {TITLE} · dicetak {date_words(printed_on)}"
