"""Where a packed folder begins: the same entrance as `python -m ui`."""

import sys

from ui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
