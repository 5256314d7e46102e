"""What is next of each service, in short lines beside the card: what may be given now first, the rest with its day."""

from collections.abc import Sequence
from datetime import date

from core.rules.services_next.service import NextService
from ui.pages.day.lines_block import LinesBlock


class NextBlock(LinesBlock):
    """Rebuilt only when the lines are others; hidden without any."""

    def show_services(self, services: Sequence[NextService], on: date) -> None:
        """Show what is next on the day `on`."""
        if not self.is_new((tuple(services), on)):
            return
        now = [one for one in services if one.is_due(on)]
        later = [one for one in services if not one.is_due(on)]
        self.add("Layanan sekarang", [f"{one.label}: {one.text}" for one in now])
        self.add("Layanan berikutnya", [one.line(on) for one in later], "soft")
        self.setVisible(bool(services))
