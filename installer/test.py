"""Tests Two Pens: `python3 installer/test.py` runs every check; with arguments it runs pytest alone and hands them on.

Paths among the arguments count from the top of the repository, as in `python3 installer/test.py tests/models -q`.
"""

import os
import sys

# Written so that an old Python can read it and say so; everything newer is imported after the check.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from installer.python_version import refuse_an_unfit_python

refuse_an_unfit_python()
from installer.testing import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
