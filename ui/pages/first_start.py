"""The first start: three questions, then the three ways to begin; no empty grid, nothing else asked."""

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from core.errors import BukuError
from core.paths import default_register
from core.services.demo import build_demo
from core.services.setup import save_settings, set_up
from ui.forms.enter_flow import EnterFlow
from ui.forms.village_edit import VillageEdit
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.texts import centred, picture, text

if TYPE_CHECKING:
    from core.services.register import Outcome, Progress
    from core.services.views import PosyanduView
    from ui.context import AppContext

_VILLAGE_HELP = "Misalnya: Sukamaju"
_ABOVE = ("district", "regency", "province")


class FirstStart(QWidget):
    """Asks for posyandu, village and name; `done` carries the page to begin at."""

    done = Signal(str)

    def __init__(self, context: "AppContext") -> None:
        """Nothing is written before the button is pressed."""
        super().__init__()
        self._context = context
        set_role(self, "paper")
        self._posyandu = Field("Nama &posyandu", QLineEdit(), "Misalnya: Melati 1")
        self._village_edit = VillageEdit()
        self._village = Field("Nama &desa atau kelurahan", self._village_edit, _VILLAGE_HELP)
        self._village_edit.offered.connect(lambda words: self._village.set_help(words or _VILLAGE_HELP))
        self._name = Field("Nama &Ibu yang mencatat", QLineEdit(), "Ditulis di samping setiap catatan")
        self._fields = {"posyandu": self._posyandu, "village": self._village, "kader_name": self._name}
        self._steps = QStackedWidget()
        self._steps.addWidget(self._questions())
        self._steps.addWidget(self._ways())
        page = QWidget()
        set_role(page, "paper")
        column = QVBoxLayout(page)
        column.addStretch(2)
        column.addLayout(centred(self._steps))
        column.addStretch(3)
        # With the largest type three questions are higher than a small screen.
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(page)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(scroll)
        self._fit()
        editors = tuple(field.editor for field in self._fields.values())
        self._flow = EnterFlow(self, editors, self._keep)

    def begin(self) -> None:
        """Put the keyboard in the first question."""
        self._posyandu.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "_steps"):
            self._fit()

    def _fit(self) -> None:
        self._steps.setFixedWidth(em(self, 27))

    def _questions(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(14)
        column.addWidget(picture("logo", size=64))
        column.addWidget(text("Selamat datang di Buku Posyandu", "title"))
        column.addWidget(text("Tiga isian saja, lalu mulai. Semuanya bisa diubah nanti.", "soft"))
        for field in self._fields.values():
            column.addWidget(field)
        row = QHBoxLayout()
        row.addWidget(button("Lanjut  (Enter)", self._keep, role="next", picture="arrow-right"))
        row.addStretch(1)
        row.addWidget(button("Lihat desa contoh dulu", self._show_demo, role="quiet", picture="eye"))
        column.addLayout(row)
        return holder

    def _ways(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setSpacing(14)
        column.addWidget(picture("logo", size=64))
        column.addWidget(text("Siap. Mau mulai dari mana?", "title"))
        self._import = button("Ambil data desa …", self._import_village, role="next", picture="file-spreadsheet")
        for one, hint in (
            (self._import, "Punya berkas Excel penduduk dari kantor desa? Semua keluarga masuk sekaligus."),
            (
                button("Daftarkan anak pertama", self._register_child, picture="user-plus"),
                "Mulai dari satu anak, yang lain menyusul saat mereka datang.",
            ),
            (
                button("Lihat desa contoh", self._show_demo, picture="eye"),
                "Desa karangan untuk belajar. Data contoh tidak bercampur dengan data Ibu.",
            ),
        ):
            column.addLayout(_with_hint(one, hint))
        column.addStretch(1)
        return holder

    def _keep(self) -> None:
        values = {key: _typed(field) for key, field in self._fields.items()}
        self._complain({})
        if not values["kader_name"] and values["posyandu"] and values["village"]:
            self._name.complain("Nama Ibu belum diisi. Nama panggilan pun boleh.")
            return
        self._context.write("Menyiapkan register", lambda: self._write(values), self._kept, self._failed)

    def _write(self, values: dict[str, str]) -> "Outcome[PosyanduView]":
        register = self._context.register
        register.who = values["kader_name"]
        region = self._village_edit.region
        above = {key: getattr(region, key) for key in _ABOVE} if region else {}
        outcome = set_up(register, posyandu=values["posyandu"], village=values["village"], **above)
        self._context.settings = replace(self._context.settings, kader_name=register.who)
        save_settings(register, self._context.settings)
        return outcome

    def _kept(self, _view: "PosyanduView") -> None:
        self._steps.setCurrentIndex(1)
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)

    def _failed(self, error: BukuError) -> None:
        if error.field in self._fields:
            self._complain({error.field: error.message})
        else:
            self._context.shell.complain(error)

    def _complain(self, sentences: dict[str, str]) -> None:
        for key, field in self._fields.items():
            field.complain(sentences.get(key, ""))

    def _import_village(self) -> None:
        from ui.dialogs.import_village import ImportVillage

        self.done.emit("beranda")
        self._context.shell.open_sheet(ImportVillage(self._context))

    def _register_child(self) -> None:
        self.done.emit("hari_buka")

    def _show_demo(self) -> None:
        place = default_register().with_name("desa-contoh.db")
        if place.exists():
            self._context.shell.restart_with(str(place))
            return
        self._context.read_long(
            "Menyiapkan desa contoh",
            lambda progress: _make_demo(place, self._context, progress),
            lambda made: self._context.shell.restart_with(str(made)),
        )


def _make_demo(place: Path, context: "AppContext", progress: "Progress") -> Path:
    """The demo village in a file of its own, whole or not there at all."""
    place.parent.mkdir(parents=True, exist_ok=True)
    build_demo(str(place), today=context.register.today, progress=progress)
    return place


def _typed(field: Field) -> str:
    editor = field.editor
    return " ".join(editor.text().split()) if isinstance(editor, QLineEdit) else ""


def _with_hint(one: QPushButton, hint: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(one)
    column.addWidget(text(hint, "small"))
    return column
