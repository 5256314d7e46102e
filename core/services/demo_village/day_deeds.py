"""The last open days of the demo as deeds: made ready, held, signed and locked, and who answered a referral later."""

from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from core.rules.day_checklist import CHECKLIST
from core.rules.immunization.sites import usual_site
from core.services.day.card_values import as_json
from core.services.day.closing_state import BIDAN, KADER, SIGNERS
from core.services.demo_village import places
from core.services.demo_village.deeds import Deed, Inserts, Row, local_hour
from core.services.demo_village.doses import CAUTION_NOTE, REFUSED_BECAUSE, DemoDose, DemoDoses
from core.services.demo_village.ids import SeededIds
from core.services.demo_village.recent_days import RecentDay
from core.services.demo_village.seen import Seen, referral_of
from core.services.immunization.dose_records import vaccine_of
from core.store.checkups import Answer, CheckUp, DaySignature, DayTick, Duty, Equipment, Referral
from core.store.immunizations import DoseRefusal, HealthCaution, VaccineDose
from core.store.unit_of_work import UnitOfWork
from core.store.visits import Measurement, PosyanduDay
from core.words.findings import Severity
from core.words.periods import date_words
from core.words.referrals import FollowUp
from core.words.steps import Step

_HELPERS = ("Bu Wati", "Bu Endang", "Bu Lilis")
_OPENS, _SECONDS_OPEN = time(8), 8_400
_STEP_MINUTES = {Step.REGISTER: 0, Step.MEASURE: 4, Step.EXAMINE: 9, Step.SERVE: 14, Step.VALIDATE: 18}
_STAMPS = {
    Step.REGISTER: "came_at",
    Step.MEASURE: "measured_at",
    Step.EXAMINE: "examined_at",
    Step.SERVE: "served_at",
    Step.VALIDATE: "validated_at",
}
_DONE_AT_ONCE = "Diantar ke puskesmas"
_ANSWERED_AFTER_DAYS = 9
_BECAME = (FollowUp.DONE, FollowUp.DONE, FollowUp.RECEIVED, FollowUp.DONE, FollowUp.NOT_COME)
_EQUIPMENT = (
    ("Timbangan bayi digital", 150),
    ("Timbangan injak dewasa", 460),
    ("Alat ukur panjang dan tinggi badan", 150),
    ("Tensimeter digital", 210),
)
"""What a posyandu owns, and how many days ago it was calibrated; the second longer ago than a year."""


class DayTeller:
    """Tells one recent day; ids come from the seed."""

    def __init__(self, ids: SeededIds, posyandu_id: str, day: RecentDay, doses: DemoDoses) -> None:
        """`doses` are those of the whole village."""
        self._ids, self._posyandu_id, self._day, self._doses = ids, posyandu_id, day, doses
        self._unit = places.POSYANDU[day.posyandu]
        self._name = f"Posyandu {self._unit.name}, {date_words(day.on)}"
        self.day_id = ids.next(day.on)
        self._referral_ids: list[str] = []

    def prepared(self) -> Deed:
        """Early in the morning: the day itself, who sits where, and for the newest one the checklist."""
        on = self._day.on
        day = {"id": self.day_id, "posyandu_id": self._posyandu_id, "held_on": on}
        names = (_HELPERS[0], self._unit.kader, _HELPERS[1], places.MIDWIFE, self._unit.kader)
        duties = [self._row(step=int(step), name=name) for step, name in zip(Step, names, strict=True)]
        duties.append(self._row(step=int(Step.MEASURE), name=_HELPERS[2]))
        ticks = [self._row(item=one.key) for one in CHECKLIST] if self._day.is_newest else []
        sentence = f"Menyiapkan hari buka {self._name}"
        return Deed(
            local_hour(on, 7), self._unit.kader, sentence, [(PosyanduDay, [day]), (Duty, duties), (DayTick, ticks)]
        )

    def held(self) -> Inserts:
        """What was written down of everybody who came, beside the weighings of the children."""
        check_ups, measured, referrals = list[Row](), list[Row](), list[Row]()
        answers, ids = list[Row](), dict[str, str]()
        for number, seen in enumerate(self._day.seen, 1):
            row = self._check_up(number, seen)
            ids[seen.person.id] = row["id"]
            check_ups.append(row)
            answers += self._answers(row["id"], seen)
            if seen.visit is None and (columns := seen.measurement()):
                measured.append(
                    self._seen_row(seen, measured_on=seen.on, day_id=self.day_id, has_oedema=False) | columns
                )
            if (sent := referral_of(seen.judged())) is not None:
                told = {"note": _DONE_AT_ONCE if sent["urgency"] == Severity.URGENT.value else ""}
                referrals.append(self._seen_row(seen, check_up_id=row["id"], referred_on=seen.on, **sent, **told))
                del referrals[-1]["posyandu_id"]
        self._referral_ids = [str(row["id"]) for row in referrals]
        return [
            (Measurement, measured),
            (CheckUp, check_ups),
            (Answer, answers),
            (Referral, referrals),
            *self._given(ids),
        ]

    def closed(self) -> Iterator[Deed]:
        """Both sign, and the bidan locks the day."""
        if not self._day.is_locked:
            return
        on = self._day.on
        for role, name, hour in ((KADER, self._unit.kader, 12), (BIDAN, places.MIDWIFE, 13)):
            row = self._row(role=role, name=name, signed_at=f"{on}T{hour}:05:00")
            sentence = f"{SIGNERS[role]} {name} menandatangani hari buka {self._name}"
            yield Deed(local_hour(on, hour), name, sentence, [(DaySignature, [row])])
        yield Deed(local_hour(on, 14), places.MIDWIFE, f"Mengunci hari buka {self._name}", act=self._lock)

    def answered(self, today: date) -> Iterator[Deed]:
        """What became of the referrals, some days later; nobody has heard yet of those of the newest day."""
        on = self._day.on + timedelta(days=_ANSWERED_AFTER_DAYS)
        if self._day.is_newest or on >= today or not self._referral_ids:
            return
        ids = list(self._referral_ids)

        def follow_up(unit: UnitOfWork) -> None:
            for place, row_id in enumerate(ids):
                row = unit.session.get_one(Referral, row_id)
                row.status, row.status_on = _BECAME[place % len(_BECAME)].value, on

        sentence = f"Mencatat tindak lanjut {len(ids)} rujukan, {self._name}"
        yield Deed(local_hour(on, 10), places.MIDWIFE, sentence, act=follow_up)

    def _lock(self, unit: UnitOfWork) -> None:
        unit.session.get_one(PosyanduDay, self.day_id).locked_at = f"{self._day.on}T14:00:00"

    def _row(self, **columns: object) -> Row:
        return {"id": self._ids.next(self._day.on), "day_id": self.day_id, **columns}

    def _seen_row(self, seen: Seen, **columns: object) -> Row:
        row = {"id": self._ids.next(seen.on), "person_id": seen.person.id, "posyandu_id": self._posyandu_id}
        return row | columns

    def _check_up(self, number: int, seen: Seen) -> Row:
        row = self._seen_row(seen, day_id=self.day_id, checked_on=seen.on, queue_number=number)
        row |= {"not_measured_reason": seen.not_measured_reason, "left_reason": seen.left_reason}
        came = datetime.combine(seen.on, _OPENS) + timedelta(
            seconds=(number - 1) * _SECONDS_OPEN // len(self._day.seen)
        )
        for step in seen.done:
            row[_STAMPS[step]] = f"{came + timedelta(minutes=_STEP_MINUTES[step]):%H:%M:%S}"
        return row

    def _answers(self, check_up_id: str, seen: Seen) -> Iterator[Row]:
        for form_key, answers in seen.answers.items():
            for key, value in answers.items():
                row_id = self._ids.next(seen.on)
                yield {"id": row_id, "check_up_id": check_up_id, "form": form_key, "key": key, "value": as_json(value)}

    def _given(self, check_ups: dict[str, str]) -> Inserts:
        on, doses = self._day.on, self._doses
        given = [
            dose_row(self._ids, one) | {"check_up_id": check_ups[one.person.id], "place": f"Posyandu {self._unit.name}"}
            for one in doses.given
            if one.is_here and one.given_on == on and one.person.id in check_ups
        ]
        refusals, cautions = [], []
        if doses.refused is not None and doses.refused[2] == on and doses.refused[0].id in check_ups:
            row = {"id": self._ids.next(on), "person_id": doses.refused[0].id, "key": doses.refused[1]}
            refusals.append(row | {"refused_on": on, "reason": REFUSED_BECAUSE})
        if doses.caution is not None and doses.caution[2] == on and doses.caution[0].id in check_ups:
            row = {"id": self._ids.next(on), "person_id": doses.caution[0].id, "kind": doses.caution[1].value}
            cautions.append(row | {"noted_on": on, "note": CAUTION_NOTE})
        return [(VaccineDose, given), (DoseRefusal, refusals), (HealthCaution, cautions)]


def dose_row(ids: SeededIds, dose: DemoDose) -> Row:
    """A dose as the register keeps it; one of the Buku KIA without batch and giver."""
    row = {"id": ids.next(dose.given_on), "person_id": dose.person.id, "key": dose.key, "given_on": dose.given_on}
    if not dose.is_here:
        return row | {"place": "Disalin dari Buku KIA"}
    vaccine = vaccine_of(dose.key)
    return row | {
        "batch": f"CONTOH-{dose.given_on:%y%m}",
        "site": usual_site(vaccine),
        "giver": places.MIDWIFE,
    }


def equipment_told(ids: SeededIds, posyandu_ids: Sequence[str], on: date) -> Deed:
    """What every posyandu owns; one thing was calibrated too long ago, and one is broken."""
    rows: list[Row] = []
    for number, posyandu_id in enumerate(posyandu_ids):
        for place, (name, days) in enumerate(_EQUIPMENT):
            is_old = number == 0 or days < 365
            calibrated_on = on - timedelta(days=days if is_old else days - 300)
            rows.append({"id": ids.next(on), "posyandu_id": posyandu_id, "name": name, "calibrated_on": calibrated_on})
            if number == 1 and place == len(_EQUIPMENT) - 1:
                rows[-1] |= {"condition": "rusak", "note": "Layarnya mati, menunggu ganti dari puskesmas"}
    return Deed(local_hour(on, 11), places.COORDINATOR, f"Mencatat {len(rows)} alat posyandu", [(Equipment, rows)])
