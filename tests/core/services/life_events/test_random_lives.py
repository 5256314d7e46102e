"""Any sequence of life events: nobody is lost or in two families, past days stay, undoing all gives the first state."""

import shutil
from contextlib import closing
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from core.clock import Clock
from core.errors import InputError
from core.services.deeds.undoing import last_deeds, undo
from core.services.life_events.card_split import CardSplitForm
from core.services.life_events.cards_merged import CardsMergedForm
from core.services.life_events.died import DiedForm, MaternalCause
from core.services.life_events.divorced import DivorcedForm
from core.services.life_events.head_changed import HeadChangedForm
from core.services.life_events.households import Home
from core.services.life_events.married import LivesAt, MarriedForm
from core.services.life_events.moved_away import MovedAwayForm
from core.services.life_events.moved_within import MovedWithinForm
from core.services.life_events.returned import ReturnedForm
from core.services.life_events.table import preview_event, record_event
from core.services.people.births import EndForm, NewbornForm, record_birth
from core.services.people.life_story import household_on, person_story
from core.services.register import open_register
from core.services.trust.maintenance import check
from core.store.people import FamilyMember, Person
from core.words.people import FamilyRole, LifeStatus, Sex
from tests.core.services.life_events.living_village import FIRST, TODAY, Model, settle
from tests.register_state import register_state


class Life:
    """Draws events, does them on the register and, once they were accepted, on the model."""

    def __init__(self, register, model, draw):
        self.register, self.model, self.draw = register, model, draw
        self.gone = {}
        self.deeds = []
        self.on = FIRST

    def live(self):
        kinds = [self.die, self.split, self.merge, self.leave, self.come_back, self.marry, self.divorce, self.bear]
        # Mostly one after the other, as life goes; now and then something is written down late.
        self.on = min(TODAY, self.on + timedelta(days=self.draw(st.integers(0, 500))))
        on = self.draw(st.just(self.on) | st.just(self.on) | st.dates(FIRST, TODAY))
        people = sorted(self.model.since)
        heads = tuple(self.draw(st.permutations(people)))
        self.draw(st.sampled_from([*kinds, self.move_house, self.change_head]))(on, people, heads)

    def try_event(self, form):
        before = register_state(self.register)
        try:
            told = preview_event(self.register, form)
        except InputError:
            with pytest.raises(InputError):
                record_event(self.register, form)
            assert register_state(self.register) == before
            return None
        assert register_state(self.register) == before, "a rehearsal keeps nothing"
        family = record_event(self.register, form).value
        entry = last_deeds(self.register, 1)[0]
        if register_state(self.register) != before:
            assert told.lines
            assert told.sentence == entry.sentence
            self.deeds.append(entry.id)
        return family

    def bear(self, on, _people, _heads):
        mother = self.draw(st.sampled_from(sorted(self.model.women)))
        children = tuple(NewbornForm(sex) for sex in self.draw(st.lists(st.sampled_from(Sex), min_size=1, max_size=2)))
        before = register_state(self.register)
        try:
            born = record_birth(
                self.register, mother, EndForm(ended_on=on, children=children, confirmation_reason="ya")
            )
        except InputError:
            assert register_state(self.register) == before
            return
        self.deeds.append(born.value.entry_id)
        for child, form in zip(born.value.child_ids, children, strict=True):
            self.model.is_born(child, mother, on, form.sex)

    def die(self, on, people, heads):
        person = self.draw(st.sampled_from(people))
        if self.try_event(DiedForm(person, on, heads, MaternalCause.UNKNOWN)):
            self.model.leaves(person, on)

    def split(self, on, people, heads):
        family = self.model.family_now(self.draw(st.sampled_from(people))) or "tidak ada"
        members = self.model.members_now(family) or people
        leaving = self.draw(st.lists(st.sampled_from(members), min_size=1, max_size=3, unique=True))
        if new := self.try_event(CardSplitForm(family, tuple(leaving), leaving[0], on, new_head_ids=heads)):
            self.all_live(leaving, new, on)

    def merge(self, on, people, _heads):
        ends, into = (self.model.family_now(self.draw(st.sampled_from(people))) or "" for _ in range(2))
        coming = self.model.members_now(ends)
        if self.try_event(CardsMergedForm(ends, into, on)):
            self.all_live(coming, into, on)

    def leave(self, on, people, heads):
        family = self.model.family_now(self.draw(st.sampled_from(people))) or ""
        members = self.model.members_now(family)
        some = tuple(self.draw(st.lists(st.sampled_from(members), max_size=2, unique=True))) if members else ()
        if self.try_event(MovedAwayForm(family, on, some, "Bandung", heads)):
            for person in some or members:
                self.model.leaves(person, on)
                self.gone[person] = family

    def come_back(self, on, _people, heads):
        family = self.draw(st.sampled_from(sorted(set(self.gone.values())) or [""]))
        coming = [person for person, where in self.gone.items() if where == family]
        home = self.draw(st.none() | st.builds(Home, dusun=st.sampled_from(["Cikadu", "Krajan"])))
        if self.try_event(ReturnedForm(family, on, home=home, new_head_ids=heads)):
            self.all_live(coming, family, on)
            for person in coming:
                del self.gone[person]

    def marry(self, on, people, heads):
        husband, wife = (self.draw(st.sampled_from(sorted(which))) for which in (self.model.men, self.model.women))
        child = self.draw(st.sampled_from(people))
        where = self.draw(st.sampled_from(LivesAt))
        follows = (child,) if child not in (husband, wife) and where is not LivesAt.AS_BEFORE else ()
        form = MarriedForm(husband, wife, on, where, follows, new_head_ids=heads, confirmation_reason="ya")
        moving = {
            LivesAt.OWN_CARD: (husband, wife, *follows),
            LivesAt.HUSBANDS: (wife, *follows),
            LivesAt.WIFES: (husband, *follows),
            LivesAt.AS_BEFORE: (),
        }[where]
        if family := self.try_event(form):
            self.all_live(moving, family, on)

    def divorce(self, on, people, heads):
        family = self.model.family_now(self.draw(st.sampled_from(people)))
        members = self.model.members_now(family) if family else people
        men, women = (sorted(which & set(members)) for which in (self.model.men, self.model.women))
        husband, wife = (self.draw(st.sampled_from(which or people)) for which in (men, women))
        mover = self.draw(st.sampled_from([None, husband, wife]))
        child = self.draw(st.sampled_from(people))
        follows = (child,) if mover and child not in (husband, wife) else ()
        target = self.draw(st.sampled_from([None, *sorted(self.model.families)]))
        form = DivorcedForm(husband, wife, on, mover, follows, target, new_head_ids=heads)
        if (where := self.try_event(form)) and mover:
            self.all_live((mover, *follows), where, on)

    def move_house(self, on, people, _heads):
        family = self.model.family_now(self.draw(st.sampled_from(people))) or ""
        self.try_event(MovedWithinForm(family, Home(rt=self.draw(st.sampled_from("12"))), on))

    def change_head(self, on, people, _heads):
        head = self.draw(st.sampled_from(people))
        self.try_event(HeadChangedForm(self.model.family_now(head) or "", head, on))

    def all_live(self, people, family, on):
        for person in people:
            self.model.lives(person, family, on)


def check_rows(register):
    """Nobody is in two families on one day; each house has one head; everybody is still there."""
    with register.reading() as session:
        rows = session.scalars(select(FamilyMember)).all()
        stays = sorted(rows, key=lambda row: (row.person_id, row.from_on or date.min))
        alive = set(session.scalars(select(Person.id).where(Person.status == LifeStatus.ALIVE)))
    for stay in stays:
        assert stay.to_on is None or (stay.from_on or date.min) <= stay.to_on
    for one, following in pairwise(stays):
        if one.person_id == following.person_id:
            assert one.to_on is not None
            assert one.to_on < following.from_on
    still_open = [stay for stay in stays if stay.to_on is None]
    assert {stay.person_id for stay in still_open} == alive
    for family in {stay.family_id for stay in still_open}:
        roles = [stay.role for stay in still_open if stay.family_id == family]
        assert roles.count(FamilyRole.HEAD) == 1, roles


@pytest.mark.slow
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
@given(data=st.data(), sizes=st.lists(st.integers(0, 3), min_size=1, max_size=3))
def test_any_sequence_of_life_events(prepared_register, tmp_path, data, sizes):
    place = shutil.copy(prepared_register, tmp_path / "desa.db")
    for suffix in ("-wal", "-shm"):
        (tmp_path / f"desa.db{suffix}").unlink(missing_ok=True)
    with closing(open_register(str(place), who="Bu Sari", clock=Clock(TODAY))) as register:
        model = Model()
        settle(register, model, sizes)
        first = register_state(register)
        life = Life(register, model, data.draw)
        for _ in range(data.draw(st.integers(1, 12))):
            life.live()
        check_rows(register)
        for day in model.days()[::3]:
            for family in model.families:
                there = {member.person.id for member in household_on(register, family, day)}
                assert there == model.household_on(family, day), (family, day)
        assert check(register).problems == ()
        for person in model.since:
            assert person_story(register, person).timeline
        for entry in reversed(life.deeds):
            undo(register, entry)
        assert register_state(register) == first
