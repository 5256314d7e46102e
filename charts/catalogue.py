"""The table of charts: to add one, add an entry."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from charts import growth_curve, kms
from charts.layer import Box, Chart, Series
from core.growth.kms import KmsEdition
from core.services.views import GrowthHistory, VisitVerdict
from core.words.age import completed_months
from core.words.people import Sex


@dataclass(frozen=True, slots=True)
class ChartView:
    """Which background a child needs: two children with equal views share one."""

    kind: str
    sex: Sex
    part: str
    edition: str = KmsEdition.CURRENT.value

    @classmethod
    def of(
        cls,
        kind: str,
        history: GrowthHistory,
        draft: VisitVerdict | None = None,
        part: str = "",
        on: date | None = None,
    ) -> "ChartView":
        """The view of chart `kind` (a key of CHARTS) for a child; `part` forces a span, e.g. "0-24" of the KMS.

        The side of the card is that of `draft`, of the day `on` before anything is typed, else of the latest visit.
        """
        part = part or CHARTS[kind].part_for(history, draft, on)
        edition = history.kms_edition if kind == "kms" else KmsEdition.CURRENT.value
        return cls(kind, history.child.sex, part, edition)


@dataclass(frozen=True, slots=True)
class ChartEntry:
    """One chart: its tab, its full name, and the three functions that make it."""

    key: str
    tab: str
    title: str
    part_for: Callable[[GrowthHistory, VisitVerdict | None, date | None], str]
    build: Callable[[ChartView, Box], Chart]
    series: Callable[[ChartView, GrowthHistory, VisitVerdict | None], Series]


def build_chart(view: ChartView, box: Box) -> Chart:
    """The empty chart of a view, filling `box`."""
    return CHARTS[view.kind].build(view, box)


def child_series(view: ChartView, history: GrowthHistory, draft: VisitVerdict | None = None) -> Series:
    """The points of a child for the chart of a view."""
    return CHARTS[view.kind].series(view, history, draft)


def _kms_part(history: GrowthHistory, draft: VisitVerdict | None, on: date | None) -> str:
    if draft is None and on is not None:
        return kms.span_of(completed_months(history.child.born_on, on)).key
    latest = draft or (history.visits[-1] if history.visits else None)
    return kms.span_of(latest.age_months if latest else 0).key


def _build_kms(view: ChartView, box: Box) -> Chart:
    return kms.kms_chart(view.sex, kms.SPANS[view.part], KmsEdition(view.edition), box)


def _kms_series(view: ChartView, history: GrowthHistory, draft: VisitVerdict | None) -> Series:
    return kms.kms_series(history, kms.SPANS[view.part], draft)


def _curve_entry(key: str, tab: str, title: str) -> ChartEntry:
    return ChartEntry(
        key,
        tab,
        title,
        lambda history, draft, _on: growth_curve.curve_for(key, history, draft).key,
        lambda view, box: growth_curve.growth_chart(view.sex, growth_curve.CURVES[view.part], box),
        lambda view, history, draft: growth_curve.growth_series(history, growth_curve.CURVES[view.part], draft),
    )


CHARTS = {
    entry.key: entry
    for entry in (
        ChartEntry("kms", "BB/U", "Berat badan menurut umur (KMS)", _kms_part, _build_kms, _kms_series),
        _curve_entry("haz", "TB/U", "Panjang atau tinggi badan menurut umur"),
        _curve_entry("whz", "BB/TB", "Berat badan menurut panjang atau tinggi badan"),
        _curve_entry("baz", "IMT/U", "Indeks massa tubuh menurut umur"),
        _curve_entry("hcz", "LK/U", "Lingkar kepala menurut umur"),
        _curve_entry("acz", "LiLA/U", "Lingkar lengan atas menurut umur"),
    )
}
