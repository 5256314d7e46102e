"""Names of the village and of its posyandu; another posyandu is added in the same place."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.services.setup import add_posyandu, change_places, list_posyandu
from core.services.views import PosyanduView
from ui.forms.enter_flow import focus
from ui.forms.name_edit import NameEdit
from ui.forms.village_edit import VillageEdit
from ui.pages.laporan.pane import clear
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns

if TYPE_CHECKING:
    from ui.context import AppContext

_VILLAGE = (
    ("village", "&Desa atau kelurahan"),
    ("district", "Kecamatan"),
    ("regency", "Kabupaten atau kota"),
    ("province", "Provinsi"),
    ("puskesmas", "Puskesmas"),
)


class Places(QWidget):
    """Every name is kept when one leaves its field."""

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `load`."""
        super().__init__()
        self._context = context
        self._units: tuple[PosyanduView, ...] = ()
        self.official = VillageEdit()
        self.village = {key: self.official if key == "village" else NameEdit() for key, _label in _VILLAGE}
        self._fields = {key: Field(label, self.village[key]) for key, label in _VILLAGE}
        self.official.offered.connect(self._fields["village"].set_help)
        self.units: dict[str, NameEdit] = {}
        self._unit_fields: dict[str, Field] = {}
        self._unit_rows = QVBoxLayout()
        self._unit_rows.setSpacing(10)
        self.new = QLineEdit()
        self._new_field = Field("Nama posyandu &baru", self.new)
        self._add_button = button("&Tambah posyandu", self._ask_new, role="quiet", picture="plus")
        self._new_field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        fields = self._fields
        rows: tuple[tuple[QWidget, ...], ...] = (
            (fields["village"], fields["district"]),
            (fields["regency"], fields["province"]),
            (fields["puskesmas"],),
        )
        column.addWidget(two_columns(rows))
        column.addLayout(self._unit_rows)
        column.addWidget(self._new_field)
        column.addWidget(self._add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for key, edit in self.village.items():
            edit.editingFinished.connect(lambda key=key: self._keep_village(key))
        self.new.returnPressed.connect(self._add)

    def load(self) -> None:
        """Show the names as they are kept."""
        units = list_posyandu(self._context.register)
        is_same = [one.id for one in units] == [one.id for one in self._units]
        self._units = units
        if not units:
            return
        for key, edit in self.village.items():
            if not edit.isModified():
                edit.setText(getattr(units[0], key))
        if not is_same:
            self._show_units()
        for unit in units:
            if not self.units[unit.id].isModified():
                self.units[unit.id].setText(unit.name)

    def take_keyboard(self) -> None:
        """Begin with the village."""
        focus(self.village["village"])

    def _show_units(self) -> None:
        clear(self._unit_rows)
        self.units = {unit.id: NameEdit(unit.name) for unit in self._units}
        several = len(self._units) > 1
        self._unit_fields = {
            unit.id: Field(f"Posyandu {number}" if several else "Nama &posyandu", self.units[unit.id])
            for number, unit in enumerate(self._units, start=1)
        }
        fields = list(self._unit_fields.values())
        pairs = tuple(tuple(fields[start : start + 2]) for start in range(0, len(fields), 2))
        self._unit_rows.addWidget(two_columns(pairs))
        for unit_id, edit in self.units.items():
            edit.editingFinished.connect(lambda unit_id=unit_id: self._keep_unit(unit_id))

    def _keep_village(self, key: str) -> None:
        """Keep what was typed; an official village brings the names of what it lies in along."""
        wanted = {key: _tidied(self.village[key])}
        region = self.official.region if key == "village" else None
        if region is not None:
            wanted |= {"district": region.district, "regency": region.regency, "province": region.province}
        if self._units and any(value != getattr(self._units[0], name) for name, value in wanted.items()):
            self._change(self._units[0], replace(self._units[0], **wanted), self._fields[key])

    def _keep_unit(self, unit_id: str) -> None:
        unit = next(one for one in self._units if one.id == unit_id)
        typed = _tidied(self.units[unit_id])
        if typed != unit.name:
            self._change(unit, replace(unit, name=typed), self._unit_fields[unit_id])

    def _change(self, before: PosyanduView, wanted: PosyanduView, field: Field) -> None:
        context = self._context
        field.complain("")

        def undo() -> None:
            context.write("Mengurungkan", lambda: change_places(context.register, before))
            context.announce("Dibatalkan: nama tempat")

        def done(view: PosyanduView) -> None:
            self.load()
            context.announce(f"Tersimpan: Posyandu {view.name}, {view.village}", undo)

        def failed(error: BukuError) -> None:
            field.complain(error.message)
            # What was typed stays, whatever is loaded meanwhile.
            if isinstance(field.editor, QLineEdit):
                field.editor.setModified(True)

        context.write("Menyimpan nama", lambda: change_places(context.register, wanted), done, failed)

    def _ask_new(self) -> None:
        self._new_field.show()
        focus(self.new)

    def _add(self) -> None:
        context, name = self._context, self.new.text()

        def done(view: PosyanduView) -> None:
            self.new.clear()
            self._new_field.complain("")
            self._new_field.hide()
            self.load()
            context.announce(f"Posyandu {view.name} ditambahkan.")

        context.write(
            "Menambah posyandu",
            lambda: add_posyandu(context.register, name),
            done,
            lambda error: self._new_field.complain(error.message),
        )


def _tidied(edit: QLineEdit) -> str:
    """What stands in a field that is being left; from now on it follows the register again."""
    edit.setModified(False)
    return " ".join(edit.text().split())
