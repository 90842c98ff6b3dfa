"""Answers that are not text, one module a kind. `answer_control` gives the control of a question's box, or None where words are all."""

from app.sides import Box
from models.questions import CHOOSING, Duty, Kind, Question, SideName
from ui.desk.answers.choosing import ChoosingControl
from ui.desk.answers.control import AnswerControl
from ui.desk.answers.dating import DateControl
from ui.desk.answers.law import LawControl
from ui.desk.answers.replying import ReplyControl
from ui.desk.answers.stepping import StepControl
from ui.desk.room import DeskRoom


def answer_control(room: DeskRoom, question: Question, box: Box) -> AnswerControl | None:
    """The control for one box of a question. The words of the box stand below it."""
    kind = _kind_for(question, box)
    return kind(room, question, box) if kind else None


def _kind_for(question: Question, box: Box) -> type[AnswerControl] | None:
    side = box.side
    in_words = side is SideName.TEAM and not question.has(Duty.TEAM_ANSWERS)  # the team says in words what is done about each
    if question.kind in CHOOSING:
        return None if in_words else ChoosingControl
    if question.kind is Kind.DATE:
        return DateControl
    if question.kind is Kind.REQUEST:
        return ReplyControl if side is not SideName.PATIENT else None
    if question.kind is Kind.YES_NO_LATER:
        return None if in_words else ReplyControl
    if question.kind is Kind.ACTION:
        return StepControl
    if question.kind is Kind.LAW:
        return LawControl if side is SideName.TEAM else None
    return None
