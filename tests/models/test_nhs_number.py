import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.nhs_number import NhsNumber, NhsNumberFault, NhsNumberReason, check_digit

NINE_DIGITS = st.from_regex(r"[0-9]{9}", fullmatch=True)


def reason_of(text: str) -> NhsNumberReason:
    with pytest.raises(NhsNumberFault) as caught:
        NhsNumber.read(text)
    return caught.value.reason


@pytest.mark.parametrize(
    "typed",
    [
        "9990123454",
        "999 012 3454",
        " 999-012-3454\n",
        "999\u00a0012\u20093454",
        "999–012–3454",
        "9 9 9 0 1 2 3 4 5 4",
        "\u200e999 012 3454\ufeff",
    ],
)
def test_a_number_is_read_in_any_spacing(typed: str) -> None:
    number = NhsNumber.read(typed)
    assert number.digits == "9990123454"
    assert number.spaced == "999 012 3454"


def test_digits_of_another_script_are_digits() -> None:
    assert NhsNumber.read("٩٩٩ ٠١٢ ٣٤٥٤").digits == "9990123454"
    assert NhsNumber.read("".join(chr(0xFF10 + int(digit)) for digit in "9990123454")).digits == "9990123454"


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("", NhsNumberReason.TOO_SHORT),
        ("   ", NhsNumberReason.TOO_SHORT),
        ("999 012 345", NhsNumberReason.TOO_SHORT),
        ("999 012 34544", NhsNumberReason.TOO_LONG),
        ("999 012 345O", NhsNumberReason.NOT_DIGITS),
        ("999.012.3454", NhsNumberReason.NOT_DIGITS),
        ("999 012 345²", NhsNumberReason.NOT_DIGITS),
        ("\ud800" * 10, NhsNumberReason.NOT_DIGITS),
        ("999 012 3455", NhsNumberReason.CHECK_DIGIT),
        ("999 102 3454", NhsNumberReason.CHECK_DIGIT),
    ],
)
def test_what_is_no_number_says_why(typed: str, reason: NhsNumberReason) -> None:
    assert reason_of(typed) is reason


@pytest.mark.parametrize(("first_nine", "digit"), [("999012345", 4), ("999765432", 3), ("000000000", 0), ("999123456", None)])
def test_the_check_digit_is_the_one_worked_out_by_hand(first_nine: str, digit: int | None) -> None:
    """999 012 345: 90+81+72+0+6+10+12+12+10 = 293 = 26·11+7, and 11-7 is 4. For 999 123 456 it is 320 = 29·11+1: a ten, so none."""
    assert check_digit(first_nine) == digit


@pytest.mark.parametrize("last", "0123456789")
def test_a_number_whose_check_digit_would_be_ten_was_never_given_out(last: str) -> None:
    assert reason_of("999000000" + last) is NhsNumberReason.CHECK_DIGIT


@given(NINE_DIGITS)
def test_of_ten_last_digits_at_most_one_is_right(first_nine: str) -> None:
    right = [digit for digit in range(10) if digit == check_digit(first_nine)]
    assert len(right) == (check_digit(first_nine) is not None)


@given(NINE_DIGITS, st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(first_nine: str, at: int, by: int) -> None:
    digit = check_digit(first_nine)
    if digit is None:
        return
    number = f"{first_nine}{digit}"
    wrong = number[:at] + str((int(number[at]) + by) % 10) + number[at + 1 :]
    assert reason_of(wrong) is NhsNumberReason.CHECK_DIGIT


def test_a_number_does_not_show_itself_in_logs() -> None:
    assert "999" not in repr(NhsNumber.read("999 012 3454"))
    with pytest.raises(NhsNumberFault, match=r"^check digit$"):
        NhsNumber.read("999 012 3455")
