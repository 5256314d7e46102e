"""What crosses the border: frozen facts and verdicts for screens, charts, papers and files; never database rows."""

from dataclasses import dataclass
from datetime import date

from core.growth.assess import Assessment
from core.growth.velocity import Velocity
from core.growth.weight_gain import WeighVerdict
from core.words.age import age_words
from core.words.findings import Finding, Severity
from core.words.people import Posture, Sex


@dataclass(frozen=True, slots=True)
class PosyanduView:
    """A posyandu with the names of where it stands."""

    id: str
    name: str
    village: str
    district: str
    regency: str
    province: str
    puskesmas: str


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list or a search result; `age_note` says of a guessed age since when it is guessed so."""

    id: str
    name: str
    sex: Sex
    born_on: date
    mother: str
    father: str
    nik_masked: str
    kk_masked: str
    dusun: str
    rw: str
    rt: str
    address: str
    posyandu: str
    age: str
    age_note: str = ""
    is_guess: bool = False  # found only by supposing a misspelling


@dataclass(frozen=True, slots=True)
class ChildView:
    """A child as header of page and card; a verdict looks only at sex, birth, and the weeks at birth."""

    id: str
    name: str
    sex: Sex
    born_on: date
    is_birth_date_approximate: bool
    nik_masked: str = ""
    mother: str = ""
    mother_occupation: str = ""
    father: str = ""
    father_occupation: str = ""
    address: str = ""
    dusun: str = ""
    rw: str = ""
    rt: str = ""
    posyandu_id: str | None = None
    posyandu: str = ""
    village: str = ""
    birth_weight_g: int | None = None
    birth_length_mm: int | None = None
    birth_order: int | None = None
    gestation_weeks: int | None = None
    has_kia_book: bool = False
    age_note: str = ""
    kia_book_on: date | None = None

    def age_on(self, on: date) -> str:
        """The age on a day in words; from a guessed birth date no finer than the guess (`age_note` says since when)."""
        return age_words(self.born_on, on, is_approximate=self.is_birth_date_approximate)


@dataclass(frozen=True, slots=True)
class VisitFacts:
    """What was measured on one day (g, mm); also the shape of what is being typed."""

    measured_on: date
    weight_g: int | None = None
    length_mm: int | None = None
    posture: Posture | None = None
    head_mm: int | None = None
    muac_mm: int | None = None
    has_oedema: bool = False
    breastfeeding: str | None = None  # "√" only breast milk, "X" other food already, "A" not asked; KMS row E0-E6
    vitamin_a: str | None = None  # "biru" 100.000 IU, "merah" 200.000 IU
    is_referred: bool = False
    follow_up_note: str = ""
    note: str = ""
    confirmation_reason: str = ""
    is_outside_history: bool = False
    is_session: bool = True
    letter_override: str | None = None
    letter_override_reason: str = ""
    id: str | None = None
    day_id: str | None = None


@dataclass(frozen=True, slots=True)
class VisitVerdict:
    """One visit with everything computed from it and from the visits before."""

    facts: VisitFacts
    age_days: int
    age_months: int
    growth: Assessment
    weighing: WeighVerdict | None
    velocity: Velocity | None
    findings: tuple[Finding, ...]
    severity: Severity
    sees_diagnoses: bool = True  # whether whoever looks is told official categories (R-PERAN)

    @property
    def letter(self) -> str:
        """N/T/O/B, or empty when not the month's official weighing."""
        return self.weighing.letter.value if self.weighing and self.weighing.letter else ""

    @property
    def is_judged(self) -> bool:
        """Whether a curve had anything to say: the weight of a grown-up alone is neither good nor bad."""
        one = self.growth
        scores = (one.waz, one.haz, one.whz, one.baz, one.hcz, one.acz, one.muac_category)
        return bool(self.findings or self.letter) or any(score is not None for score in scores)


@dataclass(frozen=True, slots=True)
class GrowthHistory:
    """A child and all its visits, earliest first, each with its verdict."""

    child: ChildView
    visits: tuple[VisitVerdict, ...]
    kms_edition: str = "2020"
    sees_diagnoses: bool = True


@dataclass(frozen=True, slots=True)
class DayView:
    """A posyandu day; `note` holds hours and place as they are printed."""

    id: str
    posyandu_id: str
    posyandu: str
    held_on: date
    note: str = ""


@dataclass(frozen=True, slots=True)
class DayLine:
    """One child in the list of a posyandu day; `verdict` None means not measured yet on this day."""

    person_id: str
    name: str
    sex: Sex
    born_on: date
    mother: str
    dusun: str
    rt: str
    age: str
    letter: str
    severity: Severity | None
    has_draft: bool
    measured: bool
    is_answered: bool = False  # somebody wrote down what was done about the result
    weight_g: int | None = None


@dataclass(frozen=True, slots=True)
class Message:
    """What to tell the mother, in plain words, with the target of next month."""

    text: str
    target_weight_g: int | None
    target_on: date | None


@dataclass(frozen=True, slots=True)
class Worry:
    """A child who needs attention, with the reason in words."""

    person_id: str
    name: str
    age: str
    dusun: str
    severity: Severity
    reason: str
