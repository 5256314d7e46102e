"""K1 to K6, tablets and classes, or the visits after the birth, small beside the card of a mother."""

from collections.abc import Sequence

from core.services.day.cards import Card
from core.services.day.mother_progress import ProgressLine, mother_progress
from core.services.register import Register
from core.words.findings import Severity
from core.words.steps import Step
from ui.pages.day.lines_block import LinesBlock
from ui.widgets.tones import Badge

_TITLE = "Sejauh ini"
_OF_MOTHERS, _STEPS = ("bumil", "nifas"), (Step.EXAMINE, Step.SERVE)


class MotherBlock(LinesBlock):
    """What is counted of a pregnancy or a childbed; what lacks carries the sign and the colour of yellow."""

    def show_card(self, register: Register, card: Card, step: Step) -> None:
        """Show it at the steps where it is asked after, on the card of a mother; else nothing."""
        one = card.check_up
        is_hers = card.form.key in _OF_MOTHERS and step in _STEPS
        self.show_progress(mother_progress(register, one.person_id, one.checked_on) if is_hers else ())

    def show_progress(self, lines: Sequence[ProgressLine]) -> None:
        """Show how far she has come; without lines nothing stands here."""
        if self.is_new(tuple(lines)):
            self.add(_TITLE, [part for one in lines for part in _parts(one)])
            self.setVisible(bool(lines))


def _parts(one: ProgressLine) -> list[Badge | str]:
    said = f"{one.label}: {one.words}"
    return [said] if one.severity is Severity.GREEN else [Badge(one.severity, one.label), one.words]
