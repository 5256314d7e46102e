"""Catat kelahiran: when and where, each child with its measures, and what will change before it is written."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from core.rules.permissions import Action
from core.services.deeds.rehearsal import Rehearsal
from core.services.people import births
from core.services.people.births import UNNAMED, Delivery, EndForm
from core.words.people import FamilyRole
from ui.dialogs.asking_sheet import RehearsedSheet, whole_number
from ui.dialogs.newborn_block import NewbornBlock
from ui.forms.date_edit import DateEdit
from ui.forms.enter_flow import EnterFlow
from ui.forms.person_fields import choice
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.texts import line

if TYPE_CHECKING:
    from ui.context import AppContext

_SITES = ("Puskesmas", "Rumah sakit", "Klinik", "Praktik bidan", "Polindes atau poskesdes", "Rumah")
_HELPERS = ("Bidan", "Dokter", "Dokter kandungan", "Perawat", "Dukun bayi", "Keluarga")
_ROLES = (FamilyRole.CHILD, FamilyRole.GRANDCHILD, FamilyRole.OTHER_RELATIVE, FamilyRole.OTHER)
_MOST = 4


class BirthSheet(RehearsedSheet):
    """A birth of one woman; an open pregnancy of hers is ended by it."""

    manual = "keluarga"
    needs = (Action.SEE_HEALTH, Action.RECORD_HEALTH)

    def __init__(self, context: "AppContext", mother_id: str) -> None:
        """Begin with what the register knows of the mother."""
        super().__init__(context, "Catat kelahiran")
        context.guard(self.next, Action.RECORD_HEALTH)
        self._mother_id = mother_id
        self.known = births.birth_defaults(context.register, mother_id)
        self.title = f"Kelahiran dari {self.known.mother}"
        self._born = DateEdit(context.register.today)
        self._order, self._weeks, self._father = QLineEdit(), QLineEdit(), QLineEdit()
        self._stillborn = QLineEdit()
        self._site, self._helper = _suggesting(_SITES), _suggesting(_HELPERS)
        self._role = choice([(role.label, role) for role in _ROLES])
        self._order.setText(str(self.known.next_order))
        self._father.setText(self.known.husband)
        self._role.setCurrentIndex(max(0, self._role.findData(self.known.role)))
        self.fields = self._make_fields()
        self.blocks: list[NewbornBlock] = []
        self._build()
        self._flow = EnterFlow(self, (), self.go_on)
        self.add_child()
        self._listen()

    def first_field(self) -> QWidget:
        return self._born

    def has_unsaved(self) -> bool:
        typed = (self._born.text(), *(child.name.text() for child in self.blocks))
        return any(words.strip() for words in typed) or any(child.form().sex for child in self.blocks)

    def add_child(self) -> None:
        """One more child of the same birth."""
        place = len(self.blocks)
        block = NewbornBlock(place, f"{UNNAMED} {self.known.mother}")
        block.changed.connect(self.forget_changes)
        self.blocks.append(block)
        self.fields |= block.fields
        self._children.addWidget(block)
        self.blocks[0].heading.setVisible(place > 0)
        self._fewer.setVisible(place > 0)
        self._more.setVisible(place + 1 < _MOST)
        self._walk()
        if place:
            block.boy.setFocus(Qt.FocusReason.OtherFocusReason)

    def remove_child(self) -> None:
        """Take the last block away again."""
        block = self.blocks.pop()
        for key in block.fields:
            del self.fields[key]
        self._walk()
        block.hide()
        block.deleteLater()
        self.blocks[0].heading.setVisible(len(self.blocks) > 1)
        self._fewer.setVisible(len(self.blocks) > 1)
        self._more.show()
        self.forget_changes()

    def _make_fields(self) -> dict[str, Field]:
        return {
            "ended_on": Field("&Tanggal lahir", self._born, "Misalnya 05-11-2026"),
            "birth_site": Field("Tempat", self._site),
            "birth_helper": Field("Penolong", self._helper),
            "first_order": Field("&Anak ke", self._order, "Anak pertama dari kelahiran ini"),
            "gestation_weeks": Field("Lahir pada &minggu ke", self._weeks, "Di bawah 37 berarti prematur"),
            "father_name": Field("A&yah", self._father),
            "role": Field("&Hubungan dengan kepala keluarga", self._role),
            "stillborn_count": Field("Kembarannya yang lahir mati", self._stillborn, "Kosongkan bila tidak ada"),
        }

    def _build(self) -> None:
        fields = self.fields
        self._children = QVBoxLayout()
        self._children.setSpacing(14)
        self._more = button("Tambah bayi &kembar", self.add_child, picture="plus")
        self._fewer = button("Hapus bayi terakhir", self.remove_child, role="quiet")
        self._fewer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(two_columns(((fields["ended_on"], fields["gestation_weeks"]),)))
        column.addLayout(self._children)
        column.addWidget(two_columns(((self._more, self._fewer),)))
        column.addWidget(line())
        column.addWidget(
            two_columns(
                (
                    (fields["first_order"], fields["father_name"]),
                    (fields["birth_site"], fields["birth_helper"]),
                    (fields["role"],),
                    (fields["stillborn_count"],),
                )
            )
        )
        for part in (self.question, self.changes, self.next):
            column.addWidget(part)
        column.addStretch(1)

    def _listen(self) -> None:
        self._born.changed.connect(self._guess_weeks)
        self._born.editingFinished.connect(self._guess_weeks)
        for edit in (self._born, self._order, self._weeks, self._father, self._stillborn):
            edit.textChanged.connect(lambda _text: self.forget_changes())
        for box in (self._site, self._helper, self._role):
            box.currentTextChanged.connect(lambda _text: self.forget_changes())

    def _walk(self) -> None:
        children = [step for block in self.blocks for step in block.steps()]
        rest = [self._order, self._father, self._site, self._helper, self._role, self._stillborn]
        self._flow.set_steps([self._born, self._weeks, *children, *rest])

    def _guess_weeks(self) -> None:
        """The weeks follow the date by HPHT or ultrasound, until somebody writes others."""
        born_on = self._born.value()
        if born_on is None or self._weeks.isModified():
            return
        weeks = births.birth_defaults(self.context.register, self._mother_id, born_on).gestation_weeks
        self._weeks.setText("" if weeks is None else str(weeks))

    def _form(self) -> EndForm:
        return EndForm(
            ended_on=self._born.value(),
            children=tuple(block.form() for block in self.blocks),
            stillborn_count=whole_number(self._stillborn.text()) or 0,
            first_order=whole_number(self._order.text()),
            gestation_weeks=whole_number(self._weeks.text()),
            birth_site=self._site.currentText(),
            birth_helper=self._helper.currentText(),
            father_name=" ".join(self._father.text().split()),
            role=FamilyRole(self._role.currentData()),
            confirmation_reason=self.question.reason(),
        )

    def preview(self) -> Rehearsal:
        return births.preview_end(self.context.register, self._mother_id, self._form())

    def write(self) -> None:
        form, register = self._form(), self.context.register
        self.context.write(
            "Mencatat kelahiran", lambda: births.record_birth(register, self._mother_id, form), self._saved, self.failed
        )

    def _saved(self, delivery: Delivery) -> None:
        what = "Kelahiran kembar" if len(delivery.child_ids) > 1 else "Kelahiran"
        self.done(f"{what} dari {self.known.mother} tercatat.", delivery.entry_id)


def _suggesting(words: tuple[str, ...]) -> QComboBox:
    """A line with the usual answers to choose from; anything else may be typed."""
    box = QComboBox()
    box.setEditable(True)
    box.addItems(["", *words])
    box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
    return box
