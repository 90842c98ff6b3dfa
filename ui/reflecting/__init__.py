"""After we met: the pieces of the page on which each person answers alone, and what is then shown side by side."""
