"""Days and moments in words as people write them: "12 March 2027", "just now", "today, 10:20", "yesterday"."""

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from datetime import date, datetime, timedelta, tzinfo

from app.errors import Trouble
from app.language import _, ngettext, pgettext

_NUMBERS_DAY_FIRST = re.compile(r"(\d{1,2})\s*[/.\- ]\s*(\d{1,2})\s*[/.\- ]\s*(\d{4}|\d{2})")
_NUMBERS_YEAR_FIRST = re.compile(r"(\d{4})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{1,2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([^\W\d]+)\.?,?\s+(\d{4}|\d{2})")
_DAY_AND_MONTH = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+(?:of\s+)?([^\W\d]+)\.?")
_ENGLISH_NUMBERS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ENGLISH_SPANS = {"day": 1, "week": 7, "fortnight": 14}
_IN_A_WHILE = re.compile(rf"in (\d{{1,3}}|a|{'|'.join(_ENGLISH_NUMBERS)}) (days?|weeks?|fortnights?)")
_WEEK_AFTER = re.compile(r"(?:a week (?:on )?(today|tomorrow|\w+)|(today|tomorrow|\w+) week)")
_CLOCK = re.compile(r"\s*(\d{1,2})\s*[:.]\s*(\d{2})\s*")
_YEARS = range(1880, 2200)
_MOST_YEARS_WITHOUT_A_LEAP = 8  # from 29 February 1896 to that of 1904
_CLAUSE = re.compile(r"[:;!?()\n]+|[.,](?=\s|$)")
_LOOKED_AT = 500  # letters of a text in which a day is looked for
_SHORTEST_DAY = 5  # "Friday" is a day in a text, "Sun" is not
_AHEAD = 20  # of two digits we make the year that is at most so many years ahead


class NotADay(Trouble):
    """What was written is not a day that exists, or cannot be read as one."""


class Ambiguous(NotADay):
    """What was written may mean either of two days."""

    def __init__(self, one: date, other: date) -> None:
        super().__init__(
            _("This may mean two days"),
            _("Do you mean {one} or {other}?").format(one=write_day(one), other=write_day(other)),
            _("Write the one that you mean."),
            kept=_("Your words are kept."),
        )


def write_day(day: date) -> str:
    """The day in words, in the chosen language: "12 March 2027"."""
    return _("{day} {month} {year}").format(day=day.day, month=_months()[day.month - 1], year=day.year)


def write_about_how_long(minutes: int) -> str:
    """A length as people say it: "about 45 minutes", "about 1½ hours"."""
    if minutes < 60:
        n = max(5, 5 * round(minutes / 5))
        return _("about {n} minutes").format(n=n)
    halves = round(minutes / 30)
    if halves % 2:
        return _("about {n}½ hours").format(n=halves // 2)
    return ngettext("about {n} hour", "about {n} hours", halves // 2).format(n=halves // 2)


def read_day(text: str, today: date, past: bool = False) -> date:
    """The day that was written: "12 March 2027", "12 Mar 27", "12/3/2027", "12.3.27" (day first), or "2027-03-12".

    Unless with `past` also one that is soon: "today", "tomorrow", "Friday" or "12 March" (the next one), "in two weeks", "Friday week";
    Ambiguous asks where "next Friday" may mean two. Two digits of a year mean one at most 20 years ahead of `today`, or with `past`
    (a birth) none ahead. Raises NotADay, and with `past` also for a day after `today`.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if not past and (soon := _soon(plain, today)):
        return soon
    numbers = _year_month_day(plain)
    if numbers is None:
        raise _not_read(past)
    year, month, day = numbers
    try:
        found = date(_whole_year(year, month, day, today, past), month, day)
    except ValueError as error:
        raise _no_such_day(past) from error
    if found.year not in _YEARS:
        raise _not_read(past)
    if past and found > today:
        raise _not_come_yet()
    return found


def day_in(text: str, today: date) -> date | None:
    """The one day ahead that is named in a text: "on 15 December at 2". None where it names none, several, or one that may mean two."""
    found = {day for clause in _CLAUSE.split(text[:_LOOKED_AT]) for day in _days_of(clause.split(), today)}
    return found.pop() if len(found) == 1 else None


def write_time_since(moment: datetime, now: datetime, zone: tzinfo | None = None) -> str:
    """When something happened, by minutes only: "just now", "today, 10:20", "yesterday", "Monday", "12 March", "12 March 2026".

    Both moments know their zone; `zone` is where the reader sits, None for this computer's own. Fits into a sentence: "Saved, {when}".
    """
    here, today = moment.astimezone(zone), now.astimezone(zone).date()
    days = (today - here.date()).days
    if timedelta(minutes=-1) < now - moment < timedelta(minutes=1):
        return _("just now")
    if days == 0:
        return _("today, {time}").format(time=write_time(here))
    if days == 1:
        return _("yesterday")
    if 2 <= days <= 6:
        return _weekdays()[here.weekday()]
    return write_day(here) if here.year != today.year else _("{day} {month}").format(day=here.day, month=_months()[here.month - 1])


def write_time(moment: datetime) -> str:
    """The time of day as its own zone has it, by minutes: "10:20"."""
    return f"{moment:%H:%M}"


def check_time(text: str) -> None:
    """Looks at a time that somebody typed. Words ("after lunch") are as good as numbers; raises Trouble for a time that no clock shows."""
    shown = _CLOCK.fullmatch(text)
    if shown and (int(shown[1]) > 23 or int(shown[2]) > 59):
        raise Trouble(_("There is no such time."), _("A day has 24 hours of 60 minutes."), _("Write it such as 14:30."))


def _days_of(words: list[str], today: date) -> Iterator[date]:
    at = 0
    while at < len(words):
        named = ((length, day) for length in (4, 3, 2, 1) if (day := _day_of(words[at : at + length], today)))
        length, day = next(named, (1, None))
        if day is not None:
            yield day
        at += length


def _day_of(words: list[str], today: date) -> date | None:
    """The day ahead that these words name, all of them. Of short words and "today" it is not said: they are said of other things too."""
    text = " ".join(words)
    if len(text) < _SHORTEST_DAY or text.casefold() in (_("today").casefold(), "today"):
        return None
    with suppress(NotADay):
        day = read_day(text, today)
        return day if day >= today else None  # "4 December 11 o'clock" is no day of 2011
    return None


def _year_month_day(text: str) -> tuple[str, int, int] | None:
    """The numbers in a text that looks like a day, the year still as it was written. None for any other text."""
    if found := _NUMBERS_YEAR_FIRST.fullmatch(text):
        return found[1], int(found[2]), int(found[3])
    if found := _NUMBERS_DAY_FIRST.fullmatch(text):
        return found[3], int(found[2]), int(found[1])
    if (found := _WORDS.fullmatch(text)) and (month := _month_called(found[2])):
        return found[3], month, int(found[1])
    return None


def _month_called(name: str) -> int | None:
    """The number of a month by its name or the beginning of it, in the chosen language or in English. None for no month or several."""
    for names in (_months(), _ENGLISH_MONTHS):
        numbers = [number for number, month in enumerate(names, start=1) if month.casefold().startswith(name.casefold())]
        if len(numbers) == 1 and len(name) >= 3:
            return numbers[0]
    return None


def _whole_year(year: str, month: int, day: int, today: date, past: bool) -> int:
    """The year in four digits. Of two digits, the latest that is not too far ahead."""
    if len(year) == 4:
        return int(year)
    latest = today.year if past else today.year + _AHEAD
    whole = latest - (latest - int(year)) % 100
    return whole - 100 if past and whole == today.year and (month, day) > (today.month, today.day) else whole


def _soon(text: str, today: date) -> date | None:
    """The day that a word names when it is said today. None for any other text."""
    word = text.casefold()
    if word in {_("today").casefold(), "today"}:
        return today
    if word in {_("tomorrow").casefold(), "tomorrow"}:
        return today + timedelta(days=1)
    if (day := _weekday_ahead(word, today)) is not None:
        return day
    return _in_some_weeks(word, today) or _next_day_called(text, today)


def _weekday_ahead(word: str, today: date) -> date | None:
    """The next day of the week of that name: "Friday", "this Friday". In English "next Friday" is that of next week.

    None for no day of the week. Raises Ambiguous where people mean different days by it.
    """
    first, _space, rest = word.partition(" ")
    number = _weekday_called(rest if first in ("this", "next") else word)
    if number is None:
        return None
    day = today + timedelta(days=(number - today.weekday() - 1) % 7 + 1)
    if first == "next" and day.isocalendar().week == today.isocalendar().week:
        raise Ambiguous(day, day + timedelta(days=7))  # some mean the one that comes next, some that of next week
    if first == "this" and number == today.weekday():
        raise Ambiguous(today, day)
    return day


def _weekday_called(name: str) -> int | None:
    for names in (_weekdays(), _ENGLISH_WEEKDAYS):
        for number, whole in enumerate(names):
            if name in (whole.casefold(), whole[:3].casefold()):
                return number
    return None


def _in_some_weeks(word: str, today: date) -> date | None:
    """In English "in two weeks", "in 10 days", "a week tomorrow", "Friday week". None for text of another shape."""
    if found := _IN_A_WHILE.fullmatch(word):
        many = int(found[1]) if found[1].isdecimal() else 1 if found[1] == "a" else _ENGLISH_NUMBERS.index(found[1]) + 1
        return today + timedelta(days=many * _ENGLISH_SPANS[found[2].removesuffix("s")])
    if found := _WEEK_AFTER.fullmatch(word):
        day = _soon(found[1] or found[2], today)
        if day == today + timedelta(days=7):
            raise Ambiguous(day, day + timedelta(days=7))  # said on that very day of the week
        return day + timedelta(days=7) if day is not None else None
    return None


def _next_day_called(text: str, today: date) -> date | None:
    """The next "12 March", or one today. None for text of another shape. Raises NotADay for "31 April", which no year has."""
    found = _DAY_AND_MONTH.fullmatch(text)
    month = _month_called(found[2]) if found else None
    if found is None or month is None:
        return None
    for year in range(today.year, today.year + _MOST_YEARS_WITHOUT_A_LEAP + 1):
        with suppress(ValueError):
            if (day := date(year, month, int(found[1]))) >= today:
                return day
    raise _no_such_day(past=False)


def _example(past: bool) -> str:
    return write_day(date(1990 if past else 2027, 3, 12))


def _no_such_day(past: bool) -> NotADay:
    return NotADay(
        _("That day does not exist"),
        _("That day does not exist."),
        _("Write the day as {example}.").format(example=_example(past)),
        kept=_("Your words are kept."),
    )


def _not_come_yet() -> NotADay:
    return NotADay(
        _("This day has not come yet"),
        _("This day has not come yet."),
        _("Write the day as {example}.").format(example=_example(past=True)),
        kept=_("Your words are kept."),
    )


def _not_read(past: bool) -> NotADay:
    return NotADay(
        _("This is not read as a day"),
        _("Two Pens cannot read this as a day."),
        _("Write the day as {example}.").format(example=_example(past)),
        kept=_("Your words are kept."),
    )


_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)


def _months() -> tuple[str, ...]:
    """The names of the months as they stand in "12 March 2027"."""
    return (
        pgettext("month", "January"),
        pgettext("month", "February"),
        pgettext("month", "March"),
        pgettext("month", "April"),
        pgettext("month", "May"),
        pgettext("month", "June"),
        pgettext("month", "July"),
        pgettext("month", "August"),
        pgettext("month", "September"),
        pgettext("month", "October"),
        pgettext("month", "November"),
        pgettext("month", "December"),
    )


def _weekdays() -> tuple[str, ...]:
    """The names of the days as the answer to "when?", Monday first."""
    return (
        pgettext("day of the week", "Monday"),
        pgettext("day of the week", "Tuesday"),
        pgettext("day of the week", "Wednesday"),
        pgettext("day of the week", "Thursday"),
        pgettext("day of the week", "Friday"),
        pgettext("day of the week", "Saturday"),
        pgettext("day of the week", "Sunday"),
    )
