"""The journal in words: who did what, and each field before and after."""

from dataclasses import replace
from datetime import date

import pytest

from core.errors import NotAllowed
from core.services.deeds.history import authors_of, journal_of, needs_reason, sentences
from core.services.growth.measuring import remove_visit, save_visit
from core.services.people.registration import edit_person, person_form
from core.words.people import Sex
from core.words.roles import Role, User


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


def test_a_correction_is_spoken_with_who_when_and_why(register, add_child, weigh):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    saved = weigh(child, "2026-10-12", 7.4).visits[-1].facts
    save_visit(register, child, replace(saved, weight_g=7_900, confirmation_reason="uji"), reason="salah  baca")
    line = journal_of(register, saved.id)[0]
    assert line.reason == "salah baca"
    assert sentences(line)[0] == (
        "Berat (penimbangan 12-10-2026) diubah dari 7,4 kg menjadi 7,9 kg oleh Bu Sari, 25-11-2026, alasan: salah baca"
    )


def test_what_was_filled_in_or_emptied_is_said_so_and_a_first_entry_has_its_own_sentence(register, add_child):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    form = person_form(register, child)
    edit_person(register, child, replace(form, phone="0812"), reason="baru diberi tahu")
    edit_person(register, child, form)
    emptied, filled, first = (sentences(line) for line in journal_of(register, child))
    assert filled == ("Telepon diisi 0812 oleh Bu Sari, 25-11-2026, alasan: baru diberi tahu",)
    assert emptied == ("Telepon dikosongkan, tadinya 0812 oleh Bu Sari, 25-11-2026",)
    assert first == ("Mendaftarkan Bima (untuk uji) oleh Bu Sari, 25-11-2026",)


def test_a_nik_in_the_history_is_masked(register, add_child):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    form = person_form(register, child)
    edit_person(register, child, replace(form, nik="3273011003240001", confirmation_reason="uji"))
    assert "NIK diisi 3273********0001" in sentences(journal_of(register, child)[0])[0]


def test_every_row_has_its_author(register, add_child, weigh):
    child = add_child("Bima", "2024-03-10", Sex.MALE)
    visit = weigh(child, "2026-10-12", 12.4).visits[-1].facts.id
    register.sign_in(User("2", "Bidan Rina", frozenset({Role.BIDAN})))
    other = weigh(child, "2026-11-12", 12.9).visits[-1].facts.id
    known = authors_of(register, [visit, other, "tidak-ada"])
    assert {row: author.who for row, author in known.items()} == {visit: "Bu Sari", other: "Bidan Rina"}
    assert not needs_reason(register, other), "one's own entry of today"
    assert needs_reason(register, visit), "somebody else's"
    assert not needs_reason(register, "tidak-ada")


def test_the_journal_is_for_those_who_may_see_it(register, add_child):
    child = add_child()
    register.sign_in(User("3", "Pak Lurah", frozenset({Role.ADMIN})))
    with pytest.raises(NotAllowed):
        journal_of(register, child)
