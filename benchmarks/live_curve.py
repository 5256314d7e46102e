"""The KMS curve while a weight is typed: verdict and drawing of one key, beside a full Matplotlib redraw."""

import statistics
import time
from dataclasses import replace

from matplotlib.backends.backend_agg import FigureCanvasAgg

from benchmarks.children import TODAY, histories
from charts.catalogue import ChartView, build_chart, child_series
from charts.render import SCREEN_DPI, draw_child, screen_box
from core.services.growth.measuring import preview
from core.services.views import GrowthHistory

SIZE_PX = (520, 560)
KEYS, REDRAWS = 300, 20
LIMIT_MS = 33.0


def main() -> int:
    """Print the medians in ms; exit 1 when a key takes longer than the limit."""
    history = next(histories(1, months=(20, 20)))
    draft = replace(history.visits[-1].facts, id=None, measured_on=TODAY, weight_g=None)
    draw_child("kms", history, None, SIZE_PX)
    keys = []
    for number in range(KEYS):
        start = time.perf_counter()
        verdict = preview(history, replace(draft, weight_g=8000 + number * 10), today=TODAY)
        draw_child("kms", history, verdict, SIZE_PX)
        keys.append((time.perf_counter() - start) * 1000)
    full = full_redraw_ms(history)
    median, slow = statistics.median(keys), sorted(keys)[int(KEYS * 0.95)]
    print(
        f"live_curve: a key {median:.1f} ms median, {slow:.1f} ms at the 95th percentile (limit {LIMIT_MS:.0f} ms)"
        f" = {median / full:.3f} of a full redraw ({full:.0f} ms)"
    )
    return 0 if median < LIMIT_MS else 1


def full_redraw_ms(history: GrowthHistory) -> float:
    """Median of drawing the same figure wholly, child and background."""
    view = ChartView.of("kms", history)
    chart = build_chart(view, screen_box(*SIZE_PX, SCREEN_DPI, 8.0))
    chart.show(child_series(view, history))
    for artist in chart.layer.artists:
        artist.set_animated(False)
    chart.figure.set_dpi(SCREEN_DPI)
    canvas = FigureCanvasAgg(chart.figure)
    times = []
    for _ in range(REDRAWS):
        start = time.perf_counter()
        canvas.draw()  # type: ignore[no-untyped-call]
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


if __name__ == "__main__":
    raise SystemExit(main())
