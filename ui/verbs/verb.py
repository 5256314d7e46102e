"""What a verb is, and what every verb works with: the register, today, and the way to answer."""

import argparse
import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import Clock
from core.errors import InputError
from core.usual_register import usual_register
from core.words.places import posyandu_name
from ui.verbs.entering import enter

if TYPE_CHECKING:
    from core.services.register import Register
    from core.services.views import PosyanduView

DONE, SOME_REFUSED, NOTHING_DONE = 0, 1, 2
"""Exit statuses: done; done, but some input was refused; nothing was done."""


@dataclass(frozen=True, slots=True)
class Request:
    """One command line, read: the common options and those of the verb."""

    options: argparse.Namespace
    place: str
    today: date | None
    wants_json: bool

    @property
    def clock(self) -> Clock:
        """The clock of this run, pinned by `--today`."""
        return Clock(self.today)

    @contextmanager
    def register(self, *, must_exist: bool = True) -> Iterator["Register"]:
        """The register of `--db`, closed again afterwards; errors as in `ui.verbs.entering.enter`."""
        register = enter(self.place, self.options, self.clock, must_exist=must_exist)
        try:
            yield register
        finally:
            register.close()


@dataclass(slots=True)
class Answer:
    """What a verb gives back: lines for people, one document for machines, refused input, and the exit status.

    Refusals go to stderr, one a line, unless the document lists them; `problem` always goes there.
    """

    lines: list[str] = field(default_factory=list)
    document: object = None
    refusals: list[str] = field(default_factory=list)
    status: int = DONE
    problem: str = ""

    def show(self, *, as_json: bool) -> int:
        """Print it: JSON alone on stdout, or the lines. Returns the exit status."""
        if as_json:
            print(json.dumps(self.document, ensure_ascii=False, indent=2))
        else:
            for line in self.lines:
                print(line)
            for refusal in self.refusals:
                print(refusal, file=sys.stderr)
        if self.problem:
            print(self.problem, file=sys.stderr)
        return self.status


@dataclass(frozen=True, slots=True)
class Verb:
    """One entry of the table: how it is called, what help says, its options, and its work."""

    name: str
    help: str
    configure: Callable[[argparse.ArgumentParser], None]
    run: Callable[[Request], Answer]
    epilog: str = ""
    is_hidden: bool = False


def request_of(options: argparse.Namespace) -> Request:
    """The request behind parsed options."""
    place = getattr(options, "db", None) or str(usual_register())
    return Request(options, place, getattr(options, "today", None), getattr(options, "json", False))


def posyandu_named(register: "Register", name: str | None) -> "PosyanduView | None":
    """The posyandu called `name` (with or without the word Posyandu); None means all of the village.

    Raises InputError, naming those there are, when it is unknown.
    """
    from core.services.setup import list_posyandu

    if name is None:
        return None
    known = list_posyandu(register)
    wanted = posyandu_name(name).casefold()
    for view in known:
        if posyandu_name(view.name).casefold() == wanted:
            return view
    names = ", ".join(view.name for view in known) or "belum ada"
    raise InputError(f"Posyandu “{name}” tidak ada di register. Yang ada: {names}.")


def existing_file(path: Path) -> None:
    """InputError when there is no such file."""
    if not path.is_file():
        raise InputError(f"Berkas “{path}” tidak ditemukan. Periksa nama dan foldernya.")


def written(path: Path, what: str) -> str:
    """The line that says a file is ready."""
    return f"{what}: {path}"


def progress_line(done: int, whole: int, what: str) -> None:
    """Progress on a terminal only: a script's stderr stays clean."""
    if sys.stderr is not None and sys.stderr.isatty():
        percent = 100 * done // max(whole, 1)
        # Blanks wipe what stood there before: not every Windows console knows the escape for it.
        print(f"\r{percent:3d} %  {what[:68]:<68}", end="\n" if done >= whole else "", file=sys.stderr, flush=True)
