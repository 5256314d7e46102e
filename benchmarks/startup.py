"""From the start of the process to a usable window (register open, first page up), against an empty PySide6 window."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WARM_UPS, ROUNDS = 2, 11
LIMIT_RATIO = 2.5
EMPTY_WINDOW = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication(sys.argv)
window = QMainWindow()
window.show()
QTimer.singleShot(0, application.quit)
sys.exit(application.exec())
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one process from start to end; the window closes itself as soon as it is usable."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    """Print both medians and their ratio; exit 1 when the ratio is over the limit."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # An installed program has its bytecode; the first warm-up writes what a source tree lacks.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        register = str(Path(folder) / "desa.db")
        subprocess.run([sys.executable, "main.py", "demo", "--db", register], cwd=ROOT, check=True, capture_output=True)
        empty = [sys.executable, "-c", EMPTY_WINDOW]
        ours = [sys.executable, "main.py", "--db", register, "--smoke"]
        # In turns, so that a busy moment of the machine falls on both.
        pairs = [(seconds(empty, environment), seconds(ours, environment)) for _ in range(WARM_UPS + ROUNDS)]
    empty_s, ours_s = (statistics.median(side) for side in zip(*pairs[WARM_UPS:], strict=True))
    ratio = ours_s / empty_s
    print(f"startup: empty {empty_s * 1000:.0f} ms, ours {ours_s * 1000:.0f} ms, {ratio:.2f}x (limit {LIMIT_RATIO}x)")
    return 0 if ratio <= LIMIT_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
