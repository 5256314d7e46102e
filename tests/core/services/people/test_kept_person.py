"""The id of an entry that was merged leads to the person that stayed, until the merge is taken back."""

from core.services.people.kept_person import kept_person
from core.services.people.merging import merge, unmerge


def test_an_entry_leads_to_who_it_was_merged_into_through_several_merges(register, add_child):
    one, two, three = (add_child(name, f"2026-03-0{day}") for day, name in enumerate(("Ayu", "Ayuu", "Ayo"), 1))
    assert kept_person(register, one) is None
    merge(register, two, three)
    merge(register, one, two)
    found = kept_person(register, three)
    assert found is not None
    assert (found.keep_id, found.gone_name) == (one, "Ayo")
    assert kept_person(register, one) is None
    unmerge(register, two)
    assert kept_person(register, two) is None


def test_nobody_leads_nowhere(register):
    assert kept_person(register, "tidak-ada") is None
