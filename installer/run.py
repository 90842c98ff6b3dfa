"""Starts Two Pens: `python3 installer/run.py`. The first start fetches its parts; later ones begin at once.

Whatever follows is handed on to the app, as in `python3 installer/run.py verify`.
"""

import os
import sys

# Written so that an old Python can read it and say so; everything newer is imported after the check.
sys.path.insert(0, os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
from installer.python_version import refuse_an_unfit_python

refuse_an_unfit_python()
from installer.starting import main

if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
