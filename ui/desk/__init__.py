"""The pieces of the desk: the pen strip, the boxes of a question, where we stand, and what waits for somebody."""
