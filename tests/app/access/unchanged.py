"""Proof that a refusal left every file as it was."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def contents(folder: Path) -> dict[str, str]:
    """Every file under a folder, by its name, with the hash of what is in it. The lock files come and go and do not count."""
    files = (path for path in sorted(folder.rglob("*")) if path.is_file() and path.suffix != ".lock")
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


@contextmanager
def nothing_changes(folder: Path) -> Iterator[None]:
    """What happens inside leaves every file under the folder byte for byte as it was, and makes none."""
    before = contents(folder)
    yield
    assert contents(folder) == before
