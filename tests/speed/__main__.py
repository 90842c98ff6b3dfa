"""Runs the benchmarks: all of them, or those that are named.

python -m tests.speed
python -m tests.speed opening typing
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from importlib import import_module
from pkgutil import iter_modules

import tests.speed
from tests.speed.frame import Line

Measure = Callable[[], Iterable[Line]]


def benchmarks() -> dict[str, Measure]:
    """Every module here that measures something, by name."""
    names = sorted(found.name for found in iter_modules(tests.speed.__path__) if not found.name.startswith(("_", "test_")))
    modules = {name: import_module(f"tests.speed.{name}") for name in names}
    return {name: module.measure for name, module in modules.items() if hasattr(module, "measure")}


def main(wanted: Sequence[str]) -> int:
    """Prints one line for each thing that is measured. 2 when a name is not one of ours."""
    known = benchmarks()
    unknown = [name for name in wanted if name not in known]
    if unknown:
        print(f"no such benchmark: {', '.join(unknown)}; there are: {', '.join(known)}")
        return 2
    for name in wanted or known:
        print(f"-- {name}", flush=True)
        for line in known[name]():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
