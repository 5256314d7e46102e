"""The core works where no window, drawing or paper library is installed."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent
PROGRAM = """
import importlib, pkgutil, sys
for name in ("PySide6", "shiboken6", "matplotlib", "reportlab"):
    sys.modules[name] = None
import core
skipped = ("core.store.migrations.env", "core.growth.tables.pack")
names = [found.name for found in pkgutil.walk_packages(core.__path__, "core.") if found.name not in skipped]
for name in names:
    importlib.import_module(name)
print(len(names))
"""


def test_every_core_module_imports_without_qt_matplotlib_and_reportlab():
    command = [sys.executable, "-W", "error", "-c", PROGRAM]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 30
