"""The floors of the house are kept by contracts. Here these are tried: on our own tree, and on one that breaks them all."""

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from installer.testing import RUNS

ROOT = Path(__file__).resolve().parents[2]
CONTRACTS = [
    contract["name"] for contract in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]["contracts"]
]
LINT = next(run.arguments for run in RUNS if "import-linter" in run.sentence)
SINS = {
    "models/knows_app.py": "import app.plain\nimport keyring",
    "models/plain.py": "",
    "app/plain.py": "import PySide6.QtCore\nimport qtpy",
    "ui/speaks_sql.py": "import sqlalchemy\nimport docx",
}


def verdict_on(tree: Path) -> subprocess.CompletedProcess[str]:
    """What the check of test.py says of a tree."""
    return subprocess.run(
        [sys.executable, *LINT], cwd=tree, capture_output=True, text=True, check=False, env=os.environ | {"PYTHONPATH": str(tree)}
    )


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> subprocess.CompletedProcess[str]:
    """The verdict on a small house, under our own contracts, in which every one of them is broken."""
    tree = tmp_path_factory.mktemp("house")
    shutil.copy(ROOT / "pyproject.toml", tree)
    for name, text in SINS.items():
        (tree / name).parent.mkdir(exist_ok=True)
        (tree / name).with_name("__init__.py").touch()
        (tree / name).write_text(text)
    return verdict_on(tree)


def test_our_own_floors_hold() -> None:
    verdict = verdict_on(ROOT)

    assert verdict.returncode == 0, verdict.stdout


def test_a_broken_floor_fails_the_run(broken: subprocess.CompletedProcess[str]) -> None:
    assert broken.returncode == 1


@pytest.mark.parametrize("contract", CONTRACTS)
def test_every_contract_can_be_broken(contract: str, broken: subprocess.CompletedProcess[str]) -> None:
    assert f"{contract} BROKEN" in " ".join(broken.stdout.split())
