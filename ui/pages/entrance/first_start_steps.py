"""The pages of the first start: three questions, the role with a PIN, and the ways to begin."""

from collections.abc import Callable
from dataclasses import dataclass, field

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.words.roles import Role
from ui.forms.enter_flow import EnterFlow
from ui.forms.new_pin import NewPin
from ui.forms.roles_edit import RolesEdit
from ui.forms.village_edit import VillageEdit
from ui.widgets.buttons import button
from ui.widgets.fields import Field
from ui.widgets.texts import picture, text

_VILLAGE_HELP = "Misalnya: Sukamaju"
_ABOVE = ("district", "regency", "province")
_LONGEST_NAME = 120
_NEEDS_HEAD = "Akun pertama perlu Ketua juga, supaya ada yang mengurus akun lain. Bisa dialihkan nanti."
_MISSING = {
    "posyandu": "Nama posyandu belum diisi.",
    "village": "Nama desa belum diisi.",
    "kader_name": "Nama Ibu belum diisi. Nama panggilan pun boleh.",
}


@dataclass(frozen=True, slots=True)
class Answers:
    """What the first start asked: the place, the person, and how they let themselves in (never written as it is)."""

    posyandu: str
    village: str
    above: dict[str, str]
    name: str
    roles: frozenset[Role] = frozenset()
    pin: str = field(default="", repr=False)


class Questions(QWidget):
    """Posyandu, village and name."""

    def __init__(self, go_on: Callable[[], None], show_demo: Callable[[], None]) -> None:
        """Enter on the last question goes on."""
        super().__init__()
        self._go_on = go_on
        self._posyandu = Field("Nama &posyandu", _name_edit(), "Misalnya: Melati 1")
        self._village_edit = VillageEdit()
        self._village_edit.setMaxLength(_LONGEST_NAME)
        self._village = Field("Nama &desa atau kelurahan", self._village_edit, _VILLAGE_HELP)
        self._village_edit.offered.connect(lambda words: self._village.set_help(words or _VILLAGE_HELP))
        self._name = Field("Nama &Ibu yang mencatat", _name_edit(), "Ditulis di samping setiap catatan")
        self.fields = {"posyandu": self._posyandu, "village": self._village, "kader_name": self._name}
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(picture("logo", size=64))
        column.addWidget(text("Selamat datang di Buku Posyandu", "title"))
        column.addWidget(text("Tiga isian saja, lalu mulai. Semuanya bisa diubah nanti.", "soft"))
        for one in self.fields.values():
            column.addWidget(one)
        row = QHBoxLayout()
        row.addWidget(button("Lanjut  (Enter)", self._check, role="next", picture="arrow-right"))
        row.addStretch(1)
        row.addWidget(button("Lihat desa contoh dulu", show_demo, role="quiet", picture="eye"))
        column.addLayout(row)
        self._flow = EnterFlow(self, tuple(one.editor for one in self.fields.values()), self._check)

    def begin(self) -> None:
        """Put the keyboard in the first question."""
        self._posyandu.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def answers(self) -> Answers:
        """What was typed."""
        region = self._village_edit.region
        above = {key: getattr(region, key) for key in _ABOVE} if region else {}
        return Answers(_typed(self._posyandu), _typed(self._village), above, _typed(self._name))

    def complain(self, sentences: dict[str, str]) -> None:
        """Say beside each field what is wrong; the first of them gets the keyboard."""
        for key, one in reversed(self.fields.items()):
            one.complain(sentences.get(key, ""))

    def _check(self) -> None:
        wrong = {key: _MISSING[key] for key, one in self.fields.items() if not _typed(one)}
        self.complain(wrong)
        if not wrong:
            self._go_on()


class Security(QWidget):
    """What the first person is, and her PIN."""

    def __init__(self, go_on: Callable[[], None], go_back: Callable[[], None]) -> None:
        """Enter on the second PIN goes on."""
        super().__init__()
        self._go_on = go_on
        self.roles, self.pin = RolesEdit((Role.KADER, Role.ADMIN)), NewPin("&PIN untuk masuk")
        self._next = button("Kunci dan buat buku  (Enter)", self._check, role="next", picture="lock")
        column = QVBoxLayout(self)
        column.setSpacing(12)
        column.addWidget(picture("lock", size=40))
        column.addWidget(text("Data warga harus terkunci", "title"))
        column.addWidget(
            text("Hanya yang punya PIN bisa membuka buku ini. Kader lain mendapat PIN sendiri nanti.", "soft")
        )
        column.addWidget(text("Ibu di posyandu ini sebagai apa? Boleh lebih dari satu.", "strong"))
        column.addWidget(self.roles)
        column.addWidget(self.pin)
        row = QHBoxLayout()
        row.addWidget(self._next)
        row.addWidget(button("Kembali  (Esc)", go_back, role="quiet"))
        row.addStretch(1)
        column.addLayout(row)
        self._flow = EnterFlow(self, (*self.roles.editors, *self.pin.editors), self._check)

    def begin(self) -> None:
        """Put the keyboard in the PIN; the roles are ticked as they are most often."""
        self.pin.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_busy(self, *, is_busy: bool) -> None:
        """While the book is made nothing else is taken."""
        self._next.setEnabled(not is_busy)

    def _check(self) -> None:
        lacks = Role.ADMIN not in self.roles.roles
        self.roles.complain(_NEEDS_HEAD if lacks else "")
        if lacks:
            self.roles.boxes[Role.ADMIN].setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.pin.chosen() and self._next.isEnabled():
            self._go_on()


class Ways(QWidget):
    """The three ways to begin."""

    def __init__(self, bring_in: Callable[[], None], register: Callable[[], None], demo: Callable[[], None]) -> None:
        """What each button does."""
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(14)
        column.addWidget(picture("logo", size=64))
        column.addWidget(text("Siap. Mau mulai dari mana?", "title"))
        self._import = button("Ambil data desa …", bring_in, role="next", picture="file-spreadsheet")
        for one, hint in (
            (self._import, "Punya berkas Excel penduduk dari kantor desa? Semua keluarga masuk sekaligus."),
            (
                button("Daftarkan orang pertama", register, picture="user-plus"),
                "Mulai dari satu orang, yang lain menyusul saat mereka datang.",
            ),
            (
                button("Lihat desa contoh", demo, picture="eye"),
                "Desa karangan untuk belajar. Data contoh tidak bercampur dengan data Ibu.",
            ),
        ):
            column.addLayout(_with_hint(one, hint))
        column.addStretch(1)

    def begin(self) -> None:
        """Put the keyboard on the first way."""
        self._import.setFocus(Qt.FocusReason.OtherFocusReason)


def _name_edit() -> QLineEdit:
    edit = QLineEdit()
    edit.setMaxLength(_LONGEST_NAME)
    return edit


def _typed(one: Field) -> str:
    editor = one.editor
    return " ".join(editor.text().split()) if isinstance(editor, QLineEdit) else ""


def _with_hint(one: QPushButton, hint: str) -> QVBoxLayout:
    column = QVBoxLayout()
    column.setSpacing(4)
    column.addWidget(one)
    column.addWidget(text(hint, "small"))
    return column
