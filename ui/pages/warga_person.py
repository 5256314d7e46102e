"""The panel of one person: who, with whom, how the child grows, and everything that was ever written down."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.errors import InputError
from core.services import maintenance, measuring, registration
from core.services.maintenance import JournalLine
from core.services.registration import PersonForm
from core.services.residence import is_under_five
from core.services.views import GrowthHistory, PersonLine
from core.words.people import LifeStatus
from core.words.periods import date_short, date_words
from core.words.quantities import length_words, weight_words
from ui.pages.hari_buka_verdict import status_words
from ui.pages.hari_buka_words import last_words
from ui.theme import em, set_role
from ui.widgets.buttons import button
from ui.widgets.chart_view import ChartView
from ui.widgets.texts import line, text
from ui.widgets.tones import Badge

if TYPE_CHECKING:
    from ui.context import AppContext

_DEEDS_SHOWN = 8
_CHART_EM = 13.0


class PersonPanel(QFrame):
    """Shows one person; made anew each time, so that nothing of the one before stays behind."""

    person_wanted = Signal(str)
    back_wanted = Signal()

    def __init__(self, context: "AppContext") -> None:
        """Nobody yet."""
        super().__init__()
        set_role(self, "pane")
        self._context = context
        self.person_id = ""
        self.history: GrowthHistory | None = None
        self._back = button("Kembali ke daftar  (Esc)", self.back_wanted.emit, role="quiet", picture="chevron-left")
        self._first_button: QPushButton | None = None
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 4, 4, 0)
        column.setSpacing(0)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._scroll, 1)

    def show_person(self, person_id: str) -> None:
        """Show what is known of a person now. A person who is gone from the register clears the panel."""
        register = self._context.register
        try:
            form = registration.person_form(register, person_id)
        except InputError as error:
            self.forget()
            self._context.shell.complain(error)
            return
        self.person_id = person_id
        (person,) = registration.people_lines(register, [person_id])
        history = measuring.growth_history(register, person_id)
        self.history = history if history.visits or is_under_five(person.born_on, register.today) else None
        inside = QWidget()
        set_role(inside, "pane")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 8, 16, 16)
        column.setSpacing(10)
        column.addWidget(self._head(person, form))
        for section in self._sections(person, form):
            column.addWidget(line())
            column.addWidget(section)
        column.addStretch(1)
        self._scroll.setWidget(inside)

    def forget(self) -> None:
        """Show nobody."""
        self.person_id, self.history, self._first_button = "", None, None
        self._scroll.takeWidget()

    def take_keyboard(self) -> None:
        """Put the keyboard on the first deed."""
        if self._first_button is not None:
            self._first_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_way_back(self, shown: bool) -> None:
        """Offer the way back to the list where the list is hidden."""
        self._back.setVisible(shown)

    def print_card(self) -> bool:
        """Print the KMS of the child; False when nobody with a KMS is shown."""
        if self.history is None:
            return False
        self._context.navigate("laporan", paper="kms", person_id=self.person_id)
        return True

    # --- parts ---

    def _head(self, person: PersonLine, form: PersonForm) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(text(person.name, "title"))
        born = f"lahir {date_words(person.born_on)}{' (kira-kira)' if form.is_birth_date_approximate else ''}"
        column.addWidget(text(f"{person.sex.label} · {person.age} · {born}"))
        if form.status is not LifeStatus.ALIVE and form.status_changed_on is not None:
            column.addWidget(text(f"{form.status.label} {date_words(form.status_changed_on)}", "strong"))
        row = QHBoxLayout()
        row.setSpacing(8)
        buttons = self._deeds()
        for one in buttons:
            row.addWidget(one)
        row.addStretch(1)
        column.addLayout(row)
        self._first_button = buttons[0]
        return holder

    def _deeds(self) -> list[QPushButton]:
        person_id, context = self.person_id, self._context
        edit = button("&Ubah data", self._edit, picture="pencil")
        if self.history is None:
            return [edit]
        return [
            button(
                "&Tumbuh kembang",
                lambda: context.navigate("tumbuh_kembang", person_id=person_id),
                role="primary",
                picture="trending-up",
            ),
            button("Ti&mbang", lambda: context.navigate("hari_buka", person_id=person_id), picture="scale"),
            button("&Cetak KMS", self.print_card, picture="printer"),
            edit,
        ]

    def _sections(self, person: PersonLine, form: PersonForm) -> list[QWidget]:
        sections = [self._growth(self.history)] if self.history is not None else []
        return [*sections, self._identity(person, form), self._family(person), self._story()]

    def _growth(self, history: GrowthHistory) -> QWidget:
        holder, column = _section("Pertumbuhan")
        latest = history.visits[-1] if history.visits else None
        said = QHBoxLayout()
        said.addWidget(text(last_words(history)), 1)
        if latest is not None:
            said.addWidget(Badge(latest.severity))
        column.addLayout(said)
        if latest is not None:
            column.addWidget(text(status_words(latest), "soft"))
            chart = ChartView("kms")
            chart.setFixedHeight(em(self, _CHART_EM))
            chart.show_child(history)
            column.addWidget(chart)
        column.addWidget(_facts(_birth_facts(history)))
        return holder

    def _identity(self, person: PersonLine, form: PersonForm) -> QWidget:
        holder, column = _section("Identitas dan rumah")
        home = " ".join(
            part for part in (f"RT {form.rt}" if form.rt else "", f"RW {form.rw}" if form.rw else "") if part
        )
        rows = [
            ("NIK", person.nik_masked),
            ("Nomor KK", person.kk_masked),
            ("Tempat lahir", form.birth_place),
            ("Ibu", person.mother),
            ("Ayah", person.father),
            ("Alamat", ", ".join(part for part in (person.address, person.dusun, home) if part)),
            ("Posyandu", person.posyandu or "belum dipilih"),
            ("Telepon", form.phone),
            ("Datang ke desa", date_short(form.moved_in_on) if form.moved_in_on else ""),
        ]
        column.addWidget(_facts(rows))
        return holder

    def _family(self, person: PersonLine) -> QWidget:
        holder, column = _section("Keluarga")
        try:
            family = registration.family_of(self._context.register, person.id)
        except InputError as nobody:
            column.addWidget(text(nobody.message, "soft"))
            return holder
        for member, role in family.members:
            column.addLayout(self._member(member, role))
        return holder

    def _member(self, member: PersonLine, role: str) -> QHBoxLayout:
        row = QHBoxLayout()
        if member.id == self.person_id:
            name: QWidget = text(member.name, "strong", wraps=False)
            name.setContentsMargins(10, 0, 0, 0)
        else:
            name = button(member.name, lambda: self.person_wanted.emit(member.id), role="quiet")
        row.addWidget(name)
        row.addWidget(text(f"{role} · {member.age}", "soft", wraps=False))
        row.addStretch(1)
        return row

    def _story(self) -> QWidget:
        holder, column = _section("Riwayat")
        deeds = maintenance.journal_of(self._context.register, self.person_id)
        for deed in deeds[:_DEEDS_SHOWN]:
            column.addWidget(_deed(deed))
        rest = deeds[_DEEDS_SHOWN:]
        if rest:
            more = button(f"{len(rest)} catatan sebelumnya", lambda: None, role="quiet", picture="chevron-down")
            more.clicked.connect(lambda: _unfold(column, more, rest))
            column.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)
        if not deeds:
            column.addWidget(text("Belum ada catatan.", "soft"))
        return holder

    def _edit(self) -> None:
        from ui.dialogs.person_form import PersonFormSheet

        sheet = PersonFormSheet(self._context, self.person_id)
        sheet.saved.connect(lambda _id: self.take_keyboard())
        self._context.shell.open_sheet(sheet)


def deed_words(deed: JournalLine) -> str:
    """What a deed changed, field by field: `Berat 7,2 kg menjadi 7,4 kg · Panjang 67 cm`."""
    parts = []
    for change in deed.changes:
        if change.before and change.after:
            parts.append(f"{change.label} {change.before} menjadi {change.after}")
        else:
            parts.append(f"{change.label} {change.after}" if change.after else f"{change.label} dikosongkan")
    return " · ".join(parts)


def _deed(deed: JournalLine) -> QWidget:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 2, 0, 4)
    column.setSpacing(1)
    at = deed.at.astimezone()
    who = f" · {deed.who}" if deed.who else ""
    column.addWidget(text(f"{date_words(at.date())}, {at:%H.%M}{who}", "small"))
    column.addWidget(text(deed.sentence))
    if words := deed_words(deed):
        column.addWidget(text(words, "small"))
    return holder


def _unfold(column: QVBoxLayout, more: QPushButton, rest: tuple[JournalLine, ...]) -> None:
    more.hide()
    for deed in rest:
        column.addWidget(_deed(deed))


def _section(title: str) -> tuple[QWidget, QVBoxLayout]:
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(text(title, "heading"))
    return holder, column


def _facts(rows: list[tuple[str, str]]) -> QWidget:
    """Labels and values; what is not known is left out."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(3)
    grid.setColumnStretch(1, 1)
    known = [(label, value) for label, value in rows if value]
    for number, (label, value) in enumerate(known):
        grid.addWidget(text(label, "soft", wraps=False), number, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(text(value), number, 1)
    return holder


def _birth_facts(history: GrowthHistory) -> list[tuple[str, str]]:
    child = history.child
    weeks = child.gestation_weeks
    return [
        ("Berat lahir", "" if child.birth_weight_g is None else weight_words(child.birth_weight_g)),
        ("Panjang lahir", "" if child.birth_length_mm is None else length_words(child.birth_length_mm)),
        ("Anak ke", "" if child.birth_order is None else str(child.birth_order)),
        ("Lahir pada", "" if weeks is None else f"{weeks} minggu{' (prematur)' if weeks < 37 else ''}"),
        ("Buku KIA atau KMS", "punya" if child.has_kia_book else "belum tercatat"),
    ]
