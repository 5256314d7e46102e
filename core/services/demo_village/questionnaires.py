"""Filled questionnaires of the demo: the usual answers of somebody who is well, and of a few who are not."""

from core.rules.mind import EPDS_ITEMS
from core.rules.sheet import Value

Answers = dict[str, Value]

INDEPENDENT: Answers = {
    "aks_bowel": "2",
    "aks_bladder": "2",
    "aks_grooming": "1",
    "aks_toilet": "2",
    "aks_feeding": "2",
    "aks_transfer": "3",
    "aks_walking": "3",
    "aks_dressing": "2",
    "aks_stairs": "2",
    "aks_bathing": "1",
}
NEEDS_HELP: Answers = INDEPENDENT | {
    "aks_bladder": "1",
    "aks_toilet": "1",
    "aks_transfer": "2",
    "aks_walking": "2",
    "aks_dressing": "1",
    "aks_stairs": "0",
    "aks_bathing": "0",
}
WELL_IN_OLD_AGE: Answers = {
    "skilas_time": True,
    "skilas_place": True,
    "skilas_words": True,
    "skilas_chair": True,
    "skilas_weight": False,
    "skilas_appetite": False,
    "skilas_eye": False,
    "skilas_fingers": True,
    "skilas_whisper": "YA",
    "skilas_sad": False,
    "skilas_interest": False,
    "covid_vaccine": True,
}
FRAIL: Answers = WELL_IN_OLD_AGE | {"skilas_words": False, "skilas_chair": False, "skilas_appetite": True}
CALM: Answers = {"jiwa_spirit": "0", "jiwa_sad": "0", "jiwa_anxious": "0", "jiwa_worry": "0"}
_SRQ = tuple(f"srq_{number:02d}" for number in range(1, 21))
_HEAVY_HEART = ("srq_01", "srq_03", "srq_05", "srq_07", "srq_09", "srq_10", "srq_18", "srq_20")
AT_EASE: Answers = {key: key == "srq_03" for key in _SRQ}
TROUBLED: Answers = {key: key in _HEAVY_HEART for key in _SRQ}
COUGHING: Answers = {
    "tbc_cough": True,
    "tbc_fever": True,
    "tbc_weight": True,
    "tbc_contact": False,
    "tbc_night_sweats": True,
    "tbc_household_contact": False,
    "tbc_treated": False,
}

WELL_AT_HOME: Answers = {
    "heeadsss_home": True,
    "heeadsss_school": False,
    "heeadsss_body": False,
    "heeadsss_friends": True,
    "heeadsss_drugs": False,
    "heeadsss_sex": False,
    "heeadsss_safety": False,
    "heeadsss_suicide": False,
}
HAD_A_CAESAREAN: Answers = {"kspr_cs": True, "kspr_anemia": True}
SAD: Answers = {**dict.fromkeys(EPDS_ITEMS, 1), EPDS_ITEMS[6]: 2, EPDS_ITEMS[7]: 2, EPDS_ITEMS[9]: 0}
"""Eleven: perhaps a depression; nobody of the demo thinks of doing harm."""
WELL_SENSES: Answers = {"finger_right": "BBB", "finger_left": "BBB", "whisper_right": 5, "whisper_left": 5}
DIM_EYE: Answers = {"finger_right": "BSBSS"}
DULL_EAR: Answers = {"whisper_left": 3}
DIM: Answers = WELL_SENSES | DIM_EYE | DULL_EAR
BREATHLESS: Answers = {
    "smoked_ever": True,
    "smoking_years": 38,
    "cigarettes_per_day": 16,
    "puma_breath": True,
    "puma_phlegm": True,
    "puma_cough": True,
    "puma_spirometry": False,
}


def puma(*, smokes: bool, years: int, cigarettes: int) -> Answers:
    """The questions of PUMA (KMK 2015/2023) for somebody of 40 or more without complaints."""
    said: Answers = {"smoked_ever": smokes, "puma_breath": False, "puma_phlegm": False, "puma_cough": False}
    said |= {"puma_spirometry": False}
    return said | ({"smoking_years": max(5, years - 20), "cigarettes_per_day": cigarettes} if smokes else {})
