"""The papers of the page Laporan & Cetak in one table: tab, what is counted, and how it is printed."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.services.reports.catalogue import REPORTS, ReportEntry
from core.services.reports.skdn import skdn_year

if TYPE_CHECKING:
    from core.services.register import Register
    from core.words.periods import Month
    from ui.context import AppContext

Count = Callable[["Register", "Month", str | None], Any]


@dataclass(frozen=True, slots=True)
class Paper:
    """A monthly paper: its key and tab, its pane (`module:Class`), and what that pane is given to show."""

    key: str
    tab: str
    pane: str
    count: Count
    report: ReportEntry


_TABS: dict[str, tuple[str, str, Count | None]] = {
    # The balok SKDN needs the whole year; its last month is the report.
    "skdn": ("SKDN", "ui.pages.laporan.skdn:SkdnPane", skdn_year),
    "f1": ("Form F1", "ui.pages.laporan.f1:F1Pane", None),
}
PAPERS: tuple[Paper, ...] = tuple(
    Paper(entry.id, tab, pane, count or entry.count, entry)
    for entry in REPORTS
    if entry.id in _TABS
    for tab, pane, count in (_TABS[entry.id],)
)


def write_report(
    where: str, register: "Register", month: "Month", posyandu_id: str | None, out: Path | BytesIO
) -> None:
    """Write a report by the function that the table names as "module:name"; errors as that function says.

    A paper may also be made in memory, a workbook only as a file.
    """
    module, _, name = where.partition(":")
    getattr(import_module(module), name)(register, month, posyandu_id, out)


def make_pane(paper: Paper, context: "AppContext") -> Any:  # noqa: ANN401 - a ReportPane, imported on first use
    """The widget that shows a paper."""
    module, _, name = paper.pane.partition(":")
    return getattr(import_module(module), name)(context)
