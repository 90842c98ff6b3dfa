"""Numbered steps from one shape of the store to the next, and how they are run: all of them, or none."""

from dataclasses import dataclass
from functools import total_ordering
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Self

from sqlalchemy import Connection

from models.migrations.guards import put_guards

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["OUR_STEPS", "BrokenReference", "SchemaVersion", "Steps", "upgrade"]

_HERE = Path(__file__).parent
_ONE_AT_A_TIME = Lock()


class BrokenReference(Exception):
    """A step would have left rows of this table pointing at nothing. Ours to mend; nothing was kept of the step."""


@total_ordering
@dataclass(frozen=True)
class SchemaVersion:
    """The shape of a store. An older program may write in a store whose `minor` is newer, never in one whose `major` is."""

    major: int
    minor: int

    @classmethod
    def read(cls, text: str) -> Self:
        """The version written as "1.0". Raises ValueError for anything else."""
        major, minor = text.split(".")
        return cls(int(major), int(minor))

    def __str__(self) -> str:
        return f"{self.major}.{self.minor}"

    def __lt__(self, other: "SchemaVersion") -> bool:
        return (self.major, self.minor) < (other.major, other.minor)


@dataclass(frozen=True)
class Steps:
    """A folder of numbered steps, and the version that a store has after the last of them."""

    folder: Path
    version: SchemaVersion


# The major step: an older program would meet plans about nobody, and not know what to make of them.
OUR_STEPS = Steps(_HERE / "versions", SchemaVersion(2, 1))


def upgrade(connection: Connection, steps: Steps) -> None:
    """Takes the store to the last step and puts its guards in place, in the transaction that is open on `connection`.

    A step that fails raises; rolling back then leaves every row and table as it was, because on SQLite too we begin ourselves.
    """
    # Imported here: an ordinary start has nothing to migrate, and Alembic costs it 150 ms.
    from alembic.command import upgrade as run_steps

    config = _config(steps)
    config.attributes["connection"] = connection
    with _ONE_AT_A_TIME:  # Alembic keeps what it works on in globals: of two threads the first to end takes them from the other
        run_steps(config, "head")
    put_guards(connection)


def _config(steps: Steps) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", _escaped(_HERE))
    config.set_main_option("version_locations", _escaped(steps.folder))
    # One folder a line: a path may well have a space or a colon in it.
    config.set_main_option("path_separator", "newline")
    return config


def _escaped(folder: Path) -> str:
    """The path with its percent signs doubled, which Alembic would otherwise read as gaps to fill."""
    return str(folder).replace("%", "%%")
