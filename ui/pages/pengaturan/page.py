"""Pengaturan: places, names, type size, the rules that may be chosen, the self-test, and what this program is."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import (
    QButtonGroup,
    QCheckBox,
    QFrame,
    QHBoxLayout,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from core.errors import BukuError
from core.growth.selftest import SelfTestResult
from core.rules.permissions import Action
from core.services.setup import Settings, load_settings, save_settings
from core.version import VERSION
from core.words.findings import Severity
from ui.dialogs.save_file import SavePlace, ask_place, file_name
from ui.forms.name_edit import NameEdit
from ui.pages.laporan.pane import clear
from ui.pages.page import Page
from ui.pages.pengaturan.access import AccessTrail
from ui.pages.pengaturan.accounts import Accounts
from ui.pages.pengaturan.backup import Backups
from ui.pages.pengaturan.immunization import ImmunizationChoices
from ui.pages.pengaturan.places import Places
from ui.pages.pengaturan.sources import SourceRules
from ui.pages.pengaturan.steps import StepNames
from ui.theme import font_percent, set_role
from ui.widgets.buttons import button
from ui.widgets.fields import Field, two_columns
from ui.widgets.scrolling import scrolling
from ui.widgets.texts import text
from ui.widgets.tones import Strip

if TYPE_CHECKING:
    from core.services.register import Changed, Progress
    from ui.context import AppContext

_WHOSE_WORK = "Yang abu-abu bukan pekerjaan Ibu: ketua posyandu atau bidan yang mengubahnya, dengan PIN-nya sendiri."
_STEP_NAMES = "Kosong berarti nama resmi. Urutan dan isinya tetap sama."
_OWN_FIRST, _OWN_LATER = 2, 4  # where the card of the accounts stands
_SIZES = ((90, "Kecil"), (100, "Biasa"), (125, "Besar"), (150, "Besar sekali"), (175, "Paling besar"))
_EDITIONS = (
    ("2020", "Edisi 2020 (Juknis KMS 2021): garis merah di −2 SD, ada garis oranye"),
    ("2010", "Edisi 2010 (Permenkes 155/2010): garis merah di −3 SD"),
)
_NAMES = (
    ("kader_name", "&Kader yang mencatat", "Ditulis di samping setiap catatan"),
    ("bidan_name", "&Bidan desa", "Ditulis di bawah laporan"),
    ("coordinator_name", "Ketua posyandu atau koo&rdinator", "Ditulis di bawah laporan"),
)


class Pengaturan(Page):
    """Every choice is kept at once; there is no button to forget."""

    key = "pengaturan"
    title = "Pengaturan"

    def __init__(self, context: "AppContext") -> None:
        """Loaded by `show_with`."""
        super().__init__(context)
        self.ask_place: SavePlace = ask_place
        self.show_folder = QDesktopServices.openUrl
        self._folder = folder_of(context.register.database.place)
        self.places, self.accounts, self.backups = Places(context), Accounts(context), Backups(context)
        self.rules, self.step_names = SourceRules(context), StepNames(context)
        self.names = {key: NameEdit() for key, _label, _help in _NAMES}
        self._fields = {key: Field(label, self.names[key], help_text) for key, label, help_text in _NAMES}
        self.sizes = {percent: QRadioButton(words) for percent, words in _SIZES}
        self.editions = {key: QRadioButton(words) for key, words in _EDITIONS}
        self.breaks = QCheckBox("Bulan yang tidak ditimbang (O) memutus hitungan 2T")
        self.masked = QCheckBox("Tutupi NIK dan nomor KK, hanya awal dan akhirnya yang tampak")
        self._outcome = QVBoxLayout()
        self._whose_work = text(_WHOSE_WORK)
        self._test = button("&Uji sekarang", self.run_test, role="primary", picture="shield-check")
        self._result: SelfTestResult | None = None
        self._build()
        self._connect()
        self._guard()

    def show_with(self, **_args: object) -> None:
        """Show what is kept now."""
        self._load()
        self.places.load()
        self.accounts.load()
        self.backups.load()
        self.rules.load()
        self.step_names.load()
        self._begin()

    def refresh(self, changed: "frozenset[Changed]") -> None:
        """Names and choices may have been changed elsewhere."""
        if changed:
            self._tell_whose_work()
            self._load()
            self.places.load()
            self.accounts.load()
            self.backups.load()
            self.rules.load()
            self.step_names.load()

    def _begin(self) -> None:
        """From the top, with the keyboard at the first thing that may be changed."""
        self._scroll.verticalScrollBar().setValue(0)
        if self._tell_whose_work():
            self.places.take_keyboard()
        else:
            self.accounts.take_keyboard()

    def _tell_whose_work(self) -> bool:
        """Who may not change the places reads whose work that is, and finds her own PIN first."""
        may = self.context.may(Action.CHANGE_PLACES)
        self._whose_work.setHidden(may)
        self._column.insertWidget(_OWN_LATER if may else _OWN_FIRST, self._account_card)
        return may

    def print_now(self) -> bool:
        """Ctrl+P: the certificate of the self-test, once it was run."""
        if self._result is None:
            return False
        self.save_certificate()
        return True

    # --- choices ---

    def _load(self) -> None:
        settings = load_settings(self.context.register)
        for key, edit in self.names.items():
            if not edit.isModified():
                edit.setText(getattr(settings, key))
        self.editions[settings.kms_edition].setChecked(True)
        self.breaks.setChecked(settings.o_breaks_two_t)
        self.masked.setChecked(settings.mask_nik)
        nearest = min(self.sizes, key=lambda percent: abs(percent - font_percent()))
        self.sizes[nearest].setChecked(True)

    def _keep(self, key: str, value: Any, words: str) -> None:  # noqa: ANN401 - a setting of any kind
        """Keep one choice, with its way back."""
        context = self.context
        before = context.settings
        if getattr(before, key) == value:
            return

        def undo() -> None:
            self._write(before, lambda: context.announce(f"Dibatalkan: {words}"))

        self._write(replace(before, **{key: value}), lambda: context.announce(f"Tersimpan: {words}", undo))

    def _write(self, wanted: Settings, then: Callable[[], None]) -> None:
        context = self.context

        def done(settings: Settings) -> None:
            context.settings = settings
            if context.register.user is None:
                context.register.who = settings.kader_name
                context.shell.show_state()
            then()

        def failed(error: BukuError) -> None:
            self._load()
            context.shell.complain(error)

        context.write("Menyimpan pengaturan", lambda: save_settings(context.register, wanted), done, failed)

    def _keep_name(self, key: str) -> None:
        self.names[key].setModified(False)
        name = " ".join(self.names[key].text().split())
        label = next(label for one, label, _help in _NAMES if one == key)
        self._keep(key, name, label.replace("&", "").lower())

    def _guard(self) -> None:
        """What the papers and rules say is not for every account to change."""
        self.context.guard(self.places, Action.CHANGE_PLACES)
        names = [edit for key, edit in self.names.items() if key != "kader_name"]
        for part in (*names, *self.editions.values(), self.breaks, self.masked):
            self.context.guard(part, Action.CHANGE_SETTINGS)
        # Where accounts are, the name beside each record is that of the account.
        self._fields["kader_name"].setVisible(self.context.register.user is None)

    # --- the self-test ---

    def run_test(self) -> None:
        """Compare the growth engine with every published number that the program ships."""
        from core.growth.selftest import run

        self._test.setEnabled(False)
        clear(self._outcome)
        self._outcome.addWidget(text("Sedang membandingkan dengan angka terbitan WHO …", "soft"))
        self.context.read_long("Uji kebenaran", lambda _progress: run(), self._tested, self._not_tested)

    def _tested(self, result: SelfTestResult) -> None:
        self._test.setEnabled(True)
        self._result = result
        clear(self._outcome)
        compared = f"{result.compared:,}".replace(",", ".")
        if result.passes:
            words = f"Sesuai. {compared} angka dari {len(result.sets)} kumpulan cocok."
            why = "Hitungan gizi program ini sama dengan WHO."
        else:
            failed = ", ".join(one.source for one in result.sets if not one.passes)
            words, why = "Tidak sesuai. Jangan dipakai menilai gizi dulu.", f"Yang berbeda: {failed}."
        save = button("Simpan &sertifikat (PDF) …", self.save_certificate, picture="save")
        self._outcome.addWidget(Strip(Severity.GREEN if result.passes else Severity.URGENT, words, why, (save,)))
        save.setFocus(Qt.FocusReason.OtherFocusReason)

    def _not_tested(self, error: BukuError) -> None:
        self._test.setEnabled(True)
        clear(self._outcome)
        self.context.shell.complain(error)

    def save_certificate(self) -> None:
        """Ask where to, and write the certificate of the last self-test."""
        name = file_name("Sertifikat uji diri", str(self.context.register.today), ending=".pdf")
        self.ask_place(self, "Simpan sertifikat", name, self._write_certificate)

    def _write_certificate(self, to: Path) -> None:
        result, today = self._result, self.context.register.today
        if result is None:
            return

        def work(_progress: "Progress") -> Path:
            from printouts.certificate import print_certificate

            return print_certificate(result, to, printed_on=today)

        self.context.read_long(
            "Menulis sertifikat", work, lambda made: self.context.announce(f"Tersimpan: {made.name} di {made.parent}")
        )

    # --- this register, this program ---

    def open_other(self) -> None:
        """Choose another register file and open it instead of this one."""
        self.context.shell.ask_other_register()

    def open_folder(self) -> None:
        """Show the folder of the register in the computer's own window of files."""
        if self._folder is not None:
            self.show_folder(QUrl.fromLocalFile(str(self._folder)))

    def show_licences(self) -> None:
        """What this program is made of, and under which licences."""
        from ui.dialogs.licences import Licences

        self.context.shell.open_sheet(Licences())

    # --- inside ---

    def _build(self) -> None:
        inside = QWidget()
        self._column = column = QVBoxLayout(inside)
        column.setContentsMargins(28, 18, 28, 22)
        column.setSpacing(14)
        column.addWidget(text("Pengaturan", "title"))
        column.addWidget(self._whose_work)
        column.addWidget(_card("Posyandu dan desa", (self.places,)))
        names = two_columns(tuple((self._fields[key],) for key, _label, _help in _NAMES))
        column.addWidget(_card("Nama", (names,)))
        self._account_card = _card("Akun", (self.accounts,))
        column.addWidget(self._account_card)
        column.addWidget(_card("Cadangan", (self.backups,)))
        column.addWidget(_card("Ukuran huruf", (_row(*self.sizes.values()),), "Juga dengan Ctrl dan tanda + atau −."))
        column.addWidget(_card("Kartu Menuju Sehat", (*self.editions.values(), self.breaks)))
        column.addWidget(_card("Aturan penilaian", (self.rules,)))
        column.addWidget(_card("Nama langkah hari buka", (self.step_names,), _STEP_NAMES))
        column.addWidget(_card("Imunisasi", (ImmunizationChoices(self.context),)))
        column.addWidget(_card("Kerahasiaan", (self.masked, AccessTrail(self.context))))
        outcome = QWidget()
        outcome.setLayout(self._outcome)
        self._outcome.setContentsMargins(0, 0, 0, 0)
        about = "Hitungan gizi dibandingkan dengan angka terbitan WHO, di komputer ini juga."
        column.addWidget(_card("Uji kebenaran", (_row(self._test), outcome), about))
        other = button("Buka re&gister lain …", self.open_other, picture="folder-open")
        where = text(place_words(self.context.register.database.place), "soft")
        folder = button("Buka &folder", self.open_folder, role="quiet", picture="folder-open")
        column.addWidget(_card("Berkas register", (where, _row(folder, other) if self._folder else _row(other))))
        licences = button("&Lisensi", self.show_licences, role="quiet", picture="book-open")
        words = f"Buku Posyandu {VERSION}. Gratis, sumber terbuka (Apache 2.0), bekerja tanpa internet."
        column.addWidget(_card("Tentang program ini", (text(words), _row(licences))))
        column.addStretch(1)
        inside.setMaximumWidth(940)
        for group in (self.sizes, self.editions):
            buttons = QButtonGroup(self)
            for one in group.values():
                buttons.addButton(one)
        self._scroll_through(inside)

    def _scroll_through(self, inside: QWidget) -> None:
        self._scroll = scrolling(inside)
        self._scroll.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)

    def _connect(self) -> None:
        for key, edit in self.names.items():
            edit.editingFinished.connect(lambda key=key: self._keep_name(key))
        for percent, one in self.sizes.items():
            one.clicked.connect(lambda _on, percent=percent: self.context.shell.set_font_percent(percent))
        for edition, choice in self.editions.items():
            choice.clicked.connect(
                lambda _on, edition=edition: self._keep("kms_edition", edition, f"KMS edisi {edition}")
            )
        self.breaks.clicked.connect(lambda on: self._keep("o_breaks_two_t", on, "aturan 2T"))
        self.masked.clicked.connect(lambda on: self._keep("mask_nik", on, "NIK ditutupi" if on else "NIK dibuka"))


def folder_of(place: str) -> Path | None:
    """The folder in which a register lies; None for one on a server."""
    return None if "://" in place else Path(place).resolve().parent


def place_words(place: str) -> str:
    """Where the register lies, without the password of a server: `desa.db di /home/sari/BukuPosyandu`."""
    folder = folder_of(place)
    if folder is None:
        return f"Di server {place.rpartition('@')[2].partition('?')[0]}"
    return f"{Path(place).name} di {folder}"


def _card(title: str, parts: tuple[QWidget, ...], hint: str = "") -> QFrame:
    card = QFrame()
    set_role(card, "card")
    column = QVBoxLayout(card)
    column.setContentsMargins(22, 14, 22, 16)
    column.setSpacing(8)
    column.addWidget(text(title, "heading"))
    if hint:
        column.addWidget(text(hint, "soft"))
    for part in parts:
        column.addWidget(part)
    return card


def _row(*parts: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(10)
    for part in parts:
        row.addWidget(part)
    row.addStretch(1)
    return holder
