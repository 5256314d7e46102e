"""What can be done from the page of one person: the buttons at its right, each a deed or the way to one."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QPushButton, QWidget
from shiboken6 import isValid

from core.rules.development import LAST_MONTH
from core.rules.immunization.td import AGES as TD_AGES
from core.rules.permissions import Action
from core.services.immunization.school_doses import PUPIL_YEARS
from core.services.people.life_story import PersonStory
from core.services.views import GrowthHistory
from core.words.age import completed_months
from core.words.people import Sex
from ui.widgets.buttons import button
from ui.widgets.chips import FlowLayout
from ui.widgets.sheet import SheetContent

if TYPE_CHECKING:
    from ui.context import AppContext
    from ui.pages.warga.person import PersonPanel


class PersonDeeds(QWidget):
    """Buttons that go on in the next line where the room ends; `first` gets the keyboard when the page opens."""

    def __init__(
        self, context: "AppContext", story: PersonStory, history: GrowthHistory | None, page: "PersonPanel"
    ) -> None:
        """The deeds that fit this person."""
        super().__init__()
        self._context, self._story, self._page = context, story, page
        flow = FlowLayout(self)
        buttons = [*(self._of_child() if history is not None else ()), *self._of_health(), *self._of_anybody()]
        for one in buttons:
            flow.addWidget(one)
        self.first = next((one for one in buttons if one.isEnabled()), buttons[0])

    def _of_child(self) -> list[QPushButton]:
        person_id, context = self._story.person.id, self._context
        curves = button(
            "&Tumbuh kembang",
            lambda: context.navigate("tumbuh_kembang", person_id=person_id),
            role="primary",
            picture="trending-up",
        )
        weighs = button("Ti&mbang", lambda: context.navigate("hari_buka", person_id=person_id), picture="scale")
        return [context.guard(curves, Action.SEE_HEALTH), context.guard(weighs, Action.RECORD_HEALTH)]

    def _of_health(self) -> list[QPushButton]:
        """Doses and development, for the ages that are asked about them."""
        person, context = self._story.person, self._context
        months = completed_months(person.born_on, context.register.today)
        is_woman = person.sex is Sex.FEMALE and months // 12 in TD_AGES
        buttons = []
        if months // 12 < PUPIL_YEARS.stop or is_woman:
            buttons.append(button("&Imunisasi", self._open_immunization, picture="shield-check"))
        if months <= LAST_MONTH:
            buttons.append(button("Per&kembangan", self._open_development, picture="baby"))
        return [context.guard(one, Action.SEE_HEALTH) for one in buttons]

    def _open_immunization(self) -> None:
        from ui.dialogs.immunization_sheet import open_immunization

        self._return_from(open_immunization(self._context, self._story.person.id))

    def _open_development(self) -> None:
        from ui.dialogs.development_sheet import open_development

        self._return_from(open_development(self._context, self._story.person.id))

    def _return_from(self, sheet: SheetContent) -> None:
        """What was saved has drawn this page anew: the button that had the keyboard is gone once the sheet closes."""
        page = self._page

        def take_keyboard() -> None:
            if isValid(page) and page.window().focusWidget() is None:
                page.take_keyboard()

        # A breath later: while the sheet goes, the keyboard still stands in it.
        sheet.destroyed.connect(lambda: QTimer.singleShot(0, take_keyboard))

    def _of_anybody(self) -> list[QPushButton]:
        guard = self._context.guard
        buttons = [
            guard(button("&Ubah data", self._edit, picture="pencil"), Action.REGISTER_PEOPLE),
            guard(button("&Cetak …", self.choose_paper, picture="printer"), Action.PRINT_PAPERS),
        ]
        if self._story.family_id:
            family_id = self._story.family_id
            buttons.append(button("Ke&luarga", lambda: self._page.family_wanted.emit(family_id), picture="house"))
            events = button("&Peristiwa keluarga …", self._choose_event, picture="users")
            buttons.append(guard(events, Action.RECORD_LIFE_EVENT))
        return buttons

    def choose_paper(self) -> None:
        """Open the choice of papers about this person."""
        from ui.dialogs.person_papers_sheet import PersonPapersSheet

        self._context.shell.open_sheet(PersonPapersSheet(self._context, self._story.person))

    def _edit(self) -> None:
        from ui.dialogs.person_form import PersonFormSheet

        sheet = PersonFormSheet(self._context, self._story.person.id)
        sheet.saved.connect(lambda _id: self._page.take_keyboard())
        self._context.shell.open_sheet(sheet)

    def _choose_event(self) -> None:
        from ui.dialogs.events_sheet import EventsSheet

        self._context.shell.open_sheet(EventsSheet(self._context, self._story.family_id, self._story.person.id))
