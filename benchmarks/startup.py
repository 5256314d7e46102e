"""From the start of the process to a usable window, against an empty PySide6 window.

Usable: the first page shows where we are and takes keys; what is pressed waits for the register, which is opened behind
it. The second figure, without a limit, is until the register is open and the page is filled.
"""

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
USABLE_WINDOW = """
import sys
from ui.application import run
sys.exit(run(sys.argv[1], until_usable=True))
"""


def seconds(command: list[str], environment: dict[str, str]) -> float:
    """Wall time of one process from start to end; the window closes itself as soon as it is usable."""
    started = time.perf_counter()
    subprocess.run(command, cwd=ROOT, env=environment, check=True, stdin=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> int:
    """Print the medians and their ratios; exit 1 when the ratio is over the limit."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ}
    # An installed program has its bytecode; the first warm-up writes what a source tree lacks.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryDirectory() as folder:
        register = str(Path(folder) / "desa.db")
        subprocess.run([sys.executable, "main.py", "demo", "--db", register], cwd=ROOT, check=True, capture_output=True)
        empty = [sys.executable, "-c", EMPTY_WINDOW]
        usable = [sys.executable, "-c", USABLE_WINDOW, register]
        filled = [sys.executable, "main.py", "--db", register, "--smoke"]
        # In turns, so that a busy moment of the machine falls on all of them.
        rounds = [
            [seconds(command, environment) for command in (empty, usable, filled)] for _ in range(WARM_UPS + ROUNDS)
        ]
    empty_s, usable_s, filled_s = (statistics.median(side) for side in zip(*rounds[WARM_UPS:], strict=True))
    ratio = usable_s / empty_s
    print(
        f"startup: empty {empty_s * 1000:.0f} ms, usable {usable_s * 1000:.0f} ms, {ratio:.2f}x "
        f"(limit {LIMIT_RATIO}x); register open and page filled {filled_s * 1000:.0f} ms, {filled_s / empty_s:.2f}x"
    )
    return 0 if ratio <= LIMIT_RATIO else 1


if __name__ == "__main__":
    raise SystemExit(main())
