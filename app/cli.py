"""The plain commands, without a window: `verify`, `plans` and `export`. Nothing here loads Qt.

0: all is well. 1: something in the store is not as it was written. 2: it could not be done, and a sentence says why.
"""

import argparse
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from getpass import getpass
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

from app.access.anchors import Anchors
from app.access.key_store import KeyringTrouble, KeyStore
from app.access.profile import find_profile
from app.access.recovery import RecoveryCode, read_code
from app.access.vault import KeyOfAnotherStore, KeyWrong, Standing, Vault
from app.clock import Clock, SystemClock
from app.dates import write_day
from app.errors import Trouble, explain
from app.language import _, set_language
from app.services import Services
from app.settings import LANGUAGE, Settings

if TYPE_CHECKING:
    from app.checking import Checked
    from app.open_store import OpenStore
    from app.plans import Listed
    from models.database import Store
    from models.roots import KnownRoot

COMMANDS = ("verify", "plans", "export")
WELL, NOT_AS_WRITTEN, NOT_DONE = 0, 1, 2
SHORTEST_NUMBER = 6  # letters of a plan's long number that are enough to name it
ENDING = ".docx"

Ask = Callable[[str], str]
T = TypeVar("T")


def run(arguments: Sequence[str], ask: Ask = getpass, key_store: KeyStore | None = None, clock: Clock | None = None) -> int:
    """Carries out one command; returns the exit code. `ask` reads a passphrase or code without showing it."""
    try:
        command, rest = _command_in(arguments)
        asked = _parser(command).parse_intermixed_args(rest)
        set_language(Settings(find_profile(asked.profile).settings_file).get(LANGUAGE))
        return _COMMANDS[command](_Terms(asked, ask, key_store or KeyStore(), clock or SystemClock()))
    except SystemExit as ended:  # argparse has shown its help
        return int(ended.code or 0)
    except Exception as error:
        _tell_trouble(explain(error))
        return NOT_DONE


class _Terms:
    """What one run works with: what was asked for, and the ways to a key and to the time."""

    def __init__(self, asked: argparse.Namespace, ask: Ask, key_store: KeyStore, clock: Clock) -> None:
        self.asked, self.ask, self.key_store, self.clock = asked, ask, key_store, clock


# ---- the commands


def _verify(terms: _Terms) -> int:
    """Reads the whole store, and says in sentences what is not as it was written."""
    if terms.asked.demo:
        with _opened(terms) as open_store:
            return _tell_checked(_check(open_store.store, lambda: None, terms.clock))
    vault = Vault(find_profile(terms.asked.profile), terms.key_store, terms.clock)
    _demand_a_store(vault.standing())
    key = _with_key(vault, terms, vault.unlock_with_keyring, vault.unlock_with_passphrase, vault.unlock_with_recovery)
    store = _open_to_read(vault.profile.store_file, key)
    try:
        return _tell_checked(_check(store, Anchors(vault, key).last_known_root, terms.clock))
    finally:
        store.close()


def _plans(terms: _Terms) -> int:
    """Lists the plans, newest first: number, form, state, day, and the long number. Names only when they are asked for."""
    from app.plans import all_plans, form_of

    with _opened(terms) as open_store:
        listed = all_plans(open_store.store)
        for number, one in enumerate(listed, 1):
            name = [one.patient.name] if terms.asked.names and one.patient else []
            day = write_day(one.plan.created_at.astimezone().date())
            title = form_of(open_store.store, one.plan).title
            print("  ".join([f"{number:3}", one.plan.id, title, _state(one), day, *name]))
        if not listed:
            print(_("There are no plans yet."))
    return WELL


def _export(terms: _Terms) -> int:
    """Saves one plan as a Word file."""
    from app.word.blocks import CopyKind
    from app.word.export import default_file_name, export_plan

    kind = CopyKind(terms.asked.kind)
    wanted, out = _plan_and_out(terms.asked.words)
    with _opened(terms) as open_store:
        plan = _wanted(wanted, open_store, only_one=not terms.asked.demo).plan
        path = out / default_file_name(open_store, plan, kind) if out.is_dir() else out
        if path.suffix.lower() != ENDING:
            raise Trouble(_("This is no name of a Word file."), _("A Word file ends in .docx."), _("Give another name for the file."))
        print(export_plan(open_store, plan, kind, path))
    return WELL


_COMMANDS = {"verify": _verify, "plans": _plans, "export": _export}


# ---- opening


@contextmanager
def _opened(terms: _Terms) -> Iterator["OpenStore"]:
    """The open store: the demonstration's, or the profile's with its key. The log says that it was unlocked from the command line."""
    if terms.asked.demo:
        from app.demo import open_demo

        with open_demo(_at_once, terms.clock) as demo:
            yield demo.open_store
        return
    from app.plans import note_access

    services = Services(find_profile(terms.asked.profile), _at_once, key_store=terms.key_store, clock=terms.clock)
    try:
        _demand_a_store(services.standing())
        ways = services.open_with_keyring, services.open_with_passphrase, services.open_with_recovery
        open_store = _with_key(services.vault, terms, *ways)
        try:
            note_access(open_store.store, terms.clock, "", "unlocked", detail="command_line")
            yield open_store
        finally:
            open_store.close()
    finally:
        services.close()


def _with_key(
    vault: Vault, terms: _Terms, by_keyring: Callable[[], T], by_passphrase: Callable[[str], T], by_code: Callable[[RecoveryCode], T]
) -> T:
    """What the key gives: from the key ring, else by the passphrase or by the code of the recovery sheet, which are asked for."""
    header, passphrase, code = vault.header(), _("Passphrase:"), _("The code on the recovery sheet:")
    if header.keyring and not terms.asked.recovery:
        try:
            return by_keyring()
        except (KeyringTrouble, KeyWrong, KeyOfAnotherStore) as trouble:
            print(explain(trouble).sentence, file=sys.stderr)
    elif header.passphrase and not terms.asked.recovery:
        return by_passphrase(terms.ask(f"{passphrase} "))
    return by_code(read_code(terms.ask(f"{code} ")))


def _open_to_read(path: Path, key: bytes) -> "Store":
    """The store for reading, also while a window has it open; a hurt one as far as it reads."""
    from models.database import Store
    from models.store_errors import StoreDamaged

    try:
        return Store.open_to_read(path, key)
    except StoreDamaged:
        return Store.salvage(path, key)


def _demand_a_store(standing: Standing) -> None:
    if standing is not Standing.READY:
        raise Trouble(
            _("There are no plans here."), _("Nobody has begun to write in this folder."), _("Start Two Pens, or name another folder.")
        )


def _at_once(call: Callable[[], None]) -> None:
    """There is no window here whose thread would have to be waited for."""
    call()


# ---- what is asked for, and what is told


def _command_in(arguments: Sequence[str]) -> tuple[str, list[str]]:
    """The command and everything else. A folder may be called like a command, so the word behind --profile is none."""
    for place, word in enumerate(arguments):
        if word in COMMANDS and (place == 0 or arguments[place - 1] != "--profile"):
            return word, [*arguments[:place], *arguments[place + 1 :]]
    raise _not_understood()


class _Parser(argparse.ArgumentParser):
    """Says what it does not understand as everything else here does."""

    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        raise _not_understood()


def _parser(command: str) -> argparse.ArgumentParser:
    parser = _Parser(prog=f"twopens {command}", description=_about(command))
    parser.add_argument("--profile", type=Path, help=_("the folder that holds the plans"))
    parser.add_argument("--demo", action="store_true", help=_("a made-up person and plan, in a store that is thrown away"))
    parser.add_argument("--recovery", action="store_true", help=_("ask for the code on the recovery sheet"))
    if command == "plans":
        parser.add_argument("--names", action="store_true", help=_("show whom each plan is about"))
    if command == "export":
        parser.usage = "twopens export [PLAN] OUT.docx [--kind KIND] [--profile FOLDER] [--demo] [--recovery]"
        parser.add_argument("words", nargs="+", metavar="PLAN OUT.docx", help=_("which plan, by its number, and the file to write"))
        parser.add_argument("--kind", choices=("clean", "who-wrote-what"), default="clean", help=_("which kind of copy"))
    return parser


def _about(command: str) -> str:
    return {
        "verify": _("Reads all plans, and says what is not as it was written."),
        "plans": _("Lists the plans, the newest first."),
        "export": _("Saves a plan as a Word file."),
    }[command]


def _plan_and_out(words: Sequence[str]) -> tuple[str, Path]:
    """Which plan ("" for the only or first one), and where to."""
    if len(words) > 2:
        raise _not_understood()
    return (words[0] if len(words) == 2 else ""), Path(words[-1]).expanduser()


def _wanted(wanted: str, open_store: "OpenStore", only_one: bool) -> "Listed":
    """The plan by its place in the list, by its long number or the beginning of it. Raises Trouble when that is none, or several."""
    from app.plans import all_plans

    listed = all_plans(open_store.store)
    if not wanted:
        found = listed if only_one else listed[:1]
    elif wanted.isdecimal() and len(wanted) < SHORTEST_NUMBER:
        found = listed[int(wanted) - 1 : int(wanted)] if int(wanted) else []
    else:
        found = [one for one in listed if one.plan.id.startswith(wanted.lower())] if len(wanted) >= SHORTEST_NUMBER else []
    if len(found) != 1:
        raise Trouble(
            _("Which plan?"), _("That does not name one plan."), _("List them with “twopens plans”, and give a number from there.")
        )
    return found[0]


def _state(listed: "Listed") -> str:
    from app.word.first_page import standing_in_words

    return standing_in_words(listed.plan.state)


def _check(store: "Store", known: "Callable[[], KnownRoot | None]", clock: Clock) -> "Checked":
    from app.checking import check

    return check(store, known, clock, lambda done, whole: None)


def _tell_checked(checked: "Checked") -> int:
    for sentence in checked.sentences:
        print(sentence)
    return WELL if checked.sound else NOT_AS_WRITTEN


def _tell_trouble(trouble: Trouble) -> None:
    print(trouble.title, file=sys.stderr)
    print(str(trouble), file=sys.stderr)


def _not_understood() -> Trouble:
    return Trouble(
        _("This command was not understood."),
        _("The commands are verify, plans and export."),
        _("Put --help behind one of them to read more."),
    )
