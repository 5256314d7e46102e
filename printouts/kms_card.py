"""The Kartu Menuju Sehat on paper: one card or a whole posyandu in one file, backgrounds drawn once for all."""

from collections.abc import Callable, Iterable, Sized
from io import BytesIO
from pathlib import Path

from charts.kms import Span, kms_chart, kms_series, spans_of
from charts.layer import Chart
from core.errors import InputError
from core.growth.kms import KmsEdition
from core.services.views import GrowthHistory
from core.words.people import Sex
from printouts import kms_words as words
from printouts.document import PROGRAM, DrawnCanvas, new_canvas, whole_paper
from printouts.kms_back import draw_back, draw_child_back
from printouts.kms_front import draw_band, draw_foot, draw_names, draw_numbers, draw_panel, draw_rows
from printouts.kms_layout import CardLayout
from printouts.kms_record import draw_record
from printouts.paper import Paper, paper_named
from printouts.vector import draw_background, draw_child

Progress = Callable[[int, int, str], None]


def _nobody_watching(_done: int, _whole: int, _what: str) -> None:
    return


def print_kms(
    histories: Iterable[GrowthHistory],
    out: Path | BytesIO,
    *,
    paper: str = "A4",
    progress: Progress = _nobody_watching,
    whole: int | None = None,
) -> int:
    """Write the cards of `histories` to `out` on lying `paper` ("A4" or "A5") and return how many there are.

    A card is two sides: the chart for the child's age and the back. A child weighed both before and after 24 months
    has both charts, the back and a table of all visits, so that every card begins on a new sheet when printed on both
    sides. Histories are taken one at a time: memory does not grow with them. `progress(done, whole, name)` is called
    after each card and may raise to stop; then, as on any error, nothing is left and an older `out` stays.

    Raises InputError when there is no child, EnvironmentProblem for what the disk refuses.
    """
    sheet = paper_named(paper)
    total = whole if whole is not None else len(histories) if isinstance(histories, Sized) else 0
    done = 0
    with whole_paper(out) as scratch:
        canvas = new_canvas(scratch, sheet.landscape, f"{words.FULL_TITLE} ({words.TITLE})")
        printer = CardPrinter(canvas, sheet)
        for history in histories:
            printer.draw(history)
            done += 1
            progress(done, total, history.child.name)
        if not done:
            raise InputError("Belum ada anak yang bisa dicetak kartunya. Pilih anak atau posyandu lain.")
        canvas.save()
    return done


class CardPrinter:
    """Draws cards on one canvas; what many cards share is drawn once and only named afterwards."""

    def __init__(self, canvas: DrawnCanvas, paper: Paper) -> None:
        """Cards go on lying sheets of `paper`."""
        self._canvas, self._paper = canvas, paper
        self._charts: dict[str, Chart] = {}
        self._forms: set[str] = set()

    def draw(self, history: GrowthHistory) -> None:
        """All sides of one card."""
        spans = spans_of(history)[::-1]
        sides = 2 * len(spans)
        for side, span in enumerate(spans, start=1):
            self._draw_front(history, span, f"sisi {side} dari {sides}")
        self._draw_back(history, spans[0], f"sisi {len(spans) + 1} dari {sides}")
        if len(spans) > 1:
            self._draw_record(history, spans[0], f"sisi {sides} dari {sides}")

    def _draw_front(self, history: GrowthHistory, span: Span, side: str) -> None:
        sex, edition = history.child.sex, KmsEdition(history.kms_edition)
        layout = CardLayout.of(self._paper, span)
        key = f"depan-{sex.value}-{span.key}-{edition.value}"
        if key not in self._charts:
            self._charts[key] = kms_chart(sex, span, edition, layout.box)

        def background() -> None:
            draw_band(self._canvas, layout, sex, span.title)
            draw_rows(self._canvas, layout, sex)
            draw_panel(self._canvas, layout, sex, edition)
            draw_background(self._canvas, self._charts[key])

        self._use_form(key, background)
        draw_names(self._canvas, layout, history.child)
        draw_numbers(self._canvas, layout, history)
        self._charts[key].show(kms_series(history, span))
        draw_child(self._canvas, self._charts[key])
        self._end_side(layout, history, side)

    def _draw_back(self, history: GrowthHistory, span: Span, side: str) -> None:
        sex, layout = history.child.sex, CardLayout.of(self._paper, span)

        def background() -> None:
            draw_band(self._canvas, layout, sex, "identitas")
            draw_back(self._canvas, layout, sex)

        self._use_form(f"belakang-{sex.value}", background)
        draw_names(self._canvas, layout, history.child)
        draw_child_back(self._canvas, layout, history)
        self._end_side(layout, history, side)

    def _draw_record(self, history: GrowthHistory, span: Span, side: str) -> None:
        sex, layout = history.child.sex, CardLayout.of(self._paper, span)
        self._use_form(f"riwayat-{sex.value}", lambda: draw_band(self._canvas, layout, sex, "riwayat"))
        draw_names(self._canvas, layout, history.child)
        draw_record(self._canvas, layout, history)
        self._end_side(layout, history, side)

    def _use_form(self, name: str, draw: Callable[[], None]) -> None:
        if name not in self._forms:
            self._forms.add(name)
            self._canvas.beginForm(name)
            draw()
            self._canvas.endForm()
        self._canvas.doForm(name)

    def _end_side(self, layout: CardLayout, history: GrowthHistory, side: str) -> None:
        draw_foot(self._canvas, layout, f"{PROGRAM} · {KmsEdition(history.kms_edition).label}", side)
        self._canvas.showPage()


def chart_of(sex: Sex, span: Span, edition: KmsEdition, paper: str = "A4") -> Chart:
    """The empty chart exactly as a card on `paper` has it (for previews and measurements)."""
    return kms_chart(sex, span, edition, CardLayout.of(paper_named(paper), span).box)
