"""Where typing histories and samples made by real people lie. They are looked for beside the checkout and never copied into it."""

import os
from pathlib import Path

VARIABLE = "TWOPENS_TEST_DATA"
_BESIDE_THE_CHECKOUT = Path(__file__).resolve().parents[2] / "shared"


def real_data_folder() -> Path | None:
    """The folder named by TWOPENS_TEST_DATA, else `shared` beside the checkout; None if there is no such folder."""
    named = os.environ.get(VARIABLE)
    folder = Path(named) if named else _BESIDE_THE_CHECKOUT
    return folder if folder.is_dir() else None
