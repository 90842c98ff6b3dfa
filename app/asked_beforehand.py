"""What a form asks beforehand: the few questions of its beginning that the patient can think about before people meet.

One rule for paper and for the private page, and it is the form's own: a service's form has a preparation as soon as it begins with one.
"""

from models.forms import Form
from models.questions import Kind, Question, SideName

AT_ONCE = 3  # preparing asks three questions at most


def preparation_questions(form: Form) -> tuple[Question, ...]:
    """The questions that somebody can prepare, three at most; none where the form does not begin with a preparation.

    A form begins with one where its first section has three core questions or more that the patient answers.
    """
    asked = [question for question in form.sections[0].questions if question.core and _is_the_patients(question)]
    return tuple(asked[:AT_ONCE]) if len(asked) >= AT_ONCE else ()


def can_be_prepared(form: Form) -> bool:
    """Whether plans on this form have a preparation, on paper and alone."""
    return bool(preparation_questions(form))


def is_for_meeting(form: Form) -> bool:
    """Whether plans on this form are the record of a meeting. A ward round is one, too: it has no agenda, and begins with a preparation."""
    return bool(form.agenda) or can_be_prepared(form)


def _is_the_patients(question: Question) -> bool:
    return question.kind is not Kind.HEADING and SideName.PATIENT in question.sides
