"""One life event of a family as a guided sheet: who, when, what else; then what will change; then it is written."""

from collections.abc import Callable
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from core.errors import BukuError
from core.rules.permissions import Action
from core.services.confirmation import NeedsConfirmation
from core.services.deeds import undoing
from core.services.deeds.rehearsal import Rehearsal
from core.services.life_events.died import MATERNAL_CAUSE
from core.services.life_events.event import Asks, Event
from core.services.life_events.households import Home
from core.services.life_events.married import LivesAt
from core.services.life_events.table import preview_event, record_event
from core.services.people.life_story import family_page, person_story
from core.services.people.registration import person_form
from core.services.views import PersonLine
from core.words.people import Sex
from ui.dialogs.asking_sheet import RehearsedSheet
from ui.forms.enter_flow import EnterFlow, focus
from ui.forms.event_answers import Answer, house_of, make_answer, named
from ui.forms.home_edit import HomeEdit
from ui.forms.newcomers_edit import NewcomersEdit
from ui.forms.people_ticks import PeopleTicks
from ui.forms.person_pick import PersonPick
from ui.forms.role_edit import RoleEdit
from ui.widgets.fields import Field, dress
from ui.widgets.texts import text

if TYPE_CHECKING:
    from ui.context import AppContext

_FAMILY, _NEW_HEADS = "family_id", "new_head_ids"
_WHEN_NEEDED = {_NEW_HEADS, MATERNAL_CAUSE.key}
"""Questions that stay hidden until the answers so far call for them."""
_REASON = "confirmation_reason"
_SPACE = "(spasi menandai)"
_Values = dict[str, Any]
_ONLY_WHEN: dict[tuple[str, str], Callable[[_Values], bool]] = {
    ("married", "kk_number"): lambda values: values["lives_at"] == LivesAt.OWN_CARD,
    ("married", "home"): lambda values: values["lives_at"] == LivesAt.OWN_CARD,
    ("divorced", "follower_ids"): lambda values: bool(values["mover_id"]),
    ("divorced", "to_family_id"): lambda values: bool(values["mover_id"]),
    ("divorced", "kk_number"): lambda values: bool(values["mover_id"]) and not values["to_family_id"],
    ("divorced", "home"): lambda values: bool(values["mover_id"]) and not values["to_family_id"],
    ("divorced", "roles"): lambda values: bool(values["mover_id"]),
}
"""Questions that are asked only after certain answers."""


class LifeEventSheet(RehearsedSheet):
    """The questions of `event` about one family; after it is written the family's page opens."""

    manual = "keluarga"
    width_em = 30
    needs = (Action.RECORD_LIFE_EVENT,)

    def __init__(self, context: "AppContext", event: Event, family_id: str = "", person_id: str = "") -> None:
        """`person_id` is whose page it was opened from, and is chosen where one person is asked for."""
        super().__init__(context, "Catat")
        context.guard(self.next, Action.RECORD_LIFE_EVENT)
        self.title = event.label
        self._event = event
        register = context.register
        page = family_page(register, family_id) if family_id else None
        self._house = house_of(page)
        self._answers: dict[str, Answer] = {}
        for field in event.fields:
            if field.key == _FAMILY and family_id:
                continue  # the sheet was opened from this family
            answer = make_answer(field, register, self._house, register.today)
            help_text = f"{field.help} {_SPACE}".strip() if field.asks is Asks.PEOPLE else field.help
            self._answers[field.key] = answer
            self.fields[field.key] = Field(field.label, answer.editor, help_text)
            if isinstance(answer.editor, PersonPick):
                dress(answer.editor.edit, field.label, help_text)
        self._build()
        self._begin_with(person_id)
        self._flow = EnterFlow(self, [], self.go_on)
        self._flow.hold = self._hold
        self._follow()
        for answer in self._answers.values():
            answer.on_change(self._changed)
        people = self._editor("people", NewcomersEdit)
        if people is not None:
            people.grew.connect(self._follow)
            people.ended.connect(lambda: focus(self._answers["on"].editor))
        self._began = self._values()

    def first_field(self) -> QWidget | None:
        first = next((step for step in self._steps() if step.isVisibleTo(self)), None)
        if isinstance(first, QLineEdit):
            first.selectAll()
        return first

    def has_unsaved(self) -> bool:
        return self._values() != self._began

    def is_readable(self) -> bool:
        people = self._editor("people", NewcomersEdit)
        return super().is_readable() and (people is None or people.is_readable())

    def preview(self) -> Rehearsal:
        return preview_event(self.context.register, self._form())

    def write(self) -> None:
        form, register = self._form(), self.context.register
        self.context.write("Mencatat", lambda: record_event(register, form), self._written, self.failed)

    def failed(self, error: BukuError) -> None:
        """A new head, or what a mother died of, is asked for only when it is needed."""
        if error.field in _WHEN_NEEDED and error.field in self.fields:
            self.fields[error.field].show()
            self._follow()
        super().failed(error)
        if isinstance(error, NeedsConfirmation):
            # In a whole family more than one thing may be odd: one reason answers for what is read here.
            odd = dict.fromkeys(f"{one.why} {one.next_step}".strip() for one in error.findings)
            self.question.ask("\n".join(odd))

    # --- inside ---

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(14)
        column.addWidget(text(self._event.help, "soft"))
        for key, field in self.fields.items():
            column.addWidget(field)
            field.setVisible(key not in _WHEN_NEEDED)
        for part in (self.question, self.changes, self.next):
            column.addWidget(part)
        column.addStretch(1)

    def _begin_with(self, person_id: str) -> None:
        """Choose whom the page is about, and the home as it is where a new one is asked for."""
        person = next((one for one in self._house.members if one.id == person_id), None)
        if person is not None:
            key = {Sex.MALE: "husband_id", Sex.FEMALE: "wife_id"}[person.sex]
            pick = self._editor("person_id", PersonPick) or self._editor("head_id", PersonPick)
            pick = pick or self._editor(key, PersonPick)
            if pick is not None:
                pick.choose(person)
        self._follow_people()
        ticks = self._editor("person_ids", PeopleTicks)
        if ticks is not None and person is not None and self._event.key == "card_split":
            ticks.show_people(named(self._house.members), (person.id,))
        home = self._editor("home", HomeEdit)
        if home is not None and self._event.key == "moved_within" and self._house.members:
            known = person_form(self.context.register, self._house.members[0].id)
            home.show_home(Home(known.address, known.dusun, known.rw, known.rt, known.posyandu_id))

    def _changed(self) -> None:
        self.forget_changes()
        self.question.hide()  # asked again if it is still odd; what was written there stays
        self._follow()

    def _follow(self) -> None:
        """Who can be ticked depends on who was chosen; then the way of the Enter key is laid anew."""
        self._follow_people()
        self._flow.set_steps(self._steps())

    def _follow_people(self) -> None:
        members = self._everybody()
        for key in ("person_ids", "follower_ids", _NEW_HEADS, "roles"):
            editor = self._answers[key].editor if key in self._answers else None
            people = self._house.away if self._event.key == "returned" and key != _NEW_HEADS else members
            if key == "follower_ids" or (key == _NEW_HEADS and self._event.key == "died"):
                people = [one for one in people if one.id not in self._chosen()]
            if key == _NEW_HEADS and self._event.key == "moved_away":
                people = [one for one in people if one.id not in self._answers["person_ids"].value()]
            if isinstance(editor, PeopleTicks | RoleEdit):
                editor.show_people(named(people))
                if key != _NEW_HEADS:
                    self.fields[key].setVisible(bool(people))
        mover = self._editor("mover_id", PersonPick)
        if mover is not None:
            mover.offer([one for one in members if one.id in self._chosen()])
        values = self._values()
        for (event, key), is_asked in _ONLY_WHEN.items():
            if event == self._event.key and not is_asked(values):
                self.fields[key].hide()
            elif event == self._event.key and not isinstance(self._answers[key].editor, PeopleTicks | RoleEdit):
                self.fields[key].show()

    def _everybody(self) -> list[PersonLine]:
        """The people of every family that has a part in the event, each once."""
        people = list(self._house.members)
        for person_id in self._chosen():
            if person_id not in {one.id for one in people}:
                family_id = person_story(self.context.register, person_id).family_id
                if family_id:
                    people += [one.person for one in family_page(self.context.register, family_id).members]
        return list({one.id: one for one in people}.values())

    def _chosen(self) -> list[str]:
        picks = [answer.editor for answer in self._answers.values() if isinstance(answer.editor, PersonPick)]
        return [pick.chosen.id for pick in picks if pick.chosen is not None]

    def _steps(self) -> list[QWidget]:
        return [step for answer in self._answers.values() for step in answer.steps()]

    def _hold(self, step: QWidget) -> bool:
        """Enter in a field for a person takes the marked one; letters that mean nobody keep the keyboard."""
        pick = step.parent()
        if isinstance(pick, PersonPick):
            return not pick.take() and bool(pick.edit.text().strip())
        people = self._editor("people", NewcomersEdit)
        return people is not None and people.hold(step)

    def _editor(self, key: str, kind: type[Any]) -> Any:  # noqa: ANN401 - the kind that was asked for, or None
        editor = self._answers[key].editor if key in self._answers else None
        return editor if isinstance(editor, kind) else None

    def _values(self) -> dict[str, Any]:
        known = {_FAMILY: self._house.family_id} if any(one.key == _FAMILY for one in self._event.fields) else {}
        return known | {key: answer.value() for key, answer in self._answers.items()}

    def _form(self) -> object:
        values = self._values()
        if values.get("home", "") is None and self._event.key in {"moved_in", "moved_within"}:
            values["home"] = Home()
        if _REASON in {one.name for one in fields(self._event.form)}:
            values[_REASON] = self.question.reason()
        form: object = self._event.form(**values)
        return form

    def _written(self, family_id: str) -> None:
        (deed,) = undoing.last_deeds(self.context.register, 1)
        context = self.context
        self.done(f"{deed.sentence}.", deed.id)
        context.navigate("warga", family_id=family_id)
