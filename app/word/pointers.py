"""Where to look first, for somebody with little time: a few sentences on page 1, with the numbers of questions."""

from collections.abc import Iterator, Sequence

from app.language import _, ngettext
from app.word.closing import Waiting
from app.word.questions import differing, is_decided
from app.word.scene import Scene
from app.word.standing import numbers_in_a_row, stand_in_words
from models.questions import Kind


def pointers(scene: Scene, waiting: Waiting) -> tuple[str, ...]:
    """Who agrees, what was decided under the law, where people differ, what waits. Empty for a plan in which there is nothing of it."""
    number = scene.facts.form.number_of
    decided = [number(question.id) for question in scene.facts.form.questions if is_decided(question, scene)]
    apart = [number(question.id) for question in differing(scene)]
    return (*_where_people_stand(scene), *_decided(decided), *_apart(apart), *_waiting([*waiting], besides=bool(apart)))


# ---- insides


def _where_people_stand(scene: Scene) -> Iterator[str]:
    """All who signed, in a row, and where their reasons stand."""
    signing = next((question for question in scene.facts.form.questions if question.kind is Kind.SIGNATURE), None)
    stands = " ".join(stand_in_words(scene.cast.name(one.given.person), one.given.stand) for one in scene.signatures())
    if stands and signing:
        yield _("{stands} See question {number}.").format(stands=stands, number=scene.facts.form.number_of(signing.id))


def _decided(numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        yield ngettext(
            "Decided under the law, not agreed: question {numbers}.",
            "Decided under the law, not agreed: questions {numbers}.",
            len(numbers),
        ).format(numbers=numbers_in_a_row(numbers))


def _apart(numbers: Sequence[int]) -> Iterator[str]:
    if numbers:
        yield ngettext("We differ: question {numbers}.", "We differ: questions {numbers}.", len(numbers)).format(
            numbers=numbers_in_a_row(numbers)
        )


def _waiting(numbers: Sequence[int], *, besides: bool) -> Iterator[str]:
    """What else is not settled, `besides` that people differ."""
    if not numbers:
        return
    row = numbers_in_a_row(numbers)
    if besides:
        yield ngettext("Also not settled yet: question {numbers}.", "Also not settled yet: questions {numbers}.", len(numbers)).format(
            numbers=row
        )
    else:
        yield ngettext("Not settled yet: question {numbers}.", "Not settled yet: questions {numbers}.", len(numbers)).format(numbers=row)
