"""Where everything lies on a KMS card, in points, for A4 and for A5."""

from dataclasses import dataclass
from functools import cache, cached_property

from charts.kms import YOUNG, Span
from charts.layer import Box
from printouts.paper import A5, Paper
from printouts.styles import SMALLEST_PT


@dataclass(frozen=True, slots=True)
class Row:
    """One row of boxes under the chart."""

    key: str
    label: str
    height: float


@dataclass(frozen=True)
class CardLayout:
    """The measures of one side with a chart; `scale` is 1 on A4."""

    paper: Paper
    span: Span
    scale: float

    @classmethod
    def of(cls, paper: Paper, span: Span) -> "CardLayout":
        """The layout on a lying sheet; the same object for the same paper and side."""
        return _layout(paper, span)

    @cached_property
    def text_pt(self) -> float:
        """Size of small text."""
        return max(7.4 * self.scale, SMALLEST_PT)

    @cached_property
    def left(self) -> float:
        """Left edge of everything."""
        return self.paper.margin

    @cached_property
    def right(self) -> float:
        """Right edge of everything."""
        return self.paper.width - self.paper.margin

    @cached_property
    def band_height(self) -> float:
        """Height of the coloured band with the title."""
        return 40 * self.scale

    @cached_property
    def band_bottom(self) -> float:
        """Lower edge of the coloured band."""
        return self.paper.height - self.paper.margin - self.band_height

    @cached_property
    def foot(self) -> float:
        """Baseline of the line at the foot of the page."""
        return self.paper.margin - 1

    @cached_property
    def panel_width(self) -> float:
        """Width of the words on the right of the chart; the side with more columns leaves them less."""
        return (21.5 if self.span is YOUNG else 17.5) * self.text_pt

    @cached_property
    def plot_left(self) -> float:
        """Left edge of the plot and of the boxes under it."""
        return self.left + 11.3 * self.text_pt

    @cached_property
    def plot_right(self) -> float:
        """Right edge of the plot and of the boxes under it."""
        return self.right - self.panel_width - 3.2 * self.text_pt

    @cached_property
    def column(self) -> float:
        """Width of one month."""
        return (self.plot_right - self.plot_left) / len(self.span.columns)

    @cached_property
    def is_turned(self) -> bool:
        """Whether weights and months must be written upright to fit their column."""
        return self.column < 2.6 * self.text_pt

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """The rows of boxes, from the top."""
        plain, tall = 1.75 * self.text_pt, (3.7 if self.is_turned else 2.9) * self.text_pt
        number = 2.6 * self.text_pt if self.is_turned else plain
        rows = [
            Row("age", "Umur (bulan)", plain),
            Row("month", "Bulan penimbangan", tall),
            Row("weight", "BB (kg)", number),
            Row("kbm", "KBM (gr)", number if self.span is YOUNG else plain),
            Row("letter", "N/T", plain),
        ]
        if self.span is YOUNG:
            rows.append(Row("asi", "ASI eksklusif", plain))
        return tuple(rows)

    @cached_property
    def rows_bottom(self) -> float:
        """Lower edge of the last row."""
        return self.foot + 2.2 * self.text_pt

    @cached_property
    def plot_bottom(self) -> float:
        """Lower edge of the plot: the rows hang on it."""
        return self.rows_bottom + sum(row.height for row in self.rows)

    @cached_property
    def plot_top(self) -> float:
        """Upper edge of the plot."""
        return self.band_bottom - 2.3 * self.text_pt

    @cached_property
    def box(self) -> Box:
        """The whole page as the box of the chart, the plot where the layout wants it."""
        return Box(
            self.paper.width,
            self.paper.height,
            self.plot_left,
            self.paper.width - self.plot_right,
            self.plot_bottom,
            self.paper.height - self.plot_top,
            self.text_pt,
            has_months=False,
        )

    def column_middle(self, month: int) -> float:
        """Middle of the column of a completed month."""
        return self.plot_left + (month - self.span.first + 0.5) * self.column


@cache
def _layout(paper: Paper, span: Span) -> CardLayout:
    return CardLayout(paper.landscape, span, 0.72 if paper.name == A5.name else 1.0)
