"""For developers: writes the lists of exact versions with hashes that everybody installs from. Needs `uv`, as in the group `build`.

    python installer/pin.py              keeps what is pinned and adds what is new
    python installer/pin.py --upgrade    takes the newest versions that pyproject.toml allows

The lists name no host: where parts come from is the business of whoever installs (a hospital may have a mirror).
"""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).resolve().parents[1]
RUNTIME = "installer/requirements.txt"
# The group of pyproject.toml that each list adds to what the app itself needs.
GROUPS = {RUNTIME: None, "installer/requirements-test.txt": "test", "installer/requirements-build.txt": "build"}


def pin_command(output: str, group: str | None, extra: list[str]) -> list[str]:
    """How uv is asked for one list. The lists with a group take every shared version from the runtime list."""
    command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11"]
    command += ["--generate-hashes", "--no-emit-index-url", "--no-emit-find-links", "--no-header", "--quiet", "-o", output]
    if group:
        command += ["--group", group, "--constraint", RUNTIME]
    return command + extra


def main(extra: list[str]) -> int:
    """Writes all lists, the runtime's first. Hands back the first exit code that is not zero."""
    for output, group in GROUPS.items():
        print(f"Writing {output}", flush=True)
        code = subprocess.run(pin_command(output, group, extra), cwd=HOUSE, check=False).returncode
        if code:
            return code
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
