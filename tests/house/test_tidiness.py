"""What no file of the house may name: the hosts of package registries, and places on somebody's machine."""

import re
from pathlib import Path

import pytest

from tests.house.house_files import ROOT, house_files

# In pieces, so that this file does not name them itself.
HOSTS = ("py" + "pi.org", "python" + "hosted", "registry.npm" + "js", "npm" + "js.com", "deb.deb" + "ian", "conda.an" + "aconda")
PLACES = (r"/wo" + r"rk/\w", r"/ro" + r"ot/\w")
HOMES = (r"/ho" + r"me/\w", r"/Us" + r"ers/\w", r"[A-Z]:\\+Us" + r"ers\\+\w")  # tests may make up somebody's home
UNWANTED = re.compile("|".join([*map(re.escape, HOSTS), *PLACES]))
UNWANTED_OUTSIDE_TESTS = re.compile("|".join([UNWANTED.pattern, *HOMES]))


def text_of(path: Path) -> str:
    """The text of a file; nothing for a picture or a Word file."""
    data = path.read_bytes()
    return "" if b"\0" in data else data.decode("utf-8", "replace")


def unwanted_in(text: str, in_tests: bool = False) -> list[str]:
    """The lines, with their numbers, that name what no file may name."""
    unwanted = UNWANTED if in_tests else UNWANTED_OUTSIDE_TESTS
    return [f"{number}: {line.strip()[:120]}" for number, line in enumerate(text.splitlines(), 1) if unwanted.search(line)]


def test_no_file_names_a_registry_or_a_place_on_a_machine() -> None:
    names = {path.relative_to(ROOT): text_of(path) for path in house_files()}

    assert {name: lines for name, text in names.items() if (lines := unwanted_in(text, name.parts[0] == "tests"))} == {}


@pytest.mark.parametrize(
    "line", ["see https://py" + "pi.org/simple", "in /ho" + "me/sam/plans", "C:\\Us" + "ers\\sam\\x", "/wo" + "rk/main"]
)
def test_the_search_finds_what_it_looks_for(line: str) -> None:
    assert unwanted_in(line)


def test_the_search_looks_at_the_files_of_the_house() -> None:
    assert ROOT / "pyproject.toml" in house_files()


FILTERS_ALL = re.compile(r"\b(?:q?app|instance\(\))\.installEventFilter\(")


def test_nothing_is_told_every_event_of_the_whole_application() -> None:
    """It would be slow, and PySide 6.11 dies of it now and then: `ui.firsthand` says why, and is what to use."""
    python = [path for path in house_files() if path.suffix == ".py"]
    assert [path.relative_to(ROOT) for path in python if FILTERS_ALL.search(text_of(path))] == []
    assert FILTERS_ALL.search("QApplication.instance()" + ".installEventFilter(self)")


ITEMS_ASKED_FOR = re.compile(r"\.itemAt\(")


def test_no_layout_is_asked_for_its_items() -> None:
    """PySide 6.11 takes one that C++ freed for whatever comes to its place in memory. `ui.pages.reading_order` goes without."""
    python = [path.relative_to(ROOT) for path in house_files() if path.suffix == ".py" and ITEMS_ASKED_FOR.search(text_of(path))]
    assert python == [Path("ui/widgets/flow.py")], "a row that flows makes its items itself"
