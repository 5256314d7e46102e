"""What is told of a life: visits with their letter, the family's events, and what was corrected, newest first."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from core.services.deeds.history import Authorship
from core.services.people.life_story import Happening, StoryLine
from core.services.trust.maintenance import JournalLine
from core.services.views import GrowthHistory, VisitVerdict
from ui.models.timeline import LifeRow
from ui.pages.weighing.verdict import status_words

SENT_ON = "hospital"
_PICTURES = {
    Happening.BIRTH: "baby",
    Happening.FAMILY: "users",
    Happening.HOME: "house",
    Happening.MARRIAGE: "users",
    Happening.VISIT: "scale",
    Happening.CHECK_UP: "stethoscope",
    Happening.DOSE: "shield-check",
    Happening.REFERRAL: SENT_ON,
    Happening.PREGNANCY: "sprout",
    Happening.END: "clock",
}
CORRECTION = "pencil"


def life_rows(
    story: Iterable[StoryLine],
    history: GrowthHistory | None,
    deeds: Iterable[JournalLine],
    authors: Mapping[str, Authorship] = {},
) -> tuple[LifeRow, ...]:
    """The rows of a life, newest first; what has no date stands at the end. `authors` says who wrote down each row."""
    verdicts = {visit.facts.id: visit for visit in history.visits} if history is not None else {}
    rows = [_row(line, verdicts.get(line.row_id), authors.get(line.row_id)) for line in story]
    rows += _corrections(deeds)
    return tuple(sorted(rows, key=lambda row: row.on or date.min, reverse=True))


def change_words(deed: JournalLine) -> str:
    """What a deed changed, field by field: `Berat 7,2 kg menjadi 7,4 kg · Panjang 67 cm`."""
    parts = []
    for change in deed.changes:
        if change.before and change.after:
            parts.append(f"{change.label} {change.before} menjadi {change.after}")
        else:
            parts.append(f"{change.label} {change.after}" if change.after else f"{change.label} dikosongkan")
    return " · ".join(parts)


def _row(line: StoryLine, verdict: VisitVerdict | None, author: Authorship | None) -> LifeRow:
    by = f"dicatat oleh {author.who}" if author is not None and author.who else ""
    if line.kind is Happening.REFERRAL:
        return LifeRow(line.on, SENT_ON, line.text, "Enter: catat kabarnya", row_id=line.row_id)
    if line.kind is not Happening.VISIT:
        return LifeRow(line.on, _PICTURES[line.kind], line.text, row_id=line.row_id)
    if verdict is None:
        return LifeRow(line.on, _PICTURES[line.kind], line.text, by, row_id=line.row_id)
    under = " · ".join(part for part in (status_words(verdict), by) if part)
    # Beside a card that sends somebody on, the weight of a grown-up must not read as good.
    severity = verdict.severity if verdict.is_judged else None
    return LifeRow(line.on, _PICTURES[line.kind], line.text, under, verdict.letter, severity, line.row_id)


def _corrections(deeds: Iterable[JournalLine]) -> Iterator[LifeRow]:
    """Deeds that changed what was known before; the first writing of a fact is told by its own row already."""
    for deed in deeds:
        if any(change.before for change in deed.changes):
            who = f" oleh {deed.who}" if deed.who else ""
            who += f", alasan: {deed.reason}" if deed.reason else ""
            yield LifeRow(
                deed.at.astimezone().date(), CORRECTION, f"Dibetulkan: {change_words(deed)}", f"{deed.sentence}{who}"
            )
