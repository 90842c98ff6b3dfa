"""For build machines: makes the folder that runs without Python, in `dist/two-pens`. Then see installer/packing/README.md.

python3 installer/pack.py
"""

import os
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from installer.environment import HOUSE, Environment, PartsList
from installer.packing.font import put_font_in_place
from installer.qt_libraries import packages_for, see_to_libraries
from installer.starting import environment_of_the_app
from installer.system_packages import see_to_venv
from installer.telling import SetupFailed, say

WORKSHOP = Environment(HOUSE / ".venv-build", PartsList(HOUSE / "installer" / "requirements-build.txt"))
SCREENS = ("xcb", "wayland") if sys.platform == "linux" else ()
STEPS = (
    ("Drawing the icons", ("-m", "installer.packing.icons", "build/icons")),
    ("Packing the folder", ("-m", "PyInstaller", "--noconfirm", "--log-level=WARN", "installer/packing/two_pens.spec")),
)


def main() -> int:
    """Packs, and hands back the first exit code that is not zero."""
    try:
        # All libraries of every screen must be on the build machine: they go into the folder.
        WORKSHOP.make_whole(prepare=lambda: see_to_venv(packages_for(SCREENS)))
        see_to_libraries(WORKSHOP, SCREENS)
        put_font_in_place()
    except SetupFailed as failure:
        say(str(failure))
        return 1
    return next((code for sentence, arguments in STEPS if (code := _step(sentence, arguments))), 0)


def _step(sentence: str, arguments: tuple[str, ...]) -> int:
    say(sentence)
    settings = environment_of_the_app(os.environ) | {"QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run([str(WORKSHOP.python), "-P", *arguments], cwd=HOUSE, env=settings, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
