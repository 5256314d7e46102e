"""What every page is given: the register, the runner of jobs, and the ways to speak to the rest of the window."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol, TypeVar

from core.errors import BukuError
from ui.jobs import Jobs
from ui.refresh import Refresher

if TYPE_CHECKING:
    from core.services.register import Outcome, Progress, Register
    from core.services.setup import Settings
    from ui.widgets.sheet import SheetContent

T = TypeVar("T")


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


@dataclass(slots=True)
class AppContext:
    """Given to every page, sheet and dialog at its making."""

    register: "Register"
    jobs: Jobs
    refresher: Refresher
    shell: Shell
    settings: "Settings"
    reading: Jobs | None = None  # reads run beside the writer, so that nobody waits for a report to save a weight

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
        self.jobs.deed(what, work, lambda outcome: self._done(outcome, then), failed or self.shell.complain)

    def write_long(
        self,
        what: str,
        work: "Callable[[Progress], Outcome[T]]",
        then: Callable[[T], None] | None = None,
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Like `write`, on the worker, with progress and *Batal*."""
        self.jobs.run(what, work, lambda outcome: self._done(outcome, then), failed or self.shell.complain)

    def read_long(
        self,
        what: str,
        work: "Callable[[Progress], T]",
        then: Callable[[T], None],
        failed: Callable[[BukuError], None] | None = None,
    ) -> None:
        """Read, count or print on the worker; `then(value)` comes back on the window's thread."""
        (self.reading or self.jobs).run(what, work, then, failed or self.shell.complain)

    def _done(self, outcome: "Outcome[T]", then: Callable[[T], None] | None) -> None:
        self.refresher.publish(outcome.changed)
        if then is not None:
            then(outcome.value)
