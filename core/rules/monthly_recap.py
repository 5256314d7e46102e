"""R-REKAP: the sums that must hold in the recap of a hari buka, each broken one in a sentence."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TypeVar

Seen = TypeVar("Seen")


@dataclass(frozen=True, slots=True)
class Recap:
    """One group's row: who was expected, who came, who was referred, and the counts of each measured result.

    `results` by name of the measure (`IMT`, `TD`): its classes with their counts.
    """

    target: int
    came: int
    referred: int = 0
    results: Mapping[str, Mapping[str, int]] = field(default_factory=dict)

    @property
    def absent(self) -> int:
        """Who did not come; negative when more came than were expected."""
        return self.target - self.came


def problems(recap: Recap) -> tuple[str, ...]:
    """R-REKAP: what cannot be right; empty when all sums hold (our own check on the official columns).

    Came and absent make the target, results are at most those who came, so are the referred.
    """
    found = []
    if recap.absent < 0:
        found.append(f"Datang {recap.came} lebih banyak dari sasaran {recap.target}.")
    if recap.referred > recap.came:
        found.append(f"Dirujuk {recap.referred} lebih banyak dari yang datang {recap.came}.")
    for name, classes in recap.results.items():
        measured = sum(classes.values())
        if measured > recap.came:
            found.append(f"Jumlah {name} {measured} lebih banyak dari yang datang {recap.came}.")
    return tuple(found)


def unmeasured(recap: Recap) -> tuple[str, ...]:
    """R-REKAP: how many of those who came lack a measure, e.g. `3 tidak diukur TD`; no error."""
    gaps = ((name, recap.came - sum(classes.values())) for name, classes in recap.results.items())
    return tuple(f"{count} tidak diukur {name}" for name, count in gaps if count > 0)


def last_of_each(visits: Iterable[tuple[str, date, Seen]]) -> dict[str, Seen]:
    """R-REKAP: who came twice in a month counts once, with the later values: person id to what was seen (our rule).

    Of two visits of one day the one given later wins.
    """
    last: dict[str, tuple[date, Seen]] = {}
    for person_id, on, seen in visits:
        if person_id not in last or last[person_id][0] <= on:
            last[person_id] = (on, seen)
    return {person_id: seen for person_id, (_, seen) in last.items()}
