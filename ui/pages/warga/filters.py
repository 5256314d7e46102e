"""Whom the list of people shows: place, age, what is still missing; a wish used often is kept under a name."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.people.people_filters import EVERYBODY, PeopleFilter, remove_filter, save_filter, saved_filters
from core.services.people.people_lists import ORDERS, rt_names
from core.services.people.registration import dusun_names
from core.services.setup import list_posyandu
from core.words.life_stage import AGE_STAGES, LifeStage
from core.words.people import LifeStatus
from ui.forms.enter_flow import focus
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.fields import dress, set_sentence
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_HERE = "Tinggal di desa"


class FilterBar(QWidget):
    """Choices in a row; each of them changes the list at once."""

    changed = Signal()

    def __init__(self, context: "AppContext") -> None:
        """Everybody, until `load` fills the choices."""
        super().__init__()
        self._context = context
        self.unit, self.dusun, self.rt = QComboBox(), QComboBox(), QComboBox()
        self.stage, self.status, self.kept = QComboBox(), QComboBox(), QComboBox()
        self.order = QComboBox()
        for box, name in (
            (self.unit, "Posyandu"),
            (self.dusun, "Dusun"),
            (self.rt, "RT"),
            (self.stage, "Kelompok umur"),
            (self.status, "Status"),
            (self.kept, "Saringan tersimpan"),
            (self.order, "Urutan"),
        ):
            dress(box, name)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self.under_five = QCheckBox("&Balita saja")
        self.not_come = QCheckBox("Belum &datang bulan ini")
        self.no_nik = QCheckBox("Belum ber-N&IK")
        self.no_consent = QCheckBox("Belum ada perse&tujuan")
        self.count = text("", "soft", wraps=False)
        self._keep = button("&Simpan saringan", self._ask_name, role="quiet", picture="save")
        self._forget = button("&Hapus saringan", self._remove, role="quiet", picture="trash-2")
        self.name = QLineEdit()
        self.name.setPlaceholderText("Nama saringan, lalu Enter")
        dress(self.name, "Nama saringan")
        self.name.returnPressed.connect(self._save)
        self._wrong = text("", "error")
        for one in (self._keep, self._forget):
            context.guard(one, Action.OWN_PREFERENCES)
        self._build()
        self._connect()

    def load(self) -> None:
        """The choices as the register has them now; what was chosen stays chosen where it still exists."""
        register = self._context.register
        units = list_posyandu(register)
        _fill(self.unit, [("Semua posyandu", None), *((f"Posyandu {unit.name}", unit.id) for unit in units)])
        self.unit.setVisible(len(units) > 1)
        stages = LifeStage if self._context.may(Action.SEE_HEALTH) else AGE_STAGES
        _fill(self.stage, [("Semua umur", None), *((one.label, one.value) for one in stages)])
        _fill(self.dusun, [("Semua dusun", None), *((name, name) for name in dusun_names(register))])
        self._load_rt()
        kept = saved_filters(register)
        _fill(self.kept, [("Saringan tersimpan", None), *((one.name, one.name) for one in kept)])
        self.kept.setVisible(bool(kept))
        self._show_deeds()

    def wanted(self) -> PeopleFilter:
        """What is chosen now."""
        stage = self.stage.currentData()
        return PeopleFilter(
            posyandu_id=self.unit.currentData(),
            dusun=self.dusun.currentData(),
            rt=self.rt.currentData(),
            stage=LifeStage(stage) if stage else None,
            status=LifeStatus(self.status.currentData()),
            is_under_five=self.under_five.isChecked(),
            has_not_come=self.not_come.isChecked(),
            has_no_nik=self.no_nik.isChecked(),
            has_no_consent=self.no_consent.isChecked(),
        )

    def show_filter(self, wanted: PeopleFilter) -> None:
        """Choose what a kept filter wishes."""
        for box, value in (
            (self.unit, wanted.posyandu_id),
            (self.dusun, wanted.dusun),
            (self.stage, wanted.stage.value if wanted.stage else None),
            (self.status, wanted.status.value),
        ):
            box.setCurrentIndex(max(0, box.findData(value)))
        self._load_rt()
        self.rt.setCurrentIndex(max(0, self.rt.findData(wanted.rt)))
        ticks = ((self.under_five, wanted.is_under_five), (self.not_come, wanted.has_not_come))
        for tick, is_on in (*ticks, (self.no_nik, wanted.has_no_nik), (self.no_consent, wanted.has_no_consent)):
            tick.blockSignals(True)
            tick.setChecked(is_on)
            tick.blockSignals(False)
        self._tell()

    # --- inside ---

    def _build(self) -> None:
        status = [(_HERE if one is LifeStatus.ALIVE else one.label, one.value) for one in LifeStatus]
        _fill(self.status, [(words, value) for words, value in status])
        _fill(self.order, [(f"Urut {words}", order) for order, words in ORDERS.items()])
        choices, ticks = QWidget(), QWidget()
        flow, ticked = FlowLayout(choices), FlowLayout(ticks, 14)
        for box in (self.unit, self.dusun, self.rt, self.stage, self.status, self.kept, self.order):
            flow.addWidget(box)
        for part in (*self._ticks(), self._keep, self._forget, self.name):
            ticked.addWidget(part)
        counted = QHBoxLayout()
        counted.addWidget(ticks, 1)
        counted.addWidget(self.count)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(choices)
        column.addLayout(counted)
        column.addWidget(self._wrong)
        unasked: tuple[QWidget, ...] = (self.rt, self.kept, self.name, self._wrong, self._keep, self._forget)
        for one in unasked:
            one.hide()

    def _ticks(self) -> tuple[QCheckBox, ...]:
        return self.under_five, self.not_come, self.no_nik, self.no_consent

    def _connect(self) -> None:
        for box in (self.unit, self.rt, self.stage, self.status, self.order):
            box.activated.connect(lambda _index: self._tell())
        self.dusun.activated.connect(lambda _index: self._change_dusun())
        self.kept.activated.connect(lambda _index: self._use_kept())
        for tick in self._ticks():
            tick.toggled.connect(lambda _on: self._tell())

    def _change_dusun(self) -> None:
        self._load_rt()
        self._tell()

    def _load_rt(self) -> None:
        """An RT is told apart only within a dusun."""
        dusun = self.dusun.currentData()
        names = rt_names(self._context.register, dusun) if dusun else ()
        _fill(self.rt, [("Semua RT", None), *((f"RT {name}", name) for name in names)])
        self.rt.setVisible(bool(names))

    def _tell(self) -> None:
        self._show_deeds()
        self.changed.emit()

    def _show_deeds(self) -> None:
        name = self.kept.currentData()
        is_kept = name is not None and self._kept_filter(name) == self.wanted()
        if not is_kept:
            self.kept.setCurrentIndex(0)
        self._forget.setVisible(is_kept)
        self._keep.setVisible(not is_kept and self.wanted() != EVERYBODY)
        self.name.hide()
        set_sentence(self._wrong, "", is_error=True)

    def _kept_filter(self, name: str) -> PeopleFilter | None:
        kept = saved_filters(self._context.register)
        return next((one.wanted for one in kept if one.name == name), None)

    def _use_kept(self) -> None:
        name = self.kept.currentData()
        self.show_filter((self._kept_filter(name) if name else None) or EVERYBODY)

    def _ask_name(self) -> None:
        self._keep.hide()
        self.name.show()
        focus(self.name)

    def _save(self) -> None:
        context, name, wanted = self._context, self.name.text(), self.wanted()
        context.write("Menyimpan", lambda: save_filter(context.register, name, wanted), self._saved, self._failed)

    def _saved(self, _kept: object) -> None:
        name = " ".join(self.name.text().split())
        self._context.announce(f"Saringan “{name}” disimpan.")
        self.name.clear()
        self.load()
        self.kept.setCurrentIndex(max(0, self.kept.findData(name)))
        self._show_deeds()
        self.kept.setFocus()

    def _failed(self, error: BukuError) -> None:
        set_sentence(self._wrong, error.message, is_error=True)
        focus(self.name)

    def _remove(self) -> None:
        context, name = self._context, str(self.kept.currentData())
        context.write("Menghapus", lambda: remove_filter(context.register, name), lambda _none: self.load())
        context.announce(f"Saringan “{name}” dihapus.")


def _fill(box: QComboBox, options: list[tuple[str, str | None]]) -> None:
    """Other options, with the choice kept where it still exists."""
    before = box.currentData()
    box.clear()
    for words, value in options:
        box.addItem(words, value)
    box.setCurrentIndex(max(0, box.findData(before)))
