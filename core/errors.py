"""Errors sorted by who can mend them; every message is one clear Indonesian sentence."""


class BukuError(Exception):
    """An error with a sentence for the person at the keyboard."""

    def __init__(self, message: str, *, field: str | None = None) -> None:
        """Keep the sentence, and the key of the field it is about when there is one."""
        super().__init__(message)
        self.message = message
        self.field = field


class InputError(BukuError):
    """The kader can mend it: something typed or a file chosen is not right. Nothing was changed."""


class NotAllowed(InputError):
    """It is the work of somebody else; nothing was changed."""


class EnvironmentProblem(BukuError):
    """Disk, stick, lock, printer or rights: says what is safe and what to do."""


class BugError(BukuError):
    """Our fault: says what was saved."""
