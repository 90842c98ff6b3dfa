"""Answers that are not text, one module a kind. `answer_control` gives the control of a question's box, or None where words are all."""

from PySide6.QtWidgets import QWidget

from app.sides import Box
from models.questions import Question
from ui.desk.room import DeskRoom


def answer_control(room: DeskRoom, question: Question, box: Box, number: str) -> QWidget | None:
    """The control for one box of a question. `number` is the box of a question that repeats, or ""."""
    return None
