import random
from datetime import date

import pytest

from app.access.recovery import CODE_SIZE, GROUPS, LETTERS, CodeMistyped, RecoveryCode, ask_two_groups, read_code, recovery_sheet
from app.errors import explain

STORE_ID = "0123456789abcdef0123456789abcdef"


@pytest.fixture
def code() -> RecoveryCode:
    return RecoveryCode.new()


def replaced(code: RecoveryCode, number: int, group: str) -> str:
    return "-".join(group if place == number else other for place, other in enumerate(code.groups, 1))


def wrong_groups_in(typed: str) -> tuple[int, ...]:
    with pytest.raises(CodeMistyped) as caught:
        read_code(typed)
    return caught.value.groups


def test_a_code_has_52_signs_and_none_that_look_alike(code: RecoveryCode) -> None:
    signs = "".join(code.groups)
    assert len(signs) == CODE_SIZE == 52
    assert set(signs) <= set(LETTERS)
    assert not set("ILOU") & set(LETTERS)


def test_two_codes_are_not_alike() -> None:
    assert len({RecoveryCode.new().secret for _turn in range(50)}) == 50


def test_a_code_typed_as_it_is_printed_is_the_same_code(code: RecoveryCode) -> None:
    assert read_code(code.written()).secret == code.secret


def test_case_spaces_and_dashes_do_not_matter(code: RecoveryCode) -> None:
    run = "".join(code.groups)
    for typed in (run, run.lower(), " ".join(code.groups).lower(), f"  {'–'.join(code.groups)}\n", "\n".join(code.groups), " ".join(run)):
        assert read_code(typed) == code


def test_signs_that_look_alike_are_read_as_what_is_printed() -> None:
    code = read_code(_with_ones_and_noughts())
    typed = code.written().replace("0", "O").replace("1", "l")
    assert typed != code.written()
    assert read_code(typed) == code
    assert read_code(typed.replace("l", "I").replace("O", "o")) == code


def _with_ones_and_noughts() -> str:
    while True:
        written = RecoveryCode.new().written()
        if {"0", "1"} <= set(written):
            return written


def test_every_single_wrong_sign_is_found_and_located(code: RecoveryCode) -> None:
    for number, group in enumerate(code.groups, 1):
        for place, sign in enumerate(group):
            for other in LETTERS.replace(sign, ""):
                assert wrong_groups_in(replaced(code, number, group[:place] + other + group[place + 1 :])) == (number,)


def test_two_signs_that_changed_places_are_found_and_located(code: RecoveryCode) -> None:
    for number, group in enumerate(code.groups, 1):
        for first in range(4):
            for second in range(first):
                signs = list(group)
                signs[first], signs[second] = signs[second], signs[first]
                if "".join(signs) != group:
                    assert wrong_groups_in(replaced(code, number, "".join(signs))) == (number,)


def test_two_groups_that_changed_places_are_both_named(code: RecoveryCode) -> None:
    groups = list(code.groups)
    groups[2], groups[10] = groups[10], groups[2]
    assert wrong_groups_in(" ".join(groups)) == (3, 11)


def test_a_group_left_short_is_named(code: RecoveryCode) -> None:
    assert wrong_groups_in(replaced(code, 7, code.groups[6][:3])) == (7,)


def test_a_group_left_out_is_named_by_where_it_is_missing(code: RecoveryCode) -> None:
    assert wrong_groups_in("".join(code.groups[:4] + code.groups[5:]))[0] >= 5
    assert wrong_groups_in("".join(code.groups[:-1])) == (13,)


def test_a_sign_too_many_in_one_run_names_one_group_and_not_all_after_it(code: RecoveryCode) -> None:
    run = "".join(code.groups)
    assert len(wrong_groups_in(run[:20] + "X" + run[20:])) == 1


@pytest.mark.parametrize(
    "typed", ["", "   ", "-----", "ABC", "é" * 52, "猫" * 13, "A" * 1_000_000, "A " * 10_000, "!" * 52, "\ud800" * 52, "\0"]
)
def test_what_is_no_code_at_all_is_refused_kindly(typed: str) -> None:
    groups = wrong_groups_in(typed)
    assert groups
    assert all(1 <= number <= GROUPS for number in groups)


def test_random_typing_is_never_taken_for_a_code() -> None:
    seed = random.randrange(2**32)
    print(f"seed {seed}")
    dice = random.Random(seed)
    for _turn in range(3_000):
        typed = "".join(dice.choice(LETTERS) for _sign in range(CODE_SIZE))
        with pytest.raises(CodeMistyped):
            read_code(typed)


def test_the_trouble_names_the_groups() -> None:
    assert explain(CodeMistyped((3,), 52)).sentence == "Group 3 is not as on the sheet."
    assert explain(CodeMistyped((3, 11), 52)).sentence == "Groups 3, 11 are not as on the sheet."


def test_a_code_does_not_show_itself_by_accident(code: RecoveryCode) -> None:
    sheet = recovery_sheet(code, STORE_ID, date(2027, 3, 12))
    for shown in (repr(code), str(code), f"{code}", repr(sheet), repr(ask_two_groups(code))):
        assert not any(group in shown for group in code.groups)


def test_the_check_asks_for_two_groups_and_knows_them(code: RecoveryCode) -> None:
    check = ask_two_groups(code, lambda numbers, _how_many: [numbers[10], numbers[2]])
    assert check.asked == (3, 11)
    assert check.wrong_groups({3: code.groups[2].lower(), 11: f" {code.groups[10][:2]} {code.groups[10][2:]} "}) == ()
    assert check.wrong_groups({3: code.groups[2]}) == (11,)
    assert check.wrong_groups({3: code.groups[10], 11: code.groups[2]}) == (3, 11)


def test_the_check_asks_for_other_groups_another_time(code: RecoveryCode) -> None:
    asked = {ask_two_groups(code).asked for _turn in range(60)}
    assert len(asked) > 10
    assert all(1 <= first < second <= GROUPS for first, second in asked)


def test_the_sheet_says_what_it_opens_and_what_it_does_not(code: RecoveryCode) -> None:
    sheet = recovery_sheet(code, STORE_ID, date(2027, 3, 12))
    assert sheet.groups == code.groups
    assert sheet.store_number == "0123 4567 89ab cdef 0123 4567 89ab cdef"
    assert sheet.made_on == date(2027, 3, 12)
    assert any("private pages" in sentence for sentence in sheet.does_not_open)
    assert sheet.opens
    assert sheet.keep
