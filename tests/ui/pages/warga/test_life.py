"""The line of time: newest first, corrections in words, what has no date at the end."""

from dataclasses import replace
from datetime import UTC, date, datetime

from core.services.growth.measuring import growth_history, save_visit
from core.services.people.life_story import Happening, StoryLine
from core.services.people.registration import PersonForm, list_people, register_person
from core.services.register import Register
from core.services.trust.maintenance import JournalLine, journal_of
from core.services.views import VisitFacts
from core.words.people import Sex
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


def test_the_weight_of_a_grown_up_is_called_neither_good_nor_bad(register: Register) -> None:
    """Her card may send her on the same day."""
    born = date(1997, 3, 22)
    fitri = register_person(register, PersonForm("Fitri", Sex.FEMALE, born)).value
    facts = VisitFacts(date(2026, 11, 5), weight_g=77_200, length_mm=1588, muac_mm=285)
    save_visit(register, fitri, replace(facts, confirmation_reason="uji"))
    history = growth_history(register, fitri)
    story = (StoryLine(date(2026, 11, 5), Happening.VISIT, "Posyandu: 77,2 kg", history.visits[-1].facts.id or ""),)
    (row,) = life_rows(story, history, ())
    assert row.severity is None
