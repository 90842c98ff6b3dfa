"""Copies as Word files: what leaves as plain values (`copy`), laid out in our own base document (`writer`), saved and noted (`export`)."""
