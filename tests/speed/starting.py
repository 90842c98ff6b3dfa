"""How long it takes from the start of the program until its window can be used, beside a PySide6 window with nothing in it.

Both are processes of their own (`tests.speed.started`), so that Python's own start and every import count.
"""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from datetime import date
from functools import partial
from pathlib import Path

from app.access.key_store import KeyStore
from app.access.profile import Profile
from app.forms import roles
from app.people import first_keeper
from app.services import Services
from tests.fakes import FakeClock, MemoryKeyring
from tests.speed.frame import Line, medians_in_turn

TIMES = 7
MOST_TIMES = 2.5


def measure() -> Iterator[Line]:
    """The lines of this benchmark."""
    with tempfile.TemporaryDirectory(prefix="two-pens-speed-") as place:
        with_store, empty = Path(place) / "store", Path(place) / "empty"
        _make(with_store, store=True)
        _make(empty, store=False)
        programs = [("window", with_store), ("ready", with_store), ("ready", empty), ("bare",)]
        window, ready, first, bare = medians_in_turn(*(partial(_run, Path(place) / "compiled", *one) for one in programs), times=TIMES)
    yield Line("start until the window is painted", window, "a bare PySide6 window", bare, most_times=MOST_TIMES)
    yield Line("start until staff can unlock: the store is open", ready, "a bare PySide6 window", bare, most_times=MOST_TIMES)
    yield Line("the very first start, until it can begin", first, "a bare PySide6 window", bare, most_times=MOST_TIMES)


def _make(folder: Path, *, store: bool) -> None:
    """A profile, with a store in it or empty, and its key ring as `tests.speed.started` reads it."""
    folder.mkdir()
    ring = MemoryKeyring()
    if store:
        services = Services(Profile(folder / "profile"), lambda call: call(), key_store=KeyStore(ring), clock=FakeClock())
        opened, _code = services.make_store()
        first_keeper(opened.store, "Jo Nkemelu", roles()["nurse"], date(2026, 5, 4))
        opened.close()
        services.close()
    (folder / "ring.json").write_text(json.dumps([[service, name, secret] for (service, name), secret in ring.secrets.items()]))


def _run(compiled: Path, *what: object) -> None:
    """Starts the program once. Its modules are compiled at the first start, as those of an installed program are."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"PYTHONPYCACHEPREFIX": str(compiled), "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
    subprocess.run([sys.executable, "-m", "tests.speed.started", *map(str, what)], check=True, env=environment, timeout=120)
