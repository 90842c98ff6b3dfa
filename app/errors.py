"""What we say when something goes wrong: what happened, what is kept, and what to do next.

Two kinds. The world's: the disk is full, the file is open in Word; these are messages. Ours: what cannot happen did; these are reports.
Another room teaches us its own exceptions where it uses them:

    @explains(FormFaults)
    def _explain_form_faults(faults: FormFaults) -> Trouble: ...
"""

import errno
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

from app.language import _

E = TypeVar("E", bound=BaseException)
_explanations: dict[type[BaseException], Callable[[Any], "Trouble"]] = {}


class Trouble(Exception):
    """Something went wrong, in words for whoever sits at the screen. `kept` may be empty; `ours` when the fault lies in Two Pens."""

    def __init__(self, title: str, sentence: str, next_step: str, *, kept: str = "", ours: bool = False) -> None:
        super().__init__(title)
        self.title = title
        self.sentence = sentence
        self.kept = kept
        self.next_step = next_step
        self.ours = ours

    def __str__(self) -> str:
        """All of it but the title: what happened, what is kept, what to do, in that order."""
        return " ".join(part for part in (self.sentence, self.kept, self.next_step) if part)


def explains(*kinds: type[BaseException]) -> Callable[[Callable[[E], Trouble]], Callable[[E], Trouble]]:
    """Decorator: this function puts exceptions of these kinds, and of kinds made from them, into words. One function for a kind."""

    def keep(explanation: Callable[[E], Trouble]) -> Callable[[E], Trouble]:
        for kind in kinds:
            if kind in _explanations:
                raise ValueError(f"{kind.__name__} is explained already")
            _explanations[kind] = explanation
        return explanation

    return keep


def explain(error: BaseException) -> Trouble:
    """The same trouble in words. A Trouble explains itself; what nobody explains is our own fault, and says so."""
    if isinstance(error, Trouble):
        return error
    explanation = next((_explanations[kind] for kind in type(error).__mro__ if kind in _explanations), None)
    trouble = explanation(error) if explanation else _our_fault()
    trouble.__cause__ = trouble.__cause__ or error
    return trouble


def _our_fault() -> Trouble:
    return Trouble(
        _("Something went wrong"),
        _("Something went wrong inside Two Pens."),
        _("Close it and open it again."),
        kept=_("Your words are kept."),
        ours=True,
    )


@explains(OSError)
def _explain_system(error: OSError) -> Trouble:
    """Windows says more in its own number than in the errno that Python makes of it, so that one is asked first."""
    number = getattr(error, "winerror", None)
    speak = _BY_WINDOWS_NUMBER.get(number or 0) or _BY_ERRNO.get(error.errno or 0) or _other
    return speak(_place_of(error))


@explains(MemoryError)
def _explain_memory(_error: MemoryError) -> Trouble:
    return _too_much_open("")


def _place_of(error: OSError) -> str:
    """The name of the file or folder, as people know it: without the way to it. Empty when the system names none."""
    name = error.filename
    if isinstance(name, bytes):
        name = name.decode(errors="replace")
    return Path(name).name if isinstance(name, str) else ""


def _disk_full(_place: str) -> Trouble:
    return Trouble(
        _("The disk is full"),
        _("This could not be saved: the disk is full."),
        _("Free some space, then press Try again."),
        kept=_("Your words are kept here."),
    )


def _not_allowed(place: str) -> Trouble:
    return Trouble(
        _("Two Pens may not use this place"),
        _("This computer does not let Two Pens use {place}.").format(place=place)
        if place
        else _("This computer does not let Two Pens use this place."),
        _("Choose another folder, or ask whoever looks after this computer."),
        kept=_("Your words are kept here."),
    )


def _read_only(_place: str) -> Trouble:
    return Trouble(
        _("This place can only be read"),
        _("Nothing can be saved in this place: it can only be read."),
        _("Choose another folder."),
        kept=_("Your words are kept here."),
    )


def _open_elsewhere(place: str) -> Trouble:
    return Trouble(
        _("Open in another program"),
        _("{place} is open in another program.").format(place=place) if place else _("This file is open in another program."),
        _("Close it there, then press Try again."),
        kept=_("Your words are kept here."),
    )


def _missing(place: str) -> Trouble:
    return Trouble(
        _("Not there"),
        _("{place} is not there.").format(place=place) if place else _("This file or folder is not there."),
        _("Look if it was moved, or choose another folder."),
        kept=_("Your words are kept here."),
    )


def _name_too_long(_place: str) -> Trouble:
    return Trouble(
        _("The name is too long"),
        _("The name of this file, with its folders, is too long."),
        _("Choose a shorter name or another folder."),
        kept=_("Your words are kept here."),
    )


def _name_not_taken(_place: str) -> Trouble:
    return Trouble(
        _("This name cannot be used"),
        _("This computer does not take the name of this file."),
        _("Choose a name of letters and numbers."),
        kept=_("Your words are kept here."),
    )


def _is_a_folder(place: str) -> Trouble:
    return Trouble(
        _("There is a folder of this name"),
        _("{place} is a folder, and not a file.").format(place=place) if place else _("This is a folder, and not a file."),
        _("Choose another name."),
        kept=_("Your words are kept here."),
    )


def _does_not_answer(_place: str) -> Trouble:
    return Trouble(
        _("The disk does not answer"),
        _("The disk or shared folder does not answer."),
        _("Check that it is plugged in, then press Try again."),
        kept=_("Your words are kept here."),
    )


def _too_big(_place: str) -> Trouble:
    return Trouble(
        _("Too big for this disk"),
        _("This file is too big for the disk."),
        _("Choose a folder on another disk."),
        kept=_("Your words are kept here."),
    )


def _too_much_open(_place: str) -> Trouble:
    return Trouble(
        _("Too much is open"),
        _("Too much is open on this computer just now."),
        _("Close other programs, then press Try again."),
        kept=_("Your words are kept here."),
    )


def _other(_place: str) -> Trouble:
    return Trouble(
        _("The computer said no"),
        _("This computer could not do what Two Pens asked for."),
        _("Press Try again, or choose another folder."),
        kept=_("Your words are kept here."),
    )


_BY_NAME: dict[Callable[[str], Trouble], str] = {
    _disk_full: "ENOSPC EDQUOT",
    _not_allowed: "EACCES EPERM",
    _read_only: "EROFS",
    _open_elsewhere: "EBUSY ETXTBSY",
    _missing: "ENOENT ENOTDIR",
    _name_too_long: "ENAMETOOLONG",
    _name_not_taken: "EINVAL EILSEQ",
    _is_a_folder: "EISDIR",
    _does_not_answer: "EIO ENODEV ENXIO ESTALE EHOSTDOWN EHOSTUNREACH ENETUNREACH ENETDOWN ENOTCONN ETIMEDOUT",
    _too_big: "EFBIG",
    _too_much_open: "EMFILE ENFILE ENOMEM",
}
# Not every system knows every name.
_BY_ERRNO = {getattr(errno, name): speak for speak, names in _BY_NAME.items() for name in names.split() if hasattr(errno, name)}

_BY_WINDOWS_NUMBER: dict[int, Callable[[str], Trouble]] = {
    **dict.fromkeys((39, 112), _disk_full),
    19: _read_only,  # the little switch on a memory card
    **dict.fromkeys((32, 33, 1224), _open_elsewhere),  # sharing violation, lock violation, mapped by somebody
    **dict.fromkeys((21, 53, 55, 59, 64, 67, 121, 1167), _does_not_answer),  # Python calls some of these "permission" or "not found"
    123: _name_not_taken,
    206: _name_too_long,
}
