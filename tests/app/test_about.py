"""What Two Pens says of itself."""

import re
import tomllib

from app.about import ASKED_FOR, VERSION, ingredients, safety_papers
from tests.house.house_files import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_the_version_is_the_one_in_the_project_file() -> None:
    assert PROJECT["version"] == VERSION


def test_what_we_ask_for_is_what_the_project_file_asks_for() -> None:
    asked = [re.match(r"[\w.-]+", line)[0] for line in PROJECT["dependencies"]]

    assert list(ASKED_FOR) == asked


def test_every_part_that_runs_here_is_named_with_its_licence_and_its_text() -> None:
    found = {one.name.casefold().replace("_", "-"): one for one in ingredients()}

    assert {"two pens", "loro", "sqlalchemy", "mako"} <= set(found)
    assert "pytest" not in found
    assert [name for name, one in found.items() if not one.licence] == []
    assert [name for name, one in found.items() if not one.text] == []
    assert found["loro"].licence == "MIT"


def test_the_draft_safety_papers_are_found() -> None:
    assert (safety_papers() / "hazard_log.md").exists()
