"""The fields of a person in one table: the form is built from it, read from it, and errors find their place by it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QCheckBox, QComboBox, QHBoxLayout, QLineEdit, QRadioButton, QWidget

from core.services.people.registration import PersonForm
from core.words.people import FamilyRole, LifeStatus, Sex
from ui.forms.date_edit import DateEdit
from ui.forms.measure_edit import MeasureEdit, length_edit, weight_edit
from ui.forms.nik_hint import hint_at_nik
from ui.theme import set_role
from ui.widgets.fields import Field, two_columns

_TEXTS = (
    "name",
    "nik",
    "phone",
    "birth_place",
    "kk_number",
    "mother_name",
    "father_name",
    "dusun",
    "rw",
    "rt",
    "address",
)
_WHOLE_NUMBERS = ("birth_order", "gestation_weeks")


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """Fields that belong together, in rows of one or two."""

    key: str
    title: str
    rows: tuple[tuple[str, ...], ...]


GROUPS = (
    FieldGroup(
        "identity",
        "Siapa",
        (("name",), ("sex", "born_on"), ("is_birth_date_approximate",), ("nik", "birth_place"), ("phone",)),
    ),
    FieldGroup(
        "home",
        "Keluarga dan rumah",
        (
            ("mother_name", "father_name"),
            ("kk_number", "role"),
            ("dusun", "address"),
            ("rw", "rt"),
            ("posyandu_id", "moved_in_on"),
        ),
    ),
    FieldGroup(
        "birth",
        "Kelahiran dan Buku KIA",
        (
            ("birth_weight_g", "birth_length_mm"),
            ("birth_order", "gestation_weeks"),
            ("kia_book_on",),
        ),
    ),
    FieldGroup("village", "Masih tinggal di desa?", (("status", "status_changed_on"),)),
)
_LABELS: dict[str, tuple[str, str]] = {
    "name": ("&Nama", ""),
    "sex": ("Jenis kelamin", ""),
    "born_on": ("&Tanggal lahir", "Misalnya 05-11-2026"),
    "nik": ("NI&K", "16 angka; boleh kosong bila belum ada"),
    "birth_place": ("Tempat lahir", ""),
    "phone": ("Telepon", ""),
    "mother_name": ("Nama &ibu", ""),
    "father_name": ("Nama ayah", ""),
    "kk_number": ("Nomor KK", "Ikut keluarga yang punya nomor ini"),
    "role": ("Kedudukan dalam keluarga", ""),
    "dusun": ("&Dusun", ""),
    "address": ("&Alamat", ""),
    "rw": ("RW", ""),
    "rt": ("RT", ""),
    "posyandu_id": ("&Posyandu", ""),
    "moved_in_on": ("Datang ke desa", "Kosongkan bila sejak lahir"),
    "birth_weight_g": ("Berat lahir (kg)", "Misalnya 3,1"),
    "birth_length_mm": ("Panjang lahir (cm)", "Misalnya 49"),
    "birth_order": ("Anak ke", ""),
    "gestation_weeks": ("Lahir pada minggu ke", "Umur kehamilan; di bawah 37 berarti prematur"),
    "kia_book_on": ("Menerima Buku KIA atau KMS", "Tanggalnya"),
    "status": ("&Status", ""),
    "status_changed_on": ("Sejak tanggal", ""),
}


class PersonFields:
    """The editors of a person, by key; not a widget itself."""

    def __init__(self, today: date, units: Sequence[tuple[str, str]]) -> None:
        """`units` are the posyandu as (name, id)."""
        self.texts = {key: QLineEdit() for key in (*_TEXTS, *_WHOLE_NUMBERS)}
        self.born_on = DateEdit(today)
        self._dates = {key: DateEdit(today) for key in ("moved_in_on", "kia_book_on", "status_changed_on")}
        self._dates["born_on"] = self.born_on
        self._measures = {"birth_weight_g": weight_edit(), "birth_length_mm": length_edit()}
        self._male, self._female = QRadioButton("&Laki-laki"), QRadioButton("P&erempuan")
        self._approximate = QCheckBox("Tanggal lahir kira-kira saja")
        self.status = choice([(one.label if one is not LifeStatus.ALIVE else "Ya", one) for one in LifeStatus])
        self._role = choice([("Menurut umur", None), *((one.label, one) for one in FamilyRole)])
        self._unit = choice([("Belum dipilih", None), *units])
        self._mother_nik = ""
        self._fields = {key: Field(_LABELS[key][0], self._editor(key), _LABELS[key][1]) for key in _LABELS}
        sexes = (self._male, self._female)
        hint_at_nik(self._fields["nik"], _LABELS["nik"][1], self.born_on, self.sex, sexes, today)
        for edit in self._measures.values():
            # Written once in a life, so in the size of its neighbours and not in that of the scale.
            set_role(edit, "")
            edit.setMaximumWidth(16_777_215)

    def __getitem__(self, key: str) -> Field:
        """The row of a fact, for its error."""
        return self._fields[key]

    def __contains__(self, key: str) -> bool:
        """Whether the form asks for this fact."""
        return key in self._fields

    def rows(self, group: FieldGroup) -> QWidget:
        """The fields of a group, one or two beside each other."""
        return two_columns(tuple(tuple(self._row_part(key) for key in row) for row in group.rows))

    def _row_part(self, key: str) -> QWidget:
        return self._approximate if key == "is_birth_date_approximate" else self._fields[key]

    def steps(self) -> list[QWidget]:
        """The editors in the order of the form, for the Enter key."""
        keys = [key for group in GROUPS for row in group.rows for key in row if key in _LABELS]
        steps: list[QWidget] = []
        for key in keys:
            steps += [self._male, self._female] if key == "sex" else [self._editor(key)]
        return steps

    def choose_posyandu(self, unit_id: str) -> None:
        """Start with this posyandu."""
        self._unit.setCurrentIndex(self._unit.findData(unit_id))

    def forget_complaints(self) -> None:
        """Take every error back."""
        for field in self._fields.values():
            field.complain("")

    def unreadable(self) -> str:
        """The key of the first editor whose text is neither empty nor what it should be; empty when all are fine."""
        editors: dict[str, DateEdit | MeasureEdit] = {**self._dates, **self._measures}
        wrong = [key for key, edit in editors.items() if not edit.is_readable()]
        wrong += [key for key in _WHOLE_NUMBERS if not _is_whole(self.texts[key].text())]
        return next((key for key in _LABELS if key in wrong), "")

    def show_form(self, form: PersonForm) -> None:
        """Show what is known of somebody."""
        for key in _TEXTS:
            self.texts[key].setText(getattr(form, key))
        for key in _WHOLE_NUMBERS:
            value = getattr(form, key)
            self.texts[key].setText("" if value is None else str(value))
        for key, date_edit in self._dates.items():
            date_edit.show_value(getattr(form, key))
        for key, measure in self._measures.items():
            measure.show_value(getattr(form, key))
        self._male.setChecked(form.sex is Sex.MALE)
        self._female.setChecked(form.sex is Sex.FEMALE)
        self._approximate.setChecked(form.is_birth_date_approximate)
        self._mother_nik = form.mother_nik
        for box, value in ((self.status, form.status), (self._role, form.role), (self._unit, form.posyandu_id)):
            box.setCurrentIndex(max(0, box.findData(value)))

    def form(self, reason: str = "") -> PersonForm:
        """What stands in the form now; what cannot be read counts as empty (ask `unreadable` first)."""
        facts: dict[str, Any] = {key: " ".join(self.texts[key].text().split()) for key in _TEXTS}
        facts |= {key: _whole(self.texts[key].text()) for key in _WHOLE_NUMBERS}
        facts |= {key: edit.value() for key, edit in self._dates.items()}
        facts |= {key: edit.value_or_none() for key, edit in self._measures.items()}
        role = self._role.currentData()
        return PersonForm(
            sex=self.sex(),
            posyandu_id=self._unit.currentData(),
            role=FamilyRole(role) if role else None,
            status=self.life_status(),
            is_birth_date_approximate=self._approximate.isChecked(),
            mother_nik=self._mother_nik,
            confirmation_reason=reason,
            **facts,
        )

    def sex(self) -> Sex | None:
        """What is marked; None while nothing is."""
        return Sex.MALE if self._male.isChecked() else Sex.FEMALE if self._female.isChecked() else None

    def life_status(self) -> LifeStatus:
        """Whether the person still lives here; Qt gives back the plain letter."""
        return LifeStatus(self.status.currentData())

    def _editor(self, key: str) -> QWidget:
        known: dict[str, QWidget] = {**self.texts, **self._dates, **self._measures}
        known |= {"role": self._role, "posyandu_id": self._unit, "status": self.status}
        if key == "sex":
            return self._sex()
        return known[key]

    def _sex(self) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        group = QButtonGroup(holder)
        for one in (self._male, self._female):
            row.addWidget(one)
            group.addButton(one)
        row.addStretch(1)
        holder.setFocusProxy(self._male)
        return holder


def choice(options: Sequence[tuple[str, object]]) -> QComboBox:
    """A box of choices, each with what it stands for."""
    box = QComboBox()
    for words, value in options:
        box.addItem(words, value)
    return box


def _is_whole(typed: str) -> bool:
    return not typed.strip() or (typed.strip().isdecimal() and typed.strip().isascii())


def _whole(typed: str) -> int | None:
    return int(typed) if typed.strip() and _is_whole(typed) else None
