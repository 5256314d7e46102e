"""Everybody of six years and more who comes to the last days of the demo: which card, and what stands on it."""

from collections.abc import Sequence
from datetime import date
from random import Random

from core.rules.pregnancy import dating
from core.rules.sheet import Value
from core.services.demo_village import card_answers, questionnaires
from core.services.demo_village.ailments import Ailment, show
from core.services.demo_village.family_stories import Expecting
from core.services.demo_village.instruments import ask_grown
from core.services.demo_village.people import DemoPerson, Household
from core.services.demo_village.seen import Seen
from core.words.age import completed_months, completed_years
from core.words.life_stage import is_postpartum
from core.words.people import Sex

_SCHOOL_MONTHS, _ADULT_MONTHS, _OLD_MONTHS = 72, 228, 720
_PUMA_YEARS, _NURSING_DAYS, _FIRST_TRIMESTER_DAYS = 40, 731, 84
_SECOND_TRIMESTER_DAYS = 13 * 7


class GrownUp:
    """One regular visitor with a lasting body; what was seen earlier is remembered, as the register would."""

    def __init__(
        self, seed: int, person: DemoPerson, house: Household, last_on: date, expecting: Expecting | None
    ) -> None:
        """Get to know somebody of a house; `last_on` is the newest day, `expecting` her open pregnancy."""
        self.person, self.house, self.expecting = person, house, expecting
        self._seed = seed
        self.sex, self.years = person.sex, completed_years(person.born_on, last_on)
        self.random = Random(f"check-ups {seed} {person.id}")
        self.body = card_answers.body_of(self.random, person.sex, self.years)
        self.ailment = Ailment.NONE
        self._births = sorted(
            {one.born_on for one in house.members if one.mother is person and not one.is_birth_date_approximate}
        )
        self._earlier: list[Seen] = []
        self.card = self.card_on(last_on)

    def must_come(self, days: Sequence[date]) -> bool:
        """Mothers are fetched: pregnant or in childbed on one of these days."""
        return any(self.card_on(on) in ("bumil", "nifas") for on in days)

    def card_on(self, on: date) -> str:
        """The key of the card that fits on a day (R-AGE, R-NIFAS)."""
        if self.expecting is not None and on >= self.expecting.opened_on:
            return "bumil"
        delivered_on = self._delivered_on(on)
        nurses = bool(self._earlier) and self._earlier[-1].card == "nifas"
        if delivered_on is not None and (is_postpartum(delivered_on, on) or nurses):
            return "nifas"
        months = completed_months(self.person.born_on, on)
        return "lansia" if months >= _OLD_MONTHS else "dewasa" if months >= _ADULT_MONTHS else "remaja"

    def seen_on(self, on: date) -> Seen:
        """The check-up of a day on which this person came."""
        card = self.card_on(on)
        body, answers = self._filled(card, on)
        seen = Seen(self.person, self.house, on, card, body, {card: answers}, self._context(on))
        if card in ("dewasa", "lansia") and not self._earlier:
            self._ask_yearly(seen)
        ask_grown(seen, self._seed, is_first=not self._earlier)
        show(seen, self.ailment, is_first=not self._earlier)
        self._earlier.append(seen)
        return seen

    def _filled(self, card: str, on: date) -> tuple[dict[str, Value], dict[str, Value]]:
        random, body = self.random, card_answers.measured(self.random, self.body)
        if card == "remaja":
            return body, card_answers.teenager(random, self.body, self.sex, completed_years(self.person.born_on, on))
        if card in ("dewasa", "lansia"):
            arm = {"muac_cm": card_answers.tenths(19 + self.body.bmi * 0.38)} if card == "lansia" else {}
            return body | arm, card_answers.adult(random, self.body, self.sex, self.years)
        body["muac_cm"] = card_answers.tenths(max(24.2, 18.5 + self.body.bmi * 0.36 + random.gauss(0, 0.4)))
        if card == "nifas":
            return body, card_answers.after_birth(random, self.body)
        days = (on - self._began_on()).days
        answers = card_answers.pregnant(random, self.body, is_late=days >= _SECOND_TRIMESTER_DAYS)
        before = card_answers.tenths(self.body.bmi * (self.body.height_cm / 100) ** 2)
        body["weight_kg"] = before + card_answers.tenths(0.6 + max(0, days - 80) * 0.058)
        return body, answers | ({} if self._knew_before() else {"pre_weight_kg": before})

    def _ask_yearly(self, seen: Seen) -> None:
        """The questionnaires of the year, at the first visit (KMK 2015/2023)."""
        if self.years >= _PUMA_YEARS:
            cigarettes = int(str(seen.own.get("cigarettes_per_day", 0)))
            seen.answers["puma"] = questionnaires.puma(smokes=self.body.smokes, years=self.years, cigarettes=cigarettes)
        if seen.card == "lansia":
            seen.answers["aks"] = dict(questionnaires.INDEPENDENT)
            seen.answers["skilas"] = dict(questionnaires.WELL_IN_OLD_AGE)
        elif self.random.random() < 0.15:
            seen.answers["srq20"] = dict(questionnaires.AT_EASE)
        else:
            seen.answers["jiwa4"] = dict(questionnaires.CALM)

    def _context(self, on: date) -> dict[str, object]:
        """What the register knows on that day (`core.services.day.card_context.context_of`)."""
        born_on = self.person.born_on
        known: dict[str, object] = {"sex": self.sex.value, "birth_date": born_on, "visit_date": on}
        weeks = self.person.gestation_weeks
        known |= {"gestation_weeks": weeks}
        heights = [one.body["height_cm"] for one in self._earlier if "height_cm" in one.body]
        if heights and completed_months(born_on, self._earlier[0].on) >= 180:
            known["height_cm"] = heights[-1]
        if self.sex is Sex.FEMALE:
            births = [day for day in self._births if day <= on]
            known |= {"delivery_date": self._delivered_on(on), "parity": len(births) or None}
            known |= self._pregnancy_facts(on)
        return {key: value for key, value in known.items() if value is not None}

    def _pregnancy_facts(self, on: date) -> dict[str, object]:
        one = self.expecting
        if one is None or on < one.opened_on:
            return {}
        known: dict[str, object] = {"hpht": one.hpht_on, "usg_due_date": one.usg_due_on, "gravida": one.gravida}
        began_on = self._began_on()
        weighed = [seen for seen in self._earlier if seen.on >= began_on and "weight_kg" in seen.body]
        if weighed:
            known |= {"prev_weight_kg": weighed[-1].body["weight_kg"], "prev_visit_date": weighed[-1].on}
        for seen in self._earlier:
            if seen.card == "bumil":
                known |= {"pre_weight_kg": seen.own.get("pre_weight_kg", known.get("pre_weight_kg"))}
                if (seen.on - began_on).days <= _FIRST_TRIMESTER_DAYS:
                    for key in ("systolic_mmhg", "diastolic_mmhg"):
                        known.setdefault(f"first_{key}", seen.own.get(key))
        return known

    def _began_on(self) -> date:
        one = self.expecting
        dated = dating(one.hpht_on, one.usg_due_on, None) if one is not None else None
        return dated.began_on if dated is not None else self.person.born_on

    def _knew_before(self) -> bool:
        return any("pre_weight_kg" in seen.own for seen in self._earlier if seen.card == "bumil")

    def _delivered_on(self, on: date) -> date | None:
        recent = [day for day in self._births if 0 <= (on - day).days < _NURSING_DAYS]
        return recent[-1] if recent and self.sex is Sex.FEMALE else None
