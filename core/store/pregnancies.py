"""The table of pregnancies: when it was opened, by what its age is known, and how it ended."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from core.store.base import Recorded, letters
from core.words.people import PregnancyOutcome


class Pregnancy(Recorded):
    """One pregnancy, open while `ended_on` is empty; the children born from it point at it (`Person.pregnancy_id`).

    `hpht_on` is the first day of the last period, `usg_due_on` the due date an ultrasound gave, `estimated_due_on`
    a due date worked out from the weeks the mother tells.
    """

    __tablename__ = "pregnancy"

    mother_id: Mapped[str] = mapped_column(ForeignKey("person.id"), index=True)
    opened_on: Mapped[date]
    hpht_on: Mapped[date | None]
    usg_due_on: Mapped[date | None]
    estimated_due_on: Mapped[date | None]
    gravida: Mapped[int | None]
    ended_on: Mapped[date | None] = mapped_column(index=True)
    outcome: Mapped[PregnancyOutcome | None] = mapped_column(letters(PregnancyOutcome, 16))
    stillborn_count: Mapped[int] = mapped_column(default=0)
    note: Mapped[str] = mapped_column(String(400), default="")
