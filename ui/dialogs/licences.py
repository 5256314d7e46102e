"""What the program is made of, and the licences that travel with it."""

from pathlib import Path

from PySide6.QtWidgets import QPlainTextEdit, QVBoxLayout

from ui.theme import em
from ui.widgets.fields import dress
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text

_ROOT = Path(__file__).parents[2]
_TEXTS = (
    ("Program ini: Apache License 2.0", "LICENSE"),
    ("Huruf: SIL Open Font License", "charts/fonts/OFL.txt"),
    ("Gambar kecil: Lucide (ISC)", "ui/icons/LICENSE-lucide.txt"),
    ("Nama wilayah: Open Database License", "core/words/region_tables/LICENSE-ODbL.md"),
)
_MADE_OF = (
    "Dibuat dengan Python, Qt dan PySide6 (LGPL 3), SQLAlchemy, Alembic, SQLCipher, Matplotlib, NumPy, ReportLab, "
    "pypdfium2, openpyxl, XlsxWriter, RapidFuzz, platformdirs, dan uuid-utils. Terima kasih kepada pembuatnya.\n"
    "Standar pertumbuhan: WHO 2006, 2007, dan 2009. Kategori: Permenkes 2/2020. KMS: Juknis KMS 2021.\n"
    "Nama wilayah: Indonesian Area Data (idn-area-data), menurut Kepmendagri; Open Database License 1.0."
)


class Licences(SheetContent):
    """Names, and the texts of the licences."""

    title = "Lisensi"

    def __init__(self) -> None:
        """Read the texts that lie beside the program; one that is missing is left out."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(10)
        for paragraph in _MADE_OF.splitlines():
            column.addWidget(text(paragraph))
        for title, name in _TEXTS:
            path = _ROOT / name
            if path.is_file():
                column.addWidget(text(title, "strong"))
                box = QPlainTextEdit(path.read_text(encoding="utf-8"))
                box.setReadOnly(True)
                box.setTabChangesFocus(True)
                box.setFixedHeight(em(self, 8))
                dress(box, title)
                column.addWidget(box)
        column.addStretch(1)
