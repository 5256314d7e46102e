"""A new PIN, typed twice; its rule stands beneath."""

from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.words.pins import pin_problem
from ui.widgets.fields import Field
from ui.widgets.pin_edit import PinEdit

RULE = "Paling sedikit 6 angka. Bukan tanggal lahir, bukan 123456, dan jangan diberitahukan kepada siapa pun."


class NewPin(QWidget):
    """Two fields; what they say is taken only when both agree and the rule is kept."""

    def __init__(self, label: str = "&PIN baru") -> None:
        """`label` of the first field."""
        super().__init__()
        self.first, self.again = PinEdit(), PinEdit()
        self._first = Field(label, self.first, RULE)
        self._again = Field("PIN sekali &lagi", self.again)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        for field in (self._first, self._again):
            column.addWidget(field)

    @property
    def editors(self) -> tuple[PinEdit, PinEdit]:
        """The two fields, for walking with Enter."""
        return self.first, self.again

    def is_empty(self) -> bool:
        """Whether nothing was typed."""
        return not self.first.text() and not self.again.text()

    def clear(self) -> None:
        """Forget what was typed."""
        self.first.clear()
        self.again.clear()
        self.complain("")

    def complain(self, sentence: str) -> None:
        """Say under the first field what is wrong; empty takes it back."""
        self._again.complain("")
        self._first.complain(sentence)

    def chosen(self) -> str:
        """The new PIN; empty when it cannot be used, and then the reason stands beside its field."""
        self.complain("")
        problem = pin_problem(self.first.text())
        if problem:
            self.again.clear()
            self.complain(problem)
            return ""
        if self.first.text() != self.again.text():
            self.again.clear()
            self._again.complain("Belum sama dengan yang pertama. Ketik sekali lagi.")
            return ""
        return self.first.text()
