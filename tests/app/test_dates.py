from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import pytest

from app.dates import Ambiguous, NotADay, check_time, day_in, read_day, write_about_how_long, write_day, write_time_since
from app.errors import Trouble
from app.language import set_language

TODAY = date(2026, 5, 4)
NOW = datetime(2026, 5, 4, 10, 20, 30, tzinfo=UTC)
SUMMER = timezone(timedelta(hours=1))


@pytest.fixture
def welsh() -> Iterator[None]:
    assert set_language("cy") == "cy"
    yield
    set_language("en")


def test_a_day_is_written_as_people_write_it() -> None:
    assert [write_day(day) for day in (date(2027, 3, 12), date(1990, 12, 1))] == ["12 March 2027", "1 December 1990"]


@pytest.mark.parametrize(
    "text",
    [
        "12 March 2027",
        "12 march 2027",
        " 12th  March,  2027 ",
        "12th of March 2027",
        "12 Mar 2027",
        "12 Mar. 27",
        "12/3/2027",
        "12/03/2027",
        "12.3.27",
        "12-3-2027",
        "12 3 2027",
        "12 / 3 / 27",
        "2027-03-12",
        "2027/3/12",
        "\uff11\uff12/\uff13/\uff12\uff10\uff12\uff17",
        "12\u00a0March\u00a02027",
        "١٢/٣/٢٠٢٧",
    ],
)
def test_a_day_is_read_however_people_write_it(text: str) -> None:
    assert read_day(text, TODAY) == date(2027, 3, 12)


def test_every_day_of_a_leap_year_reads_back_as_it_was_written() -> None:
    days = [date(2028, 1, 1) + timedelta(days=number) for number in range(366)]
    assert [read_day(write_day(day), TODAY) for day in days] == days
    assert [read_day(f"{day:%d/%m/%y}", TODAY) for day in days] == days


@pytest.mark.parametrize(
    ("text", "meant", "born"),
    [
        ("1/6/27", 2027, 1927),
        ("1/6/46", 2046, 1946),
        ("1/6/47", 1947, 1947),
        ("1/6/90", 1990, 1990),
        ("1/6/26", 2026, 1926),
        ("1/5/26", 2026, 2026),
        ("1/6/00", 2000, 2000),
    ],
)
def test_two_digits_mean_a_year_near_today_and_for_a_birth_none_ahead(text: str, meant: int, born: int) -> None:
    assert read_day(text, TODAY).year == meant
    assert read_day(text, TODAY, past=True).year == born


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (3, "about 5 minutes"),
        (43, "about 45 minutes"),
        (70, "about 1 hour"),
        (85, "about 1½ hours"),
        (120, "about 2 hours"),
        (150, "about 2½ hours"),
    ],
)
def test_a_length_is_said_roughly(minutes: int, said: str) -> None:
    assert write_about_how_long(minutes) == said


@pytest.mark.parametrize("text", ["31 February 2027", "29/2/2027", "0/1/2027", "12/13/2027", "2027-02-30", "32 May 2027", "29/2/1900"])
def test_a_day_that_does_not_exist_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotADay) as caught:
        read_day(text, TODAY)
    assert str(caught.value) == "That day does not exist. Your words are kept. Write the day as 12 March 2027."


THURSDAY = date(2026, 6, 4)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", THURSDAY),
        ("Tomorrow", date(2026, 6, 5)),
        ("friday", date(2026, 6, 5)),
        ("Wed", date(2026, 6, 10)),
        ("Thursday", date(2026, 6, 11)),
        ("12 June", date(2026, 6, 12)),
        ("4 Jun", THURSDAY),
        ("3rd of June", date(2027, 6, 3)),
        ("29 February", date(2028, 2, 29)),
    ],
)
def test_a_day_that_is_soon_is_named_as_people_say_it(text: str, day: date) -> None:
    assert read_day(text, THURSDAY) == day


@pytest.mark.parametrize("text", ["31 April", "30 Feb", "32nd of May", "0 June"])
def test_a_day_that_no_year_has_does_not_exist(text: str) -> None:
    with pytest.raises(NotADay, match="That day does not exist"):
        read_day(text, THURSDAY)


@pytest.mark.parametrize("text", ["5/6/2026", "5 June 2026", "12 March 2090", "2026-06-05"])
def test_nobody_is_born_on_a_day_that_has_not_come_yet(text: str) -> None:
    with pytest.raises(NotADay, match="This day has not come yet"):
        read_day(text, THURSDAY, past=True)
    assert read_day("4 June 2026", THURSDAY, past=True) == THURSDAY


@pytest.mark.parametrize("text", ["today", "Friday", "12 June"])
def test_nobody_is_born_on_a_day_without_a_year(text: str) -> None:
    with pytest.raises(NotADay, match="12 March 1990"):
        read_day(text, THURSDAY, past=True)


UNREADABLE = (
    "",
    "soon",
    "12",
    "12 Ma",
    "Mo",
    "12 Ma 2027",
    "12 Ju 2027",
    "12 Smarch 2027",
    "not 12 March 2027",
    "12 March 20277",
    "12 March 9999",
    "12 March 2027\n13 March 2027",
    "3/4/5",
    "12/3/202",
    "12/3/0027",
    "1/2/3/2027",
)


@pytest.mark.parametrize("text", UNREADABLE)
def test_what_cannot_be_read_as_a_day_is_refused_with_an_example(text: str) -> None:
    with pytest.raises(NotADay) as caught:
        read_day(text, TODAY)
    assert isinstance(caught.value, Trouble)
    assert str(caught.value) == "Two Pens cannot read this as a day. Your words are kept. Write the day as 12 March 2027."


@pytest.mark.usefixtures("welsh")
def test_welsh_days_are_written_and_read_in_welsh_and_read_in_english_too() -> None:
    assert write_day(date(2027, 3, 12)) == "12 Mawrth 2027"
    assert {read_day(text, TODAY) for text in ("12 Mawrth 2027", "12 maw 27", "12 March 2027", "12/3/27")} == {date(2027, 3, 12)}
    assert [read_day(write_day(date(2027, month, 1)), TODAY).month for month in range(1, 13)] == list(range(1, 13))


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(seconds=-59), "just now"),
        (timedelta(seconds=-60), "today, 11:21"),
        (timedelta(seconds=60), "today, 11:19"),
        (timedelta(hours=11, minutes=20), "today, 00:00"),
        (timedelta(hours=11, minutes=21), "yesterday"),
        (timedelta(hours=35), "yesterday"),
        (timedelta(days=2), "Saturday"),
        (timedelta(days=6), "Tuesday"),
        (timedelta(days=7), "27 April"),
        (timedelta(days=123), "1 January"),
        (timedelta(days=124), "31 December 2025"),
        (timedelta(days=-1), "5 May"),
        (timedelta(hours=-2), "today, 13:20"),
    ],
)
def test_when_something_happened_is_said_by_minutes_and_where_the_reader_sits(before: timedelta, words: str) -> None:
    assert write_time_since(NOW - before, NOW, SUMMER) == words


def test_seven_days_ago_is_a_date_although_the_clocks_changed_in_between() -> None:
    try:
        london = ZoneInfo("Europe/London")
    except ZoneInfoNotFoundError:
        pytest.skip("this system knows no time zones")
    now = datetime(2026, 4, 2, 22, 30, tzinfo=UTC)  # 23:30 in London; the clocks went forward on 29 March
    assert write_time_since(datetime(2026, 3, 27, 0, 10, tzinfo=UTC), now, london) == "Friday"
    assert write_time_since(datetime(2026, 3, 26, 23, 59, tzinfo=UTC), now, london) == "26 March"


def test_without_a_zone_this_computers_own_is_meant() -> None:
    assert write_time_since(NOW - timedelta(minutes=1), NOW) == f"today, {(NOW - timedelta(minutes=1)).astimezone():%H:%M}"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("this Friday", date(2026, 5, 8)),
        ("This friday", date(2026, 5, 8)),
        ("next Monday", date(2026, 5, 11)),
        ("in two weeks", date(2026, 5, 18)),
        ("in 10 days", date(2026, 5, 14)),
        ("in a fortnight", date(2026, 5, 18)),
        ("tomorrow week", date(2026, 5, 12)),
        ("a week tomorrow", date(2026, 5, 12)),
        ("Friday week", date(2026, 5, 15)),
        ("a week on Friday", date(2026, 5, 15)),
    ],
)
def test_a_day_some_weeks_ahead_is_read_as_people_say_it(text: str, day: date) -> None:
    assert read_day(text, TODAY) == day
    with pytest.raises(NotADay):
        read_day(text, TODAY, past=True)


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("next Tuesday", "Do you mean 5 May 2026 or 12 May 2026?"),
        ("this Monday", "Do you mean 4 May 2026 or 11 May 2026?"),
        ("Monday week", "Do you mean 11 May 2026 or 18 May 2026?"),
    ],
)
def test_what_may_mean_two_days_is_asked_about(text: str, days: str) -> None:
    with pytest.raises(Ambiguous) as asked:
        read_day(text, TODAY)
    assert asked.value.sentence == days


def test_next_tuesday_said_on_a_friday_means_one_day() -> None:
    assert read_day("next Tuesday", date(2026, 5, 8)) == date(2026, 5, 12)


@pytest.mark.parametrize("text", ["next week", "in weeks", "in a", "next", "week", "in 5 years"])
def test_other_words_are_still_no_day(text: str) -> None:
    with pytest.raises(NotADay):
        read_day(text, TODAY)


@pytest.mark.parametrize("text", ["", "10:30", "9.05", "23:59", "after lunch", "about 25"])
def test_a_time_is_what_a_clock_shows_or_words(text: str) -> None:
    check_time(text)


@pytest.mark.parametrize("text", ["25:99", "24:00", "10:60", " 99.00 "])
def test_a_time_that_no_clock_shows_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="24 hours"):
        check_time(text)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("On 15 December at 2 pm, in the quiet room", date(2026, 12, 15)),
        ("We meet Friday week.", date(2026, 5, 15)),
        ("12/06/2026, 14:00", date(2026, 6, 12)),
        ("In two weeks", date(2026, 5, 18)),
        ("15 December 2026, the 15 December", date(2026, 12, 15)),
        ("Not 4 December: 11 December", None),
        ("4 December 11 o'clock", date(2026, 12, 4)),
        ("Not on Tuesday. Friday", None),
        ("After the holidays, when the sun is out", None),
        ("We talked today", None),
        ("2 pm", None),
        ("", None),
    ],
)
def test_the_one_day_that_words_name_is_found(text: str, day: date | None) -> None:
    assert day_in(text, TODAY) == day
