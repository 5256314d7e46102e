"""Not a test: a program that saves visits as fast as it can, told by its standard input, to be killed in the middle.

Each line of input names a register and a child; a fork of this warm process then types (draft) and saves visits, one
a day, and says so after each, until it is killed.
"""

import os
import sys
from datetime import date, timedelta

from core.clock import Clock
from core.services.growth.measuring import save_draft, save_visit
from core.services.register import open_register
from core.services.views import VisitFacts

FIRST_DAY = date(2024, 3, 10)


def say(line: str) -> None:
    """Write a line in one piece, so that a kill never leaves half of it."""
    os.write(sys.stdout.fileno(), f"{line}\n".encode())


def save_until_killed(place: str, child: str, first: int) -> None:
    """Type and save visit after visit; tell each only once the register has answered."""
    register = open_register(place, who="Bu Sari", clock=Clock(date(2026, 11, 25)))
    for number in range(first, 900):
        save_draft(register, child, {"weight_g": f"{number}"})
        say(f"typed {number}")
        on, reason = FIRST_DAY + timedelta(days=number), "uji"
        save_visit(register, child, VisitFacts(on, weight_g=5_000 + number, confirmation_reason=reason))
        say(f"saved {number}")


def main() -> None:
    """Fork a saver for each line of input and wait until somebody kills it."""
    for line in sys.stdin:
        place, child, first = line.rstrip("\n").split("\t")
        pid = os.fork()
        if pid == 0:
            save_until_killed(place, child, int(first))
            os._exit(0)
        say(f"pid {pid}")
        os.waitpid(pid, 0)
        say("gone")


if __name__ == "__main__":
    main()
