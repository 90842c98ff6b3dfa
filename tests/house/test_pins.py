"""The lists that everybody installs from: exact, hashed, agreeing with each other and with the project file, and naming no host."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from installer.pin import GROUPS, RUNTIME, pin_command

ROOT = Path(__file__).resolve().parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
A_HOST = re.compile(r"[a-z]+://|file:|--(extra-)?index-url|--find-links|--trusted-host|@ ")
A_PIN = re.compile(r"^([a-z0-9][a-z0-9._-]*)==([^\s;]+)", re.MULTILINE)
EVERY_LIST = pytest.mark.parametrize("name", list(GROUPS))


def text_of(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def pins_in(name: str) -> dict[str, str]:
    return dict(A_PIN.findall(text_of(name)))


def wanted_by(group: str | None) -> list[Requirement]:
    """What the project file asks for, for the app and for one group."""
    groups = PROJECT["dependency-groups"]
    return [Requirement(line) for line in PROJECT["project"]["dependencies"] + (groups[group] if group else [])]


@EVERY_LIST
def test_no_list_names_a_host(name: str) -> None:
    assert A_HOST.findall(text_of(name)) == []


@EVERY_LIST
def test_every_part_of_a_list_is_pinned_and_has_hashes(name: str) -> None:
    blocks = re.split(r"^(?=\S)", text_of(name), flags=re.MULTILINE)[1:]

    assert blocks
    assert [block.splitlines()[0] for block in blocks if not (A_PIN.match(block) and "--hash=sha256:" in block)] == []


@EVERY_LIST
def test_every_list_holds_what_the_project_file_asks_for(name: str) -> None:
    pins = pins_in(name)

    for wanted in wanted_by(GROUPS[name]):
        assert wanted.specifier.contains(pins[canonicalize_name(wanted.name)]), f"{wanted}: run installer/pin.py"


@EVERY_LIST
def test_every_list_takes_the_parts_of_the_app_in_the_same_version(name: str) -> None:
    assert pins_in(RUNTIME).items() <= pins_in(name).items()


@EVERY_LIST
def test_the_pinning_command_asks_for_hashes_and_no_hosts(name: str) -> None:
    command = pin_command(name, GROUPS[name], [])

    assert {"--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header"} <= set(command)


def test_every_dependency_says_in_one_line_what_it_is_for() -> None:
    asked = PROJECT["project"]["dependencies"] + [line for group in PROJECT["dependency-groups"].values() for line in group]
    lines = text_of("pyproject.toml").splitlines()

    silent = [wanted for wanted in asked if not any(re.search(rf'"{re.escape(wanted)}",\s+# \w.{{8,}}', line) for line in lines)]
    assert silent == []
