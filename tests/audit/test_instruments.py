"""Every answer sheet of the short instruments, against the printed rules said once more in plain arithmetic."""

from itertools import product

from tests.core.rules.filled import born, fill, result

YES_NO = (False, True)


def test_every_puma_sheet():
    ages = {40: 0, 49: 0, 50: 1, 59: 1, 60: 2, 85: 2}
    packs = {None: 0, (19, 20): 0, (20, 20): 1, (30, 20): 1, (31, 20): 2, (60, 20): 2}
    for sex, age, smoked, breath, cough in product("LP", ages, packs, YES_NO, YES_NO):
        answers: dict[str, object] = {
            "puma_breath": breath,
            "puma_phlegm": breath,
            "puma_cough": cough,
            "puma_spirometry": cough,
        }
        answers["smoked_ever"] = smoked is not None
        if smoked is not None:
            answers |= {"smoking_years": smoked[0], "cigarettes_per_day": smoked[1]}
        score = (sex == "L") + ages[age] + packs[smoked] + 2 * breath + 2 * cough
        found = fill("puma", answers, sex=sex, birth_date=born(age))
        assert found.scores["puma_score"] == score
        assert found.refer is (score >= 6)


def test_every_sheet_of_the_four_questions():
    for spirit, sad, anxious, worry in product(range(4), repeat=4):
        answers = {"jiwa_spirit": spirit, "jiwa_sad": sad, "jiwa_anxious": anxious, "jiwa_worry": worry}
        wanted = "RUJUK" if spirit + sad >= 3 or anxious + worry >= 3 else "NEGATIF"
        assert result(fill("jiwa4", answers), "jiwa_result") == wanted


def test_every_tbc_card_of_an_adult():
    keys = ("tbc_cough", "tbc_fever", "tbc_weight", "tbc_contact")
    for answers in product(YES_NO, repeat=4):
        found = fill("dewasa", dict(zip(keys, answers, strict=True)), birth_date=born(40))
        symptoms, contact = sum(answers[:3]), answers[3]
        wanted = "TERDUGA" if symptoms else "KONTAK_ERAT" if contact else "BUKAN_TERDUGA"
        assert result(found, "tbc_result") == wanted
        assert found.refer is (symptoms > 0 and symptoms + contact >= 2)


def test_every_skilas_sheet_with_one_answer_a_domain():
    for memory, chair, thin, eye, ear, sad in product(YES_NO, repeat=6):
        answers = {
            "skilas_time": True, "skilas_place": True, "skilas_words": not memory, "skilas_chair": not chair,
            "skilas_weight": thin, "skilas_appetite": False, "muac_cm": 25, "skilas_eye": eye,
            "skilas_fingers": None if eye else True, "skilas_whisper": "TIDAK" if ear else "YA", "skilas_sad": sad,
            "skilas_interest": False,
        }  # fmt: skip
        found = fill("skilas", answers)
        problems = sum((memory, chair, thin, eye, ear, sad))
        assert found.complete
        assert found.scores["skilas_domains"] == problems
        assert found.refer is (problems > 0)


def test_every_blood_pressure_of_an_adult():
    for systolic, diastolic in product(range(80, 200, 5), range(40, 125, 5)):
        if systolic <= diastolic:
            continue
        found = fill("dewasa", {"systolic_mmhg": systolic, "diastolic_mmhg": diastolic}, birth_date=born(45))
        high, low = systolic >= 140 or diastolic >= 90, systolic < 90 or diastolic < 60
        assert result(found, "bp_result") == ("T" if high else "R" if low else "N")
        by_systole = sum(systolic >= limit for limit in (120, 130, 140, 160, 180))
        by_diastole = sum(diastolic >= limit for limit in (80, 85, 90, 100, 110))
        grades = ("OPTIMAL", "NORMAL", "NORMAL_TINGGI", "HT1", "HT2", "HT3")
        assert result(found, "bp_class") == grades[max(by_systole, by_diastole)]
