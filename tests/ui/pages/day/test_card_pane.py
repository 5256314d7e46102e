"""A card at a step: verdicts while typing, danger that must be answered, ways out with a reason, nothing lost."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton

from core.services.day.drafts import load_form_draft
from core.services.day.referring import FollowUp, ReferralView, follow_up, referrals_of_day
from core.services.register import Register
from core.words.findings import Severity
from core.words.steps import Step
from tests.ui.hands import ALT, CTRL, ENTER, ESC, words_on
from tests.ui.pages.day.conftest import DayHands
from ui.dialogs.instrument_sheet import InstrumentSheet
from ui.pages.day.card_pane import CardPane
from ui.pages.day.danger import DangerBanner

HEALTHY = ("60", "155", "", "", "118", "76")


def _pane(hands: DayHands) -> CardPane:
    return hands.day.steps.card_room.pane


@pytest.fixture
def at_scale(hands: DayHands) -> DayHands:
    """Sulastri and Suparman have come; Sulastri's card is open at step 2."""
    hands.arrive("sulas")
    hands.arrive("supar")
    hands.step(2)
    hands.enter("sulas")
    assert hands.field == "Berat badan"
    return hands


def test_verdicts_appear_while_typing_and_nothing_is_written(at_scale: DayHands) -> None:
    at_scale.enter("60")
    at_scale.write("120")
    said = words_on(_pane(at_scale).results)
    assert "IMT 41,7" in said
    assert "Obesitas" in said
    assert at_scale.line("Sulastri").done == (Step.REGISTER,)


def test_enter_saves_and_the_next_of_this_step_is_called(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.write("t")
    at_scale.rest()
    assert Step.MEASURE in at_scale.line("Sulastri").done
    assert at_scale.called == "Suparman"
    assert at_scale.field == "Berat badan"


def test_a_number_out_of_range_is_said_in_its_place(at_scale: DayHands) -> None:
    at_scale.enter("600")
    assert at_scale.field == "Berat badan"
    assert "Paling banyak 250 kg; apakah maksud Anda 60,0?" in words_on(_pane(at_scale).form)


def test_what_is_missing_at_the_scale_is_named_and_not_passed_by(at_scale: DayHands) -> None:
    at_scale.enter("60")
    at_scale.save()
    pane = _pane(at_scale)
    assert pane.foot.warning.text().startswith("Belum diisi: Tinggi badan, Tekanan atas (sistole), Tekanan bawah")
    at_scale.save()
    assert Step.MEASURE not in at_scale.line("Sulastri").done


def test_danger_cannot_be_passed_by_before_somebody_says_what_was_done(at_scale: DayHands) -> None:
    at_scale.enter("60", "155", "", "", "185", "121")
    assert not _pane(at_scale).danger.isHidden()
    assert not _pane(at_scale).danger.is_asking
    at_scale.save()
    assert at_scale.field == "Apa yang sudah dilakukan"
    at_scale.press(ENTER)
    assert at_scale.called == "Sulastri"
    at_scale.press(ESC)
    at_scale.step(4)
    assert (at_scale.field, at_scale.day.steps.step) == ("Apa yang sudah dilakukan", Step.MEASURE)
    at_scale.enter("Diantar suaminya ke puskesmas")
    assert at_scale.called == "Suparman"
    context = at_scale.program.context
    assert context is not None
    day = at_scale.day.day
    assert day is not None
    [sent] = referrals_of_day(context.register, day.id)
    assert (sent.urgency, sent.note) == (Severity.URGENT, "Diantar suaminya ke puskesmas")


URGENT = ("60", "155", "", "", "185", "121")


def _hints(danger: DangerBanner) -> list[str]:
    """What stands in the lines that wait for an answer."""
    return [one.placeholderText() for one in danger.findChildren(QLineEdit) if one.isVisible()]


def test_sudah_dirujuk_is_one_alt_letter_away_and_can_be_taken_back_or_written_anew(at_scale: DayHands) -> None:
    at_scale.enter(*URGENT)
    at_scale.save()
    at_scale.press(Qt.Key.Key_D, ALT)
    assert (at_scale.called, at_scale.said()) == ("Suparman", "Dicatat, Sulastri: Sudah dirujuk")
    at_scale.press(Qt.Key.Key_Z, CTRL)
    at_scale.step(3)
    at_scale.enter("sulas")
    danger = _pane(at_scale).danger
    assert "Atau tulis, lalu Enter" in _hints(danger)
    at_scale.press(Qt.Key.Key_B, ALT)
    assert _hints(danger) == []
    assert "Sudah dilakukan: Ditangani bidan." in words_on(danger)
    at_scale.press(Qt.Key.Key_L, ALT)
    assert at_scale.field == "Apa yang sudah dilakukan"
    at_scale.enter("Dibawa ke UGD")
    assert "Sudah dilakukan: Dibawa ke UGD." in words_on(danger)


def test_the_deeds_of_the_danger_panel_are_reached_with_tab_and_pressed_with_enter(at_scale: DayHands) -> None:
    at_scale.enter(*URGENT)
    at_scale.save()
    for _ in range(3):
        at_scale.press(Qt.Key.Key_Backtab)
    assert at_scale.field == "Sudah dirujuk"
    at_scale.press(ENTER)
    assert at_scale.called == "Suparman"


def test_who_refuses_is_passed_on_with_the_reason(at_scale: DayHands) -> None:
    at_scale.press(Qt.Key.Key_T, ALT)
    at_scale.enter("menolak")
    one = at_scale.line("Sulastri")
    assert (one.not_measured_reason, one.waits_at) == ("menolak", Step.EXAMINE)
    assert at_scale.said() == "Sulastri tidak diukur: menolak"
    at_scale.press(Qt.Key.Key_Z, CTRL)
    assert at_scale.line("Sulastri").not_measured_reason == ""


def test_who_goes_home_keeps_what_was_measured(at_scale: DayHands) -> None:
    at_scale.enter("60")
    at_scale.press(Qt.Key.Key_P, ALT)
    at_scale.enter("anak menangis")
    one = at_scale.line("Sulastri")
    assert (one.left_reason, one.waits_at) == ("anak menangis", None)
    assert at_scale.said() == "Sulastri pulang dulu: anak menangis"
    at_scale.step(3)
    at_scale.enter("sulas")
    card = _pane(at_scale).card
    assert card is not None
    assert card.at(Step.MEASURE)[0].value is not None


def test_going_home_is_taken_back_with_control_z(at_scale: DayHands) -> None:
    at_scale.press(Qt.Key.Key_P, ALT)
    at_scale.enter("buru-buru")
    at_scale.press(Qt.Key.Key_Z, CTRL)
    one = at_scale.line("Sulastri")
    assert (one.left_reason, one.waits_at) == ("", Step.MEASURE)


def test_what_is_typed_survives_leaving_and_a_power_cut(at_scale: DayHands) -> None:
    at_scale.enter("60")
    at_scale.write("15")
    context, one = at_scale.program.context, at_scale.line("Sulastri")
    assert context is not None
    kept = load_form_draft(context.register, one.person_id, "dewasa", one.checked_on)
    assert kept == {"weight_kg": "60"}
    at_scale.press(ESC)
    assert at_scale.field == "Cari di antrean"
    assert "disimpan sementara" in at_scale.said()
    at_scale.enter("sulas")
    assert _pane(at_scale).form.typed() == {"weight_kg": "60", "height_cm": "15"}


def test_saving_leaves_no_draft_and_is_taken_back_with_control_z(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    context, one = at_scale.program.context, at_scale.line("Sulastri")
    assert context is not None
    assert load_form_draft(context.register, one.person_id, "dewasa", one.checked_on) == {}
    at_scale.press(Qt.Key.Key_Z, CTRL)
    assert at_scale.line("Sulastri").done == (Step.REGISTER,)
    assert "Dibatalkan: Sulastri, langkah 2" in at_scale.said()


def test_required_questions_of_step_four_are_named_once_and_may_then_be_left(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(4)
    at_scale.enter("sulas")
    at_scale.save()
    assert _pane(at_scale).foot.warning.text().startswith("Belum diisi: Batuk terus-menerus")
    assert at_scale.field.startswith("Simpan")
    at_scale.press(ENTER)
    assert Step.SERVE in at_scale.line("Sulastri").done


def test_a_man_is_not_asked_about_pregnancy(hands: DayHands) -> None:
    hands.step(1)
    hands.enter("supar")
    assert "Sedang hamil" not in words_on(hands.day.steps.register_room.pane.form)


def test_keys_for_a_healthy_adult(at_scale: DayHands) -> None:
    """A practised user needs no more than sixty keys for steps 2 to 4 of a healthy adult (40 seconds)."""
    keys = ["60", "\r", "155", "\r", "\r", "\r", "118", "\r", "76", "\r", "t"]
    count = sum(len(one) for one in keys)
    at_scale.enter(*HEALTHY)
    at_scale.write("t")
    at_scale.rest()
    for step, answers in ((3, ""), (4, "ttt4tttt")):
        at_scale.step(step)
        at_scale.enter("")
        at_scale.write(answers)
        at_scale.save()
        count += 2 + len(answers) + 1
    assert at_scale.line("Sulastri").unfinished == (Step.VALIDATE,)
    assert count < 60


def test_a_questionnaire_opens_by_its_number_and_its_verdict_joins_the_card(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(4)
    at_scale.enter("sulas")
    labels = _pane(at_scale).instruments.due_labels()
    assert "Jiwa, 4 pertanyaan" in labels
    at_scale.press(Qt.Key(Qt.Key.Key_1.value + labels.index("Jiwa, 4 pertanyaan")), CTRL)
    sheet = at_scale.sheet(InstrumentSheet)
    assert sheet.title == "Jiwa, 4 pertanyaan"
    at_scale.write("4444")
    at_scale.rest()
    assert not at_scale.has_sheet()
    assert "Jiwa, 4 pertanyaan" not in _pane(at_scale).instruments.due_labels()
    assert at_scale.field == "Sering manis"


def test_tab_leads_from_the_last_field_to_the_button_and_then_to_what_stands_beside(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(3)
    at_scale.enter("sulas")
    at_scale.press(Qt.Key.Key_Backtab)
    seen = []
    for _ in range(20):
        at_scale.press(Qt.Key.Key_Tab)
        seen.append(at_scale.field)
    button = next(place for place, words in enumerate(seen) if words.startswith("Simpan"))
    assert seen[button - 1] == "Telinga kiri"
    assert seen[button + 1].startswith("1  ")


def test_what_another_source_says_is_seen_while_typing(at_scale: DayHands) -> None:
    at_scale.enter("60", "155", "", "", "134", "86")
    said = words_on(_pane(at_scale).results)
    assert "Menurut KMK: Normal, tidak dirujuk (dipakai) · Menurut aplikasi kartu: Tinggi, dirujuk" in said


def test_how_to_measure_is_drawn_for_the_field_with_the_keyboard(at_scale: DayHands) -> None:
    helped = _pane(at_scale).columns.help
    assert (helped.drawing, helped.is_drawn) == ("floor_scale", True)
    assert helped.words == "Baju tipis, tanpa alas kaki, jarum di nol sebelum menimbang."
    at_scale.enter("60")
    assert helped.drawing == "height_wall"


def test_results_that_go_on_below_are_read_with_the_page_keys(at_scale: DayHands) -> None:
    at_scale.program.window.resize(1024, 600)
    at_scale.rest()
    at_scale.enter("62,5", "155", "82", "", "134", "86")
    pane = _pane(at_scale)
    assert "PgDn: hasil selanjutnya" in words_on(pane)
    last = [one for one in pane.results.findChildren(QLabel) if "Menurut KMK" in one.text()][-1]
    assert last.visibleRegion().isEmpty()
    for _ in range(3):
        at_scale.press(Qt.Key.Key_PageDown)
    assert not last.visibleRegion().isEmpty()
    assert at_scale.field == "Tensi tinggi dengan keluhan berat"


def test_what_is_asked_today_stands_at_the_foot_with_its_key(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(4)
    at_scale.enter("sulas")
    labels = _pane(at_scale).instruments.due_labels()
    told = [one.accessibleName() for one in _pane(at_scale).findChildren(QLabel) if one.isVisible()]
    assert any(one.startswith(f"Tanyakan hari ini: Ctrl+1 {labels[0]}") for one in told)


def test_the_number_of_a_questionnaire_works_from_the_rail_too(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(4)
    at_scale.enter("sulas")
    at_scale.program.window.rail.findChildren(QToolButton)[0].setFocus()
    at_scale.press(Qt.Key.Key_1, CTRL)
    assert at_scale.sheet(InstrumentSheet).title == _pane(at_scale).instruments.due_labels()[0]


def test_a_note_for_the_letter_leaves_the_danger_asking(at_scale: DayHands) -> None:
    at_scale.enter(*URGENT)
    at_scale.save()
    pane = _pane(at_scale)
    line = next(one for one in pane.referral.stops if isinstance(one, QLineEdit))
    line.setFocus(Qt.FocusReason.TabFocusReason)
    at_scale.enter("Keluarga minta diantar bidan")
    assert (at_scale.called, pane.danger.is_asking) == ("Sulastri", True)
    pane.danger.take_keyboard()
    at_scale.enter("Diantar suaminya")
    sent = _sent(at_scale)
    assert (sent.letter_note, sent.note) == ("Keluarga minta diantar bidan", "Diantar suaminya")


def test_what_was_done_written_anew_leaves_the_answer_of_the_puskesmas(at_scale: DayHands) -> None:
    at_scale.enter(*URGENT)
    at_scale.save()
    at_scale.press(Qt.Key.Key_D, ALT)
    follow_up(_register(at_scale), _sent(at_scale).id, FollowUp.RECEIVED)
    at_scale.step(3)
    at_scale.enter("sulas")
    at_scale.press(Qt.Key.Key_L, ALT)
    at_scale.enter("Dibawa ke UGD")
    sent = _sent(at_scale)
    assert (sent.status, sent.note) == (FollowUp.RECEIVED, "Dibawa ke UGD")


def _register(hands: DayHands) -> Register:
    context = hands.program.context
    assert context is not None
    return context.register


def _sent(hands: DayHands) -> ReferralView:
    day = hands.day.day
    assert day is not None
    [sent] = referrals_of_day(_register(hands), day.id)
    return sent


def test_nobody_urgent_goes_home_before_somebody_says_what_was_done(at_scale: DayHands) -> None:
    at_scale.enter(*URGENT)
    at_scale.press(Qt.Key.Key_P, ALT)
    at_scale.enter("mau pulang")
    assert (at_scale.called, at_scale.field) == ("Sulastri", "Apa yang sudah dilakukan")
    at_scale.press(ESC)
    assert at_scale.called == "Sulastri"
    at_scale.enter("Diantar kader ke puskesmas")
    assert at_scale.called == "Suparman"
    assert at_scale.line("Sulastri").left_reason == "mau pulang"
    assert _sent(at_scale).note == "Diantar kader ke puskesmas"


def test_an_urgent_questionnaire_is_answered_too_before_the_card_is_left(at_scale: DayHands) -> None:
    at_scale.enter(*HEALTHY)
    at_scale.save()
    at_scale.step(4)
    at_scale.enter("sulas")
    pane = _pane(at_scale)
    pane.instruments.wanted.emit("srq20")
    at_scale.write("t" * 16 + "y" + "t" * 3)
    assert (at_scale.has_sheet(), at_scale.field) == (False, "Apa yang sudah dilakukan")
    at_scale.press(ESC)
    assert at_scale.called == "Sulastri"
    at_scale.enter("Bidan sudah bicara dengannya")
    assert at_scale.called == "Sulastri"
    assert _sent(at_scale).note == "Bidan sudah bicara dengannya"
    at_scale.press(ESC)
    assert at_scale.called == ""


def test_after_a_dose_was_given_beside_it_the_card_has_the_keyboard_again(hands: DayHands) -> None:
    hands.arrive("aisy")
    hands.step(4)
    hands.enter("aisy")
    hands.write("ttttt")
    hands.press(Qt.Key.Key_I, ALT)
    hands.press(ENTER)
    hands.enter("B123", "Bidan Rini")
    assert "Tercatat: BCG" in hands.said()
    hands.press(ESC)
    assert _pane(hands).isAncestorOf(hands.focus)
    hands.press(ENTER, CTRL)
    assert "langkah 4" in hands.said()


def test_who_fills_one_of_the_missing_boxes_is_asked_for_the_others(hands: DayHands) -> None:
    hands.arrive("sulas")
    hands.step(2)
    hands.enter("sulas", *HEALTHY)
    hands.save()
    hands.step(4)
    hands.enter("sulas")
    hands.save()
    assert "Belum diisi: Batuk terus-menerus, Demam" in words_on(_pane(hands))
    _pane(hands).form.rows["tbc_cough"].editor.widget.setFocus()
    hands.write("t")
    hands.save()
    assert "Belum diisi: Demam" in words_on(_pane(hands))
    hands.press(ENTER)
    assert Step.SERVE in hands.line("Sulastri").done
