"""Characters as the eye counts them: a letter with its marks, a flag, a family are one. Qt's text layout knows where they end."""

from PySide6.QtCore import QTextBoundaryFinder

from models.text.clean import utf16_width

_GRAPHEME = QTextBoundaryFinder.BoundaryType.Grapheme


def cluster(text: str, forward: bool) -> int:
    """How many UTF-16 units the first (`forward`) or else the last character of a text takes. The text is never empty."""
    if text.isascii() or (not forward and text[-1].isascii()):  # a plain last letter is one by itself, whatever stands before it
        return 1
    finder = QTextBoundaryFinder(_GRAPHEME, text)
    if forward:
        return finder.toNextBoundary()
    finder.toEnd()
    return utf16_width(text) - finder.toPreviousBoundary()
