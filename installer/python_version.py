"""The one thing that a Python of any age must be able to read, even Python 2: which Pythons will do. Keep its grammar that old."""

import sys

OLDEST = (3, 11)
TOO_NEW = (3, 15)


def complaint_about(major, minor):
    # type: (int, int) -> str
    """What is wrong with a Python of this version, in sentences; an empty text if it will do."""
    if OLDEST <= (major, minor) < TOO_NEW:
        return ""
    here = "This is Python " + str(major) + "." + str(minor) + "."
    return (
        "Two Pens needs Python 3.11, 3.12, 3.13 or 3.14. "
        + here
        + "\nStart again with one of these, for example: python3.12 installer/run.py"
    )


def refuse_an_unfit_python():
    # type: () -> None
    """Ends the program with a sentence if this Python is too old or too new."""
    complaint = complaint_about(sys.version_info[0], sys.version_info[1])
    if complaint:
        sys.exit(complaint)
