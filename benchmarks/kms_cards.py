"""1,000 KMS cards in one PDF beside the naive way: a full Matplotlib figure saved as PDF for each card (CPU time)."""

import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.children import histories
from charts.kms import kms_series, spans_of
from core.growth.kms import KmsEdition
from printouts.kms_card import chart_of, print_kms

CARDS, FEW, NAIVE_CARDS = 1000, 100, 20
LIMIT, MEMORY_LIMIT = 1 / 8, 1.15


def ours(count: int, folder: Path) -> float:
    """Seconds for `count` whole cards, both sides, in one file."""
    out = folder / "cards.pdf"
    children = list(histories(count))
    start = time.process_time()
    print_kms(children, out)
    return time.process_time() - start


def naive(count: int, folder: Path) -> float:
    """Seconds for `count` charts alone, each its own figure saved as PDF: less than a card, to be fair to it."""
    children = list(histories(count))
    start = time.process_time()
    for number, history in enumerate(children):
        span = spans_of(history)[-1]
        chart = chart_of(history.child.sex, span, KmsEdition.CURRENT)
        chart.show(kms_series(history, span))
        chart.figure.savefig(folder / f"{number}.pdf")
    return time.process_time() - start


def peak_mb(count: int) -> float:
    """Most memory a fresh process needs for `count` cards whose children come one at a time."""
    answer = subprocess.run(
        [sys.executable, "-m", "benchmarks.kms_cards", str(count)], check=True, capture_output=True, text=True
    )
    return float(answer.stdout)


def print_peak(count: int) -> None:
    """The work of `peak_mb` in the fresh process."""
    with tempfile.TemporaryDirectory() as folder:
        print_kms(histories(count), Path(folder) / "cards.pdf", whole=count)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def main() -> int:
    """Print the ratios; exit 1 when over a limit."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ours(2, folder)
        naive(1, folder)
        mine, other = ours(CARDS, folder), naive(NAIVE_CARDS, folder) / NAIVE_CARDS * CARDS
        size_kb = (folder / "cards.pdf").stat().st_size / 1024
    few, many = peak_mb(FEW), peak_mb(CARDS)
    print(
        f"kms_cards: {CARDS} cards {mine:.1f} s = {mine / other:.4f} of the naive way ({other:.0f} s from {NAIVE_CARDS}"
        f" figures; limit {LIMIT:.3f}); {size_kb / CARDS:.1f} kB a card; memory {few:.0f} MB at {FEW} cards,"
        f" {many:.0f} MB at {CARDS} ({many / few:.2f}; limit {MEMORY_LIMIT})"
    )
    return 0 if mine / other < LIMIT and many / few < MEMORY_LIMIT else 1


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print_peak(int(sys.argv[1]))
        sys.exit(0)
    sys.exit(main())
