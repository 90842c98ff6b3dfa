"""How fast it is: `python -m tests.speed` measures everything beside a baseline in the same run and prints the ratios."""
