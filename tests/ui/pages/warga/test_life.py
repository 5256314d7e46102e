"""The line of time: newest first, corrections in words, what has no date at the end."""

from datetime import UTC, date, datetime

from core.services.growth.measuring import growth_history
from core.services.people.life_story import Happening, StoryLine
from core.services.people.registration import list_people
from core.services.register import Register
from core.services.trust.maintenance import JournalLine, journal_of
from ui.pages.warga.life import change_words, life_rows

STORY = (
    StoryLine(date(2026, 3, 13), Happening.BIRTH, "Lahir"),
    StoryLine(None, Happening.FAMILY, "Tercatat di KK 3201", "f"),
    StoryLine(date(2026, 10, 16), Happening.VISIT, "Posyandu: 7,2 kg", "v"),
)


def test_newest_first_and_undated_last() -> None:
    rows = life_rows(STORY, None, ())
    assert [row.words for row in rows] == ["Posyandu: 7,2 kg", "Lahir", "Tercatat di KK 3201"]
    assert rows[-1].day == "sejak awal"


def test_the_first_writing_of_a_fact_is_no_correction() -> None:
    deed = JournalLine(datetime(2026, 11, 1, tzinfo=UTC), "Bu Sari", "Mendaftarkan Aisyah", ())
    assert len(life_rows(STORY, None, (deed,))) == len(STORY)
    assert change_words(deed) == ""


def test_a_visit_has_its_letter_and_its_colour(register: Register) -> None:
    (aisyah, *_) = list_people(register).lines
    history = growth_history(register, aisyah.id)
    last = history.visits[-1]
    story = (StoryLine(last.facts.measured_on, Happening.VISIT, "Ditimbang: 7,2 kg", last.facts.id or ""),)
    (row,) = life_rows(story, history, journal_of(register, aisyah.id))
    assert (row.letter, row.severity) == (last.letter, last.severity)
    assert row.detail
