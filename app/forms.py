"""The forms at hand and the lists they draw on, each read when it is first asked for; and what we say about a file that is no form."""

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

from app.errors import Trouble, explain, explains
from app.language import _, ngettext
from app.resources import resource_path
from models.easy_read import WardWord
from models.form_lists import KnownNeed, Picture, Role, read_needs, read_pictures, read_roles, read_words
from models.form_reading import LARGEST_FILE, Fault, FaultKind, FormFaults, FormFromTheFuture, Part, Place
from models.forms import Form, read_form

SHIPPED = (
    "care_plan",
    "staying_safe",
    "my_meeting",
    "ward_round",
    "wales_ctp",
    "interview_panel",
    "improvement_plan",
    "blank",
)  # in the order in which they are offered
MOST_FAULTS_SHOWN = 10


def shipped_forms() -> list[Form]:
    """The forms that come with Two Pens, in the order in which they are offered."""
    return [shipped_form(form_id) for form_id in SHIPPED]


@cache
def shipped_form(form_id: str) -> Form:
    """The newest version of a form that comes with Two Pens. Raises KeyError when there is none of that id."""
    if form_id not in SHIPPED:
        raise KeyError(form_id)
    return read_form(_data_of(form_id), pictures())


def load_form_file(path: Path) -> Form:
    """The form in a file that somebody chose. Raises Trouble that names what has to be mended. Nothing in the file is ever carried out."""
    try:
        with path.open("rb") as file:
            return read_form(file.read(LARGEST_FILE + 1), pictures())
    except (OSError, FormFaults, FormFromTheFuture) as error:
        raise explain(error) from error


@cache
def words() -> tuple[WardWord, ...]:
    """The ward words with their plain explanations."""
    return read_words(_data_of("words"))


@cache
def pictures() -> Mapping[str, Picture]:
    """The pictures that a form can name, by name."""
    return MappingProxyType({picture.name: picture for picture in read_pictures(_data_of("pictures"))})


@cache
def roles() -> Mapping[str, Role]:
    """The ways of taking part, by id, in the order in which they are offered."""
    return MappingProxyType({role.id: role for role in read_roles(_data_of("roles"))})


@cache
def needs() -> Mapping[str, KnownNeed]:
    """The communication needs that can be recorded, by code, in the order in which they are offered."""
    return MappingProxyType({need.code: need for need in read_needs(_data_of("needs"))})


def with_name(words: str, name: str) -> str:
    """Words of a form with the name that the patient likes to be called; where there is none, without one."""
    return words.replace("{Sam}", name or _("the person"))


def fault_sentences(faults: Iterable[Fault]) -> list[str]:
    """What is wrong with a form file: for each fault one line that says where, and what."""
    return [_("{place}: {what}").format(place=_place_in_words(fault.place), what=_what_is_wrong(fault)) for fault in faults]


def _data_of(name: str) -> bytes:
    return resource_path("forms", f"{name}.toml").read_bytes()


@explains(FormFaults)
def _explain_faults(error: FormFaults) -> Trouble:
    count = len(error.faults)
    said = [
        ngettext(
            "This form cannot be used. {n} thing has to be mended:", "This form cannot be used. {n} things have to be mended:", count
        ).format(n=count)
    ]
    said += fault_sentences(error.faults[:MOST_FAULTS_SHOWN])
    if count > MOST_FAULTS_SHOWN:
        said.append(_("And {n} more.").format(n=count - MOST_FAULTS_SHOWN))
    return Trouble(
        _("This form cannot be used"),
        "\n".join(said),
        _("Ask whoever made the form to mend it, or choose another file."),
        kept=_("Nothing was changed."),
    )


@explains(FormFromTheFuture)
def _explain_the_future(_error: FormFromTheFuture) -> Trouble:
    return Trouble(
        _("A form for a newer Two Pens"),
        _("This form was made for a newer Two Pens."),
        _("Ask a keeper to update this computer."),
        kept=_("Nothing was changed."),
    )


def _place_in_words(place: Place) -> str:
    """Where a fault stands. The file itself, or a part by its number and, where it has one, its id."""
    number, name, row = place.number, place.name, place.row
    if place.part is Part.SECTION:
        return _("Section {n}, {name}").format(n=number, name=name) if name else _("Section {n}").format(n=number)
    if place.part is Part.QUESTION:
        return _("Question {n}, {name}").format(n=number, name=name) if name else _("Question {n}").format(n=number)
    if place.part is Part.CHOICE:
        named = _("Question {n}, {name}, choice {row}").format(n=number, name=name, row=row)
        return named if name else _("Question {n}, choice {row}").format(n=number, row=row)
    if place.part is Part.PAGE:
        return _("Page {n}, line {row}").format(n=number, row=row) if row else _("Page {n}").format(n=number)
    return _("Row {n}").format(n=number) if place.part is Part.ROW else _("The file")


def _what_is_wrong(fault: Fault) -> str:
    if fault.kind is FaultKind.WRONG_KIND:
        return _EXPECTED[fault.detail](fault)
    return _SENTENCES[fault.kind](fault)


def _unreadable(fault: Fault) -> str:
    if fault.detail:
        return _("Line {n} cannot be read.").format(n=fault.detail)
    return _("It is not written as a form file is.")


_SENTENCES: dict[FaultKind, Callable[[Fault], str]] = {
    FaultKind.TOO_BIG: lambda fault: _("It is larger than {n} MB.").format(n=int(fault.detail) // 1_000_000),
    FaultKind.UNREADABLE: _unreadable,
    FaultKind.MISSING: lambda fault: _("“{entry}” is missing.").format(entry=fault.key),
    FaultKind.EMPTY: lambda fault: _("“{entry}” is empty.").format(entry=fault.key),
    FaultKind.OUT_OF_RANGE: lambda fault: _("“{entry}” has to lie between 1 and {most}.").format(entry=fault.key, most=fault.detail),
    FaultKind.TOO_LONG: lambda fault: _("“{entry}” is longer than {most} letters.").format(entry=fault.key, most=fault.detail),
    FaultKind.ILLEGAL_CHARACTERS: lambda fault: _("“{entry}” holds a sign or a new line that cannot stand there.").format(entry=fault.key),
    FaultKind.BAD_ID: lambda fault: _("“{entry}” is “{found}”. Use small letters, numbers and single _ signs.").format(
        entry=fault.key, found=fault.detail
    ),
    FaultKind.UNKNOWN_ENTRY: lambda fault: _("Two Pens does not know the entry “{entry}”.").format(entry=fault.key),
    FaultKind.UNKNOWN_NAME: lambda fault: _("“{entry}” says “{found}”. Two Pens does not know that name.").format(
        entry=fault.key, found=fault.detail
    ),
    FaultKind.TWICE: lambda fault: _("“{entry}” says “{found}” a second time.").format(entry=fault.key, found=fault.detail),
    FaultKind.TOO_MANY: lambda fault: _("“{entry}” holds more than {most}.").format(entry=fault.key, most=fault.detail),
    FaultKind.TOO_FEW: lambda fault: _("“{entry}” holds fewer than {least}.").format(entry=fault.key, least=fault.detail),
    FaultKind.NOT_WANTED: lambda fault: _("This kind of question has no “{entry}”.").format(entry=fault.key),
    FaultKind.NO_SUCH_QUESTION: lambda fault: _("“{entry}” names “{found}”. There is no such question.").format(
        entry=fault.key, found=fault.detail
    ),
    FaultKind.OTHERS_HAVE_A_SIDE: lambda _fault: _("Only one side can write here, but more are named."),
}

_EXPECTED: dict[str, Callable[[Fault], str]] = {
    "text": lambda fault: _("“{entry}” has to be words between quotation marks.").format(entry=fault.key),
    "flag": lambda fault: _("“{entry}” has to be true or false.").format(entry=fault.key),
    "number": lambda fault: _("“{entry}” has to be a whole number.").format(entry=fault.key),
    "list": lambda fault: _("“{entry}” has to be a list.").format(entry=fault.key),
    "table": lambda _fault: _("This has to be a table of entries."),
}
