"""No field of the list of cards is without a screen: the real card at its step, the real sheet of its instrument."""

import csv
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from core.rules.assess import Assessment, assess
from core.rules.forms.catalogue import form_named
from core.rules.forms.fields import Field, Kind
from core.rules.forms.form import Form
from core.services import setup
from core.services.day.attending import come
from core.services.day.cards import open_card
from core.services.day.open_day import open_day
from core.services.people import births, pregnancies, registration
from core.services.people.registration import PersonForm
from core.services.register import Register
from core.words.age import latest_birth
from core.words.people import Sex
from core.words.steps import Step
from tests.ui.hands import words_on
from ui.dialogs.instrument_sheet import InstrumentSheet
from ui.forms.asked import AFTER
from ui.forms.form_builder import FormView
from ui.pages.day.card_pane import CardPane
from ui.pages.day.results import Results
from ui.program import Program

LIST = Path(__file__).parents[3] / "vectors" / "fields.csv"
ROWS = list(csv.DictReader(LIST.read_text(encoding="utf-8").splitlines()))
TODAY = date(2026, 11, 25)
AT_HOME = "kunjungan-"
"""Checklists of home visits are filled on paper; they have no page yet."""
TYPED = [row for row in ROWS if row["derived"] == "0" and not row["form"].startswith(AT_HOME)]
COMPUTED = [row for row in ROWS if row["derived"] == "1" and not row["form"].startswith(AT_HOME)]
WANTED = {row["form"]: {(one["form"], one["key"]) for one in TYPED if one["form"] == row["form"]} for row in TYPED}
OPENS_MORE: dict[str, Any] = {key: next(iter(answers)) for key, answers in AFTER.values()} | {
    "smoking_status": "1",
    "glucose_hi": True,
}
PEOPLE: dict[str, tuple[Sex, int]] = {
    "baby": (Sex.MALE, 3), "infant": (Sex.FEMALE, 8), "toddler": (Sex.MALE, 30), "girl": (Sex.FEMALE, 14 * 12),
    "woman": (Sex.FEMALE, 45 * 12), "elder": (Sex.FEMALE, 70 * 12), "mother": (Sex.FEMALE, 28 * 12),
    "pregnant": (Sex.FEMALE, 27 * 12),
}  # fmt: skip


@dataclass(frozen=True)
class Seen:
    """A field on a screen: its name, and everything that can be read on its row."""

    label: str
    words: str


def check_ups(register: Register) -> dict[str, str]:
    """The people of all cards, each at today's day."""
    unit = setup.list_posyandu(register)[0].id
    day = open_day(register, unit, TODAY).value
    found = {}
    for name, (sex, months) in PEOPLE.items():
        born_on = latest_birth(months, TODAY)
        person = registration.register_person(register, PersonForm(name, sex, born_on, posyandu_id=unit)).value
        if name == "pregnant":
            pregnancies.open_pregnancy(register, person, pregnancies.PregnancyForm(weeks_said=20))
        if name == "mother":
            child = births.NewbornForm(Sex.MALE)
            births.record_birth(register, person, births.EndForm(ended_on=TODAY - timedelta(9), children=(child,)))
        found[name] = come(register, day.id, person).value.id
    return found


def shown_on(form: FormView) -> Iterator[tuple[str, Seen]]:
    """Every row that can be read, after the answers that open others."""
    for key, answer in OPENS_MORE.items():
        if key in form.rows:
            form.rows[key].editor.show_answer(answer)
    form.restore({})
    for key, row in form.rows.items():
        if not row.isHidden():
            label = row.findChildren(QLabel)[0].text().replace("&&", "\0").replace("&", "").replace("\0", "&")
            yield key, Seen(label, words_on(row))


@pytest.fixture
def screens(program: Program, register: Register, qtbot: QtBot) -> dict[tuple[str, str], Seen]:
    """Form and field to how it is seen somewhere: six cards at five steps, and every sheet that opens from them."""
    assert program.context is not None
    pane = CardPane(program.context)
    qtbot.addWidget(pane)
    found: dict[tuple[str, str], Seen] = {}
    for check_up_id in check_ups(register).values():
        card = open_card(register, check_up_id)
        found[card.form.key, "visit_date"] = Seen("", "")  # the day itself, in the head of the page
        for step in Step:
            pane.call(check_up_id, step)
            found |= {(card.form.key, key): seen for key, seen in shown_on(pane.form)}
        for line in card.instruments:
            if WANTED[line.form_key] - found.keys():
                sheet = InstrumentSheet(program.context, check_up_id, line.form_key)
                qtbot.addWidget(sheet)
                found |= {(line.form_key, key): seen for key, seen in shown_on(sheet.form)}
                found[line.form_key, "visit_date"] = Seen("", "")
    return found


def test_every_field_that_is_answered_has_its_row_on_a_screen_with_its_words(screens: dict[tuple[str, str], Seen]):
    assert [(row["form"], row["key"]) for row in TYPED if (row["form"], row["key"]) not in screens] == []
    for row in TYPED:
        seen = screens[row["form"], row["key"]]
        if row["key"] == "visit_date":
            continue
        assert seen.label == row["label"], row
        for choice in row["choices"].split("|") if row["choices"] else ():
            assert choice.split("=", 1)[1] in seen.words, (row["form"], row["key"], choice)
        assert row["unit"] in seen.words, row


ELSEWHERE = {
    "age_years": "head of the card", "age_months": "head of the card", "age_group": "name of the card",
    "waz": "page of growth", "haz": "page of growth", "whz": "page of growth", "baz": "page of growth",
    "hcz": "page of growth",
}  # fmt: skip
"""Computed fields that stand on another part of the screen than the results."""
IN_WORDS = {"gestational_days": "Umur kehamilan"}
"""Numbers that are said in weeks and days."""
ON_ITS_SHEET = {"puma_score": "puma", "aks_total": "aks", "skilas_domains": "skilas"}
"""Boxes of a card that are filled by an instrument: said on the sheet of that."""


def is_said_here(form_key: str, key: str) -> bool:
    """Whether the results of this form are where the field is said."""
    return key not in ELSEWHERE and ON_ITS_SHEET.get(key, form_key) == form_key


def an_answer(field: Field, chance: random.Random) -> object:
    """Some answer that the field takes."""
    if field.kind in (Kind.CHOICE, Kind.SEVERAL):
        code = chance.choice(field.choices).code
        return code if field.kind is Kind.CHOICE else [code]
    if field.low is not None and field.high is not None:
        number = chance.uniform(float(field.low), min(float(field.high), float(field.low) * 4 + 40))
        return int(number) if field.kind is Kind.WHOLE else round(Decimal(number), 1)
    plain = {Kind.YES_NO: chance.random() < 0.5, Kind.DAY: TODAY - timedelta(chance.randrange(280))}
    return plain.get(field.kind, "B")


@cache
def judged(form: Form) -> tuple[Assessment, ...]:
    """The form filled many times, in no particular way but always the same."""
    chance = random.Random(form.key)
    found = []
    for _ in range(300):
        answers = {one.key: an_answer(one, chance) for one in form.fields if not one.derived and chance.random() < 0.9}
        known = {
            "sex": chance.choice("LP"), "birth_date": latest_birth(chance.randrange(900), TODAY),
            "prev_weight_kg": 9, "prev_visit_date": date(2026, 10, 20), "prev_letter": chance.choice("NT"),
            "delivery_date": TODAY - timedelta(chance.randrange(60)), "first_systolic_mmhg": 100,
        }  # fmt: skip
        found.append(assess(form, answers | {"visit_date": TODAY}, known))
    return tuple(found)


def said_of(results: Results, form: Form, field: Field) -> bool:
    """Whether the results of some filled form say this one field in words."""
    for one in judged(form):
        verdicts = [verdict for verdict in one.verdicts if verdict.field == field.key]
        scores = {key: value for key, value in one.scores.items() if key == field.key}
        if verdicts or scores:
            results.show_verdicts(form, verdicts, scores)
            words = words_on(results).casefold()
            labels = [verdict.label for verdict in verdicts if verdict.label]
            labels += [IN_WORDS.get(key, field.label) for key in scores]
            if any(label.removeprefix("Hasil ").casefold() in words for label in labels):
                return True
    return False


@pytest.mark.parametrize("form_key", list(dict.fromkeys(row["form"] for row in COMPUTED)))
def test_every_field_that_is_computed_is_said_in_the_results(qtbot: QtBot, form_key: str):
    form = form_named(form_key)
    assert form is not None
    results = Results()
    qtbot.addWidget(results)
    keys = [row["key"] for row in COMPUTED if row["form"] == form_key and is_said_here(form_key, row["key"])]
    fields = [field for key in keys if (field := form.field(key)) is not None]
    assert [field.key for field in fields if not said_of(results, form, field)] == []
