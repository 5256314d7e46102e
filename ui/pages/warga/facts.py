"""Labels with their values, as the pages of a person and of a family show them."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from core.services.people.registration import PersonForm
from core.services.views import GrowthHistory, PersonLine
from core.words.periods import date_short
from core.words.quantities import length_words, weight_words
from ui.widgets.texts import text

_PRETERM_BELOW_WEEKS = 37


def section(title: str) -> tuple[QWidget, QVBoxLayout]:
    """A part of a page under its heading."""
    holder = QWidget()
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(6)
    column.addWidget(text(title, "heading"))
    return holder, column


def facts(rows: list[tuple[str, str]]) -> QWidget:
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


def identity_facts(person: PersonLine, form: PersonForm) -> list[tuple[str, str]]:
    """Who somebody is and where the house stands; numbers masked as the settings say."""
    home = " ".join(part for part in (f"RT {form.rt}" if form.rt else "", f"RW {form.rw}" if form.rw else "") if part)
    return [
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


def birth_facts(history: GrowthHistory) -> list[tuple[str, str]]:
    """What is known of a child's birth."""
    child = history.child
    weeks = child.gestation_weeks
    preterm = " (prematur)" if weeks is not None and weeks < _PRETERM_BELOW_WEEKS else ""
    return [
        ("Berat lahir", "" if child.birth_weight_g is None else weight_words(child.birth_weight_g)),
        ("Panjang lahir", "" if child.birth_length_mm is None else length_words(child.birth_length_mm)),
        ("Anak ke", "" if child.birth_order is None else str(child.birth_order)),
        ("Lahir pada", "" if weeks is None else f"{weeks} minggu{preterm}"),
        ("Buku KIA atau KMS", "punya" if child.has_kia_book else "belum tercatat"),
    ]
