"""Daftarkan anak baru: the few things known at the table; the rest can be written later."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QCheckBox, QHBoxLayout, QLineEdit, QRadioButton, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.confirmation import NeedsConfirmation
from core.services.people import registration
from core.services.people.registration import PersonForm
from core.words.people import Sex
from ui.forms.date_edit import NO_SUCH_DAY, DateEdit
from ui.forms.enter_flow import EnterFlow, focus
from ui.forms.measure_edit import length_edit, weight_edit
from ui.forms.nik_hint import hint_at_nik
from ui.widgets.already_known import SOMEBODY_ELSE, AlreadyKnown, Typed
from ui.widgets.buttons import button
from ui.widgets.fields import Field, dress, set_sentence, two_columns
from ui.widgets.sheet import SheetContent
from ui.widgets.texts import text
from ui.widgets.tones import tint

if TYPE_CHECKING:
    from ui.context import AppContext

_NIK_HELP = "16 angka; boleh kosong bila belum ada"


class NewChild(SheetContent):
    """A short form in a sheet; `registered` carries the new person's id."""

    registered = Signal(str)
    title = "Daftarkan anak baru"
    manual = "hari-buka"
    needs = (Action.REGISTER_PEOPLE,)

    def __init__(self, context: "AppContext", *, name: str = "", posyandu_id: str | None = None) -> None:
        """Begin with what was typed in the search as `name`."""
        super().__init__()
        self._context, self._posyandu_id, self._began_with = context, posyandu_id, name
        today = context.register.today
        self._born_on = DateEdit(today)
        self._texts = {key: QLineEdit() for key in ("name", "mother_name", "nik", "kk_number", "dusun", "rw", "rt")}
        self._texts["name"].setText(name.title() if name.islower() else name)
        self._weight, self._length = weight_edit(), length_edit()
        self._approximate = QCheckBox("Tanggal lahir kira-kira saja")
        self._boy, self._girl = QRadioButton("&Laki-laki"), QRadioButton("P&erempuan")
        self._fields = self._make_fields()
        hint_at_nik(self._fields["nik"], _NIK_HELP, self._born_on, self._sex, (self._boy, self._girl), today)
        self._reason = self._make_reason()
        self._known = AlreadyKnown(context, self._typed)
        self._build()
        self._known.wanted.connect(self._open_known)
        for edit in (self._texts["name"], self._texts["mother_name"], self._texts["nik"], self._born_on):
            edit.textChanged.connect(self._known.look_later)
        steps = (
            *(self._texts[key] for key in ("name", "mother_name")),
            self._boy,
            self._girl,
            self._born_on,
            *(self._texts[key] for key in ("nik", "kk_number", "dusun", "rw", "rt")),
            self._weight,
            self._length,
        )
        EnterFlow(self, steps, self._save)

    def first_field(self) -> QWidget:
        return self._texts["mother_name"] if self._began_with else self._texts["name"]

    def has_unsaved(self) -> bool:
        typed = [edit.text().strip() for key, edit in self._texts.items() if key != "name"]
        return any(typed) or bool(self._born_on.text().strip())

    def _make_fields(self) -> dict[str, Field]:
        texts = self._texts
        sex = QWidget()
        row = QHBoxLayout(sex)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._boy)
        row.addWidget(self._girl)
        row.addStretch(1)
        sex.setFocusProxy(self._boy)
        group = QButtonGroup(self)
        group.addButton(self._boy)
        group.addButton(self._girl)
        return {
            "name": Field("&Nama anak", texts["name"]),
            "mother_name": Field("Nama &ibu", texts["mother_name"]),
            "sex": Field("Jenis kelamin", sex),
            "born_on": Field("&Tanggal lahir", self._born_on, "Misalnya 05-11-2026"),
            "nik": Field("NI&K", texts["nik"], _NIK_HELP),
            "kk_number": Field("Nomor KK", texts["kk_number"], "Anak ikut keluarga yang sudah terdaftar"),
            "dusun": Field("&Dusun", texts["dusun"]),
            "rw": Field("RW", texts["rw"]),
            "rt": Field("RT", texts["rt"]),
            "birth_weight_g": Field("Berat lahir (kg)", self._weight),
            "birth_length_mm": Field("Panjang lahir (cm)", self._length),
        }

    def _sex(self) -> Sex | None:
        return Sex.MALE if self._boy.isChecked() else Sex.FEMALE if self._girl.isChecked() else None

    def _make_reason(self) -> QLineEdit:
        reason = QLineEdit()
        reason.setPlaceholderText("Alasan singkat, lalu Enter")
        dress(reason, "Alasan")
        reason.returnPressed.connect(self._save)
        return reason

    def _build(self) -> None:
        fields = self._fields
        self._question = QWidget()
        self._question_words = text("", "strong")
        inside = QVBoxLayout(self._question)
        inside.addWidget(self._question_words)
        inside.addWidget(text("Bila memang benar, tulis alasannya di bawah ini.", "soft"))
        inside.addWidget(self._reason)
        tint(self._question, "kuning")
        self._question.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(12)
        who: tuple[tuple[QWidget, ...], ...] = (
            (fields["name"],),
            (fields["mother_name"],),
            (fields["sex"], fields["born_on"]),
            (self._approximate,),
        )
        rows: tuple[tuple[QWidget, ...], ...] = (
            (fields["nik"], fields["kk_number"]),
            (fields["dusun"],),
            (fields["rw"], fields["rt"]),
            (fields["birth_weight_g"], fields["birth_length_mm"]),
        )
        column.addWidget(two_columns(who))
        column.addWidget(self._known)
        column.addWidget(two_columns(rows))
        column.addWidget(self._question)
        row = QHBoxLayout()
        saves = button("Daftarkan   (Enter)", self._save, role="next", picture="user-plus")
        row.addWidget(self._context.guard(saves, Action.REGISTER_PEOPLE))
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)

    def _typed(self) -> Typed:
        words = self._texts
        names = (words["name"].text(), self._born_on.value(), words["mother_name"].text(), words["nik"].text())
        return Typed(*names)

    def _open_known(self, person_id: str) -> None:
        """Somebody who is in the register already is opened in place of a new entry."""
        self.finished.emit()
        self.registered.emit(person_id)

    def _form(self, reason: str = "") -> PersonForm:
        words = {key: " ".join(edit.text().split()) for key, edit in self._texts.items()}
        sex = self._sex()
        return PersonForm(
            sex=sex,
            born_on=self._born_on.value(),
            posyandu_id=self._posyandu_id,
            birth_weight_g=self._weight.value_or_none(),
            birth_length_mm=self._length.value_or_none(),
            is_birth_date_approximate=self._approximate.isChecked(),
            confirmation_reason=reason or " ".join(self._reason.text().split()),
            name=words["name"],
            mother_name=words["mother_name"],
            nik=words["nik"],
            kk_number=words["kk_number"],
            dusun=words["dusun"],
            rw=words["rw"],
            rt=words["rt"],
        )

    def _save(self, reason: str = "") -> None:
        for field in self._fields.values():
            field.complain("")
        unreadable = self._unreadable()
        if unreadable:
            field = self._fields[unreadable]
            is_day = isinstance(field.editor, DateEdit)
            field.complain(NO_SUCH_DAY if is_day else "Belum terbaca. Ketik angka saja.")
            return
        form, context = self._form(reason), self._context
        context.write(
            "Mendaftarkan", lambda: registration.register_person(context.register, form), self._done, self._failed
        )

    def _unreadable(self) -> str:
        checks = (
            ("born_on", self._born_on.is_readable()),
            ("birth_weight_g", self._weight.is_readable()),
            ("birth_length_mm", self._length.is_readable()),
        )
        return next((key for key, is_fine in checks if not is_fine), "")

    def _done(self, person_id: str) -> None:
        self._known.remember(person_id)
        self._context.announce(f"{self._texts['name'].text().strip()} terdaftar.")
        self.finished.emit()
        self.registered.emit(person_id)

    def _failed(self, error: BukuError) -> None:
        if self._known.passes(error):
            self._save(SOMEBODY_ELSE)
        elif isinstance(error, NeedsConfirmation):
            # First to the field that looks odd, to put it right; when it is tried again, to the line for the reason.
            is_first, key = self._question.isHidden(), error.findings[0].field
            set_sentence(self._question_words, error.message, is_error=False)
            self._question.show()
            focus(self._reason)
            if is_first and key in self._fields:
                self._fields[key].complain(error.message)
        elif error.field in self._fields:
            self._fields[error.field].complain(error.message)
        else:
            self._context.shell.complain(error)
