"""Setting up, starting, testing, pinning and packing Two Pens. The two commands of the README are `run.py` and `test.py`."""
