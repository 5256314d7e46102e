"""Severity on screen: a tinted strip or a small badge, always colour with icon and word."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from core.words.findings import Severity
from ui.icons import pixmap
from ui.palette import QUIET, TONES
from ui.theme import scaled
from ui.widgets.texts import text


def tint(widget: QWidget, tone: str) -> None:
    """Give a frame the tint of a severity (`hijau` … `segera`), `leaf`, `quiet`, or none (empty)."""
    if widget.property("tone") != tone:
        widget.setProperty("tone", tone)
        for part in (widget, *widget.findChildren(QWidget)):
            part.style().unpolish(part)
            part.style().polish(part)


class Badge(QFrame):
    """Colour, icon and word of a severity, in one line."""

    def __init__(self, severity: Severity | None = None, words: str = "", *, is_bare: bool = False) -> None:
        """Show `severity`; its own word when `words` is empty. `is_bare`: on a ground that has its colour already."""
        super().__init__()
        self._icon = QLabel()
        self._words = text("", "strong" if is_bare else "", wraps=False)
        row = QHBoxLayout(self)
        row.setContentsMargins(*((0, 0, 0, 0) if is_bare else (8, 3, 10, 3)))
        row.setSpacing(6)
        row.addWidget(self._icon)
        row.addWidget(self._words)
        self.show_severity(severity, words)

    def show_severity(self, severity: Severity | None, words: str = "") -> None:
        """Show another severity; None shows `words` without any judgement."""
        tone = TONES[severity.value] if severity else QUIET
        tint(self, severity.value if severity else "quiet")
        self._icon.setPixmap(pixmap(tone.icon, tone.ink, scaled(18)))
        self._words.setText(words or (_words(severity) if severity else ""))
        self.setAccessibleName(self._words.text())


def _words(severity: Severity) -> str:
    return severity.value if severity.value == severity.word else f"{severity.value} · {severity.word}"


class Strip(QFrame):
    """A tinted strip: what it is about, why, and the buttons that answer it."""

    def __init__(
        self, severity: Severity | None, words: str, why: str = "", buttons: tuple[QPushButton, ...] = ()
    ) -> None:
        """Show the sentence `words`, the quieter `why`, and `buttons` beneath."""
        super().__init__()
        tone = TONES[severity.value] if severity else QUIET
        icon = QLabel()
        icon.setPixmap(pixmap(tone.icon, tone.ink, scaled(22)))
        words_column = QVBoxLayout()
        words_column.setSpacing(4)
        words_column.addWidget(text(words, "strong"))
        if why:
            words_column.addWidget(text(why))
        if buttons:
            row = QHBoxLayout()
            row.setSpacing(8)
            for one in buttons:
                row.addWidget(one)
            row.addStretch(1)
            words_column.addLayout(row)
        whole = QHBoxLayout(self)
        whole.setContentsMargins(12, 9, 12, 9)
        whole.setSpacing(10)
        whole.addWidget(icon, 0)
        whole.addLayout(words_column, 1)
        tint(self, severity.value if severity else "quiet")
