"""What the clipboard carries: plain words for other programs, and for ourselves which characters of which plan they are.

Words go back into their own plan by id, so that they stay their owner's; another patient's plan does not take them.
"""

import json
from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QClipboard, QGuiApplication

from models.text.spans import SpanFault, Spans, spans_from_json, spans_to_json

FORMAT = "application/x-twopens"


@dataclass(frozen=True)
class Clipping:
    """Characters of a plan: which plan, which side, and their ids in reading order."""

    plan: str
    side: str
    spans: Spans


def mime_of(clipping: Clipping, words: str) -> QMimeData:
    """What is laid on the clipboard or dragged."""
    value = {"plan": clipping.plan, "side": clipping.side, "spans": spans_to_json(clipping.spans)}
    mime = QMimeData()
    mime.setText(words)
    mime.setData(FORMAT, json.dumps(value).encode())
    return mime


def clipping_in(mime: QMimeData) -> Clipping | None:
    """The characters of a plan that were laid there by us. None when they come from elsewhere, or cannot be made out."""
    if not mime.hasFormat(FORMAT):
        return None
    try:
        value = json.loads(bytes(mime.data(FORMAT).data()))
        plan, side, spans = value["plan"], value["side"], spans_from_json(value["spans"])
    except (ValueError, KeyError, TypeError, SpanFault):
        return None
    return Clipping(plan, side, spans) if isinstance(plan, str) and isinstance(side, str) else None


def forget_words() -> None:
    """Takes words of a plan off the clipboard, where ours lie on it: before a lock, and when a sitting ends."""
    clipboard = QGuiApplication.clipboard()
    for mode in (QClipboard.Mode.Clipboard, QClipboard.Mode.Selection):
        mime = clipboard.mimeData(mode)
        if mime is not None and mime.hasFormat(FORMAT):
            clipboard.clear(mode)
