"""What every page is given: the register, the runner of jobs, and the ways to speak to the rest of the window."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Protocol, TypeVar

from PySide6.QtWidgets import QWidget

from core.errors import BukuError
from ui.jobs import Jobs, is_there
from ui.refresh import Refresher
from ui.rights import Rights

if TYPE_CHECKING:
    from core.rules.permissions import Action
    from core.services.register import Outcome, Progress, Register
    from core.services.setup import Settings
    from ui.widgets.sheet import SheetContent

T = TypeVar("T")
Part = TypeVar("Part", bound=QWidget)


class Shell(Protocol):
    """The main window as the pages see it."""

    def navigate(self, key: str, **args: object) -> None:
        """Go to the page `key` and show it with `args`."""

    def announce(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """Say quietly that something is done; `undo` is offered beside it and by Ctrl+Z."""

    def complain(self, error: BukuError) -> None:
        """Say on top of the page what went wrong, what is safe and what to do."""

    def open_sheet(self, content: "SheetContent") -> None:
        """Slide `content` over the page; it is closed by its own signal or by Esc."""

    def set_font_percent(self, percent: int) -> None:
        """Show everything at this size and remember it."""

    def restart_with(self, place: str) -> None:
        """Close this register and open another one."""

    def ask_other_register(self) -> None:
        """Choose another register file and open it instead of this one."""

    def show_state(self) -> None:
        """Show anew where we are, who is at the keyboard, and how safe everything is."""

    def adopt(self, register: "Register") -> None:
        """Go on with a register that is open already instead of this one."""


@dataclass(slots=True)
class AppContext:
    """Given to every page, sheet and dialog at its making."""

    register: "Register"
    jobs: Jobs
    refresher: Refresher
    shell: Shell
    settings: "Settings"
    reading: Jobs | None = None  # reads run beside the writer, so that nobody waits for a report to save a weight
    looking: Jobs | None = None  # what nobody asked for: of a big register it takes minutes, and nobody waits for it
    rights: Rights = field(default_factory=Rights)

    def navigate(self, page_key: str, **args: object) -> None:
        """Go to another page; its `show_with` receives `args`."""
        self.shell.navigate(page_key, **args)

    def announce(self, text: str, undo: Callable[[], None] | None = None) -> None:
        """A quiet line for what is done (never a box), with a way back."""
        self.shell.announce(text, undo)

    def write(
        self,
        what: str,
        work: "Callable[[], Outcome[T]]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Do one short deed, tell the pages what changed, call `then(value)`; errors go to `failed` or the screen."""
        self.jobs.deed(what, work, lambda outcome: self._done(outcome, then), self._heard(failed))

    def write_long(
        self,
        what: str,
        work: "Callable[[Progress], Outcome[T]]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Like `write`, on the worker, with progress and *Batal*."""
        self.jobs.run(what, work, lambda outcome: self._done(outcome, then), self._heard(failed))

    def read_long(
        self,
        what: str,
        work: "Callable[[Progress], T]",
        then: Callable[[T], None],
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Read, count or print on the worker; `then(value)` comes back on the window's thread."""
        (self.reading or self.jobs).run(what, work, then, self._heard(failed))

    def look_through(
        self,
        what: str,
        work: "Callable[[Progress], T]",
        then: Callable[[T], None],
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Like `read_long`, for what the program looks through by itself: what is asked for does not wait behind it."""
        (self.looking or self.reading or self.jobs).run(what, work, then, self._heard(failed))

    @property
    def runners(self) -> tuple[Jobs, ...]:
        """Every runner there is, once."""
        return tuple(dict.fromkeys(one for one in (self.jobs, self.reading, self.looking) if one is not None))

    def keep(self, what: str, done: Callable[[], None] = lambda: None, **choices: object) -> None:
        """Change settings of the register: `keep("Menyimpan ukuran huruf", font_percent=125)`; `done` once kept."""
        from core.services.setup import load_settings, save_settings

        def work() -> "Outcome[Settings]":
            wanted = replace(load_settings(self.register), **choices)  # type: ignore[arg-type]
            outcome = save_settings(self.register, wanted)
            # Before the pages are told: they read the new choice.
            self.settings = outcome.value
            return outcome

        self.write(what, work, lambda _kept: done())

    def may(self, action: "Action") -> bool:
        """Whether whoever is at the keyboard may do this."""
        return self.register.may(action)

    def guard(self, part: Part, *actions: "Action") -> Part:
        """`part`, pressed only by those who may do all of `actions`; the others read on it whose work it is."""
        self.rights.guard(part, actions, self.register)
        return part

    def rights_changed(self) -> None:
        """Somebody else is at the keyboard: what the one before was shown is drawn anew by the rights of this one."""
        from core.services.register import Changed

        self.rights.look_again(self.register)
        self.refresher.publish(frozenset({Changed.PEOPLE, Changed.MEASUREMENTS}))

    def _done(self, outcome: "Outcome[T]", then: Callable[[T], None] | None) -> None:
        self.refresher.publish(outcome.changed)
        if then is not None and is_there(then):
            then(outcome.value)

    def _heard(self, failed: Callable[[BukuError], None] | None) -> Callable[[BukuError], None]:
        """Errors go to the sheet that asked, or to the screen once that is closed."""

        def heard(error: BukuError) -> None:
            told = failed if failed is not None and is_there(failed) else self.shell.complain
            told(error)

        return heard
