"""*What is this?*: the Easy Read pages of this service, with its names in them; and bringing in pages of its own.

They hold nothing of any plan or person, so they can be read before anybody has unlocked.
"""

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import NamedTuple

from app.access.profile import Profile
from app.errors import Trouble, explain
from app.files import write_whole
from app.forms import pictures
from app.language import _
from app.resources import resource_path
from app.settings import ADVOCATE_WORDS, KEEPER_WORDS, URGENT_PHONE, WARD_NAME, Settings
from models.easy_pages import EasyPage, read_pages
from models.form_reading import LARGEST_FILE, FormFaults, FormFromTheFuture
from models.text.clean import clean

SAY_NO, WHO_TO_ASK = "say_no", "who_to_ask"  # other pages lead there: shell.go("what_is_this", SAY_NO)

_FILLED_FROM = {"service": WARD_NAME, "advocate": ADVOCATE_WORDS, "phone": URGENT_PHONE, "keeper": KEEPER_WORDS}


class PagesHere(NamedTuple):
    """The pages as they are read here. `trouble` is what to say where the service's own file could not be used."""

    pages: tuple[EasyPage, ...]
    own: bool = False
    trouble: Trouble | None = None


def pages_here(profile: Profile, settings: Settings) -> PagesHere:
    """The pages with their gaps filled: the service's own where it brought some that can be read, else those that ship."""
    names = {gap: clean(settings.get(setting)) for gap, setting in _FILLED_FROM.items()}
    try:
        own = _read_file(profile.pages_file)
    except FileNotFoundError:
        return PagesHere(_filled(shipped_pages(), names))
    except (OSError, FormFaults, FormFromTheFuture) as error:
        return PagesHere(_filled(shipped_pages(), names), trouble=_own_not_read(error))
    return PagesHere(_filled(own, names), own=True)


@cache
def shipped_pages() -> tuple[EasyPage, ...]:
    """The eight pages that come with Two Pens, gaps and all."""
    return _read_file(resource_path("pages", "what_is_this.toml"))


def bring_pages(profile: Profile, path: Path) -> tuple[EasyPage, ...]:
    """Takes the pages in a file as this service's own. Raises Trouble that says what has to be mended; then nothing was changed."""
    try:
        data = _data_of(path)
        pages = read_pages(data, pictures())
        write_whole(profile.pages_file, data)
    except (OSError, FormFaults, FormFromTheFuture) as error:
        raise _not_these_pages(error) from error
    return pages


def drop_pages(profile: Profile) -> None:
    """Goes back to the pages that come with Two Pens. Raises Trouble where the disk does not let go of the file."""
    try:
        profile.pages_file.unlink(missing_ok=True)
    except OSError as error:
        raise explain(error) from error


def _read_file(path: Path) -> tuple[EasyPage, ...]:
    return read_pages(_data_of(path), pictures())


def _data_of(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(LARGEST_FILE + 1)


def _filled(pages: tuple[EasyPage, ...], names: Mapping[str, str]) -> tuple[EasyPage, ...]:
    return tuple(page.filled(names) for page in pages)


def _not_these_pages(error: Exception) -> Trouble:
    """What is wrong with a file of pages: the same lines as for a form, under a name of its own."""
    trouble = explain(error)
    if not isinstance(error, FormFaults):
        return trouble
    _first, _newline, lines = trouble.sentence.partition("\n")
    return Trouble(_("These pages cannot be used"), lines, _("Mend the file, or choose another one."), kept=_("Nothing was changed."))


def _own_not_read(error: Exception) -> Trouble:
    trouble = _not_these_pages(error)
    return Trouble(
        _("The pages of this service cannot be read"),
        trouble.sentence,
        _("Ask a keeper to bring them in again, under Settings."),
        kept=_("The pages that came with Two Pens are shown instead."),
    )
