"""The one thing that a Python of any age must be able to read: which Pythons will do. Keep its grammar old."""

import sys

OLDEST = (3, 11)
TOO_NEW = (3, 15)


def complaint_about(major: int, minor: int) -> str:
    """What is wrong with a Python of this version, in sentences; an empty text if it will do."""
    if OLDEST <= (major, minor) < TOO_NEW:
        return ""
    needed = f"Two Pens needs Python 3.11, 3.12, 3.13 or 3.14. This is Python {major}.{minor}."
    return needed + "\nInstall one of these and start again with it, for example: python3.12 installer/run.py"


def refuse_an_unfit_python() -> None:
    """Ends the program with a sentence if this Python is too old or too new."""
    complaint = complaint_about(sys.version_info[0], sys.version_info[1])
    if complaint:
        sys.exit(complaint)
