"""The journal in words: who did what, and each field before and after."""

from dataclasses import replace
from datetime import date

from core.services.history import journal_of
from core.services.measuring import remove_visit
from core.services.registration import edit_person, person_form
from core.words.people import Sex


def test_every_deed_is_a_sentence_with_what_it_changed(register, add_child, weigh):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    weigh(child, "2026-11-12", 12.9)
    facts = weigh(child, "2026-11-12", 13.0).visits[-1].facts
    newest, first = journal_of(register, facts.id)
    assert (newest.who, newest.sentence) == ("Bu Sari", "Mengoreksi penimbangan Bima 12-11-2026: 13,0 kg")
    assert [(one.label, one.before, one.after) for one in newest.changes] == [("Berat", "12,9 kg", "13,0 kg")]
    assert first.sentence == "Menimbang Bima 12-11-2026: 12,9 kg"
    edit_person(register, child, replace(person_form(register, child), sex=Sex.FEMALE, born_on=date(2024, 3, 9)))
    changes = {one.label: (one.before, one.after) for one in journal_of(register, child)[0].changes}
    assert changes == {"Jenis kelamin": ("Laki-laki", "Perempuan"), "Tanggal lahir": ("10-03-2024", "09-03-2024")}


def test_a_removed_visit_stays_in_the_childs_history(register, add_child, weigh):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    facts = weigh(child, "2026-11-12", 12.9, has_oedema=True).visits[-1].facts
    remove_visit(register, facts.id, "salah anak")
    removed = journal_of(register, child)[0]
    assert removed.sentence == "Menghapus penimbangan Bima 12-11-2026: salah anak"
    assert ("Berat", "12,9 kg", "") in [(one.label, one.before, one.after) for one in removed.changes]
    assert ("Bengkak", "ya", "") in [(one.label, one.before, one.after) for one in removed.changes]
    assert journal_of(register, "tidak-ada") == ()
