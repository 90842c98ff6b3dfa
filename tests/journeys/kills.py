"""Kills the app while two people write in it, opens what is left, lets them write on, and kills it again.

A ward is a store in a folder with Sam's care plan in it and a sitting that is never ended, so that everything grows from kill to kill.
"""

import contextlib
import json
import os
import queue
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from random import Random
from threading import Event

from app.access.profile import Profile
from app.forms import roles, shipped_form
from app.open_store import OpenStore
from app.people import add_patient, first_keeper
from app.plans import start_plan
from app.services import Services
from tests.journeys.ways_in import NUMBER, PASSPHRASE
from tests.journeys.what_is_left import Found, Lost, Told, WhatIsLeft
from tests.profiles import TemporaryProfile
from tests.quick_locks import quick_locks

ROOT = Path(__file__).parents[2]
HONEST, LYING = "tests.journeys.writing_child", "tests.journeys.lying_child"
WORKERS = 2
EARLY = 0.12  # of the kills fall before anybody writes: at the start, while unlocking, on the way to the desk
LONGEST_START = 1.0  # seconds from the start to an early kill
MOST_LINES, LONGEST_BLINK = 120, 0.06  # at the desk: lines that are told, and seconds after the last of them
PATIENCE = 60.0


@dataclass
class Tally:
    """What came of many kills."""

    kills: int = 0
    at_desk: int = 0
    letters: int = 0
    rows: int = 0
    undone: int = 0

    def add(self, told: Told, found: Found) -> None:
        """One more."""
        self.kills += 1
        self.at_desk += told.lines_at_desk > 0
        self.letters += sum(told.saved.values())
        self.rows += found.rows
        self.undone += found.undone

    def __str__(self) -> str:
        saved = f"{self.letters} letters said to be saved, none lost, none in other hands"
        return f"{self.kills} kills ({self.at_desk} at the desk), {self.rows} rows, {saved}; {self.undone} steps undone after it"


class Ward:
    """A store in a folder, in which Sam and Jo write, are killed, and write on. `child` is the module that is run and killed."""

    def __init__(self, folder: Path, child: str = HONEST) -> None:
        self._child = child
        self._home = TemporaryProfile(folder / "home")
        self._home.folder.mkdir(parents=True)
        self.profile = Profile(folder / "Two Pens")
        self._calls: queue.Queue[Callable[[], object]] = queue.Queue()
        self._runs = 0
        self._left = self._furnish()

    @property
    def environment(self) -> dict[str, str]:
        """What a process is told of where its home is: nobody's."""
        return os.environ | self._home.environment | {"TMPDIR": str(self._home.folder)}

    def kill_once(self, dice: Random) -> tuple[Told, Found]:
        """Lets them write, kills them, and looks at what is left. Raises Lost."""
        self._runs += 1
        told = Told()
        try:
            self._write_and_be_killed(dice, told)
            with self.opened() as store:
                return told, self._left.look(store, told)
        except Lost as fault:
            raise Lost("\n".join([str(fault), "Told before:", *map(str, told.last)])) from fault

    # ---- insides: the store

    def _furnish(self) -> WhatIsLeft:
        services = self._services()
        with quick_locks():
            store, _code = services.make_store(PASSPHRASE)
            jo = first_keeper(store.store, "Jo Nowak", roles()["nurse"], date(2026, 5, 4))
            store.pins.set_pin(jo.id, NUMBER)
        store.unlock_as(jo.id, NUMBER)
        sam = add_patient(store.store, "Sam Okafor", "Sam", date(1990, 3, 12), "9990123454").person
        plan = start_plan(store.store, store.clock, sam.id, shipped_form("care_plan"))
        sitting = store.begin_sitting(sam.id)
        sitting.arrive(jo.id, roles()["nurse"])
        store.close()
        services.close()
        return WhatIsLeft(plan.id, sitting.sitting.id, {"sam": sam.id, "jo": jo.id})

    def _services(self) -> Services:
        return Services(self.profile, self._calls.put)

    @contextlib.contextmanager
    def opened(self) -> Iterator[OpenStore]:
        """The store, while nobody writes in it."""
        services = self._services()
        try:
            services.standing()
            store = services.open_with_passphrase(PASSPHRASE)
            try:
                yield store
            finally:
                store.close()
        finally:
            services.close()

    # ---- insides: the process

    def _write_and_be_killed(self, dice: Random, told: Told) -> None:
        seed, early = dice.randrange(10**9), dice.random() < EARLY
        lines, seconds = (0, dice.uniform(0, LONGEST_START)) if early else (dice.randint(1, MOST_LINES), dice.uniform(0, LONGEST_BLINK))
        said = self._home.folder / "said.txt"
        command = [sys.executable, "-m", self._child, str(self.profile.folder), str(seed), str(self._runs)]
        environment = self.environment | {"QT_QPA_PLATFORM": "offscreen"}
        with said.open("wb") as paper, subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=paper, env=environment) as child:
            try:
                _listen(child, told, lines, seconds)
            finally:
                child.kill()
        if child.returncode != -signal.SIGKILL:
            raise Lost(f"the app ended by itself with {child.returncode}: {_said(said)}")
        if words := _said(said) + _complaints(self.profile.logs_folder):
            raise Lost(f"the app complained: {words}")


def kill_many(folder: Path, seed: int, enough: Callable[[Tally], bool], child: str = HONEST) -> Tally:
    """Kills in two wards side by side until it is enough. Raises Lost, with the seed to begin with again."""
    tally, lost = Tally(), Event()

    def work(number: int) -> None:
        dice, ward = Random(f"{seed} {number}"), Ward(folder / str(number), child)
        while not (enough(tally) or lost.is_set()):
            try:
                tally.add(*ward.kill_once(dice))
            except BaseException as fault:
                lost.set()
                raise Lost(f"seed {seed}, after {tally}: {fault}") from fault

    with ThreadPoolExecutor(WORKERS) as workers:
        for outcome in [workers.submit(work, number) for number in range(WORKERS)]:
            outcome.result()
    return tally


def kill_for(folder: Path, seconds: float, seed: int) -> Tally:
    """Kills for that long."""
    end = time.monotonic() + seconds
    return kill_many(folder, seed, lambda tally: time.monotonic() > end)


def _listen(child: "subprocess.Popen[bytes]", told: Told, lines: int, seconds: float) -> None:
    """Takes what is told: at the desk until so many lines have come, with none wanted from the start; so many seconds later it kills."""
    assert child.stdout is not None
    pipe, held = child.stdout.fileno(), b""
    end, marked = time.monotonic() + PATIENCE, False
    while (left := end - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            continue
        came = os.read(pipe, 65536)
        if not came:
            break
        held = _take_lines(held + came, told)
        if not marked and told.lines_at_desk >= lines:
            marked, end = True, time.monotonic() + seconds
    child.kill()
    _take_lines(held + child.stdout.read(), told)
    if not marked:
        raise Lost(f"the app told {told.lines_at_desk} lines at the desk in {PATIENCE:.0f} s, and not {lines}")


def _take_lines(came: bytes, told: Told) -> bytes:
    """Takes the whole lines; gives the beginning of the one that is still coming."""
    *lines, rest = came.split(b"\n")
    for line in lines:
        told.take(json.loads(line))
    return rest


def _said(file: Path) -> str:
    """What the app said on its standard error, but for the one thing that the offscreen platform says of every window."""
    lines = file.read_text(errors="replace").splitlines()
    return "\n".join(line for line in lines if "propagateSizeHints" not in line).strip()


def _complaints(folder: Path) -> str:
    """The app's own log if a warning or an error is in it. The log is emptied."""
    files = sorted(folder.glob("*.log*"))
    said = "".join(file.read_text(encoding="utf-8") for file in files)
    for file in files:
        file.unlink()
    return said if "WARNING" in said or "ERROR" in said else ""
