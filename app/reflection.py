"""After we met: what each person of a sitting says alone, and what of it is shown to the others once each of them wants that.

    reflection = Reflection(open_store, shelf, sitting_id)
    own = reflection.open_own(person, number)      # the only way to anybody's own answers
    own.answer("af_listened", Answer("yes"))
    own.finish(side_by_side=True)
    reflection.side_by_side()                      # nothing, until each who was asked is done and two or more want it

Nothing here is counted, averaged, put in order of what was said, or written into a plan, a copy or a log.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from enum import Enum, auto

from app.access.pins import Pins
from app.after_questions import AfterShelf
from app.errors import Trouble
from app.here import PRESENT
from app.keeping import Keeping, not_saved_yet
from app.language import _
from app.open_store import OpenStore
from app.people import known_person
from app.wording import with_stop
from models import reflections as kept
from models.database import Store
from models.people import Person
from models.plans import Plan
from models.questions import Question
from models.record import rows_of
from models.reflections import Answer, Promise, Said
from models.sittings import attendances, sitting
from models.text.clean import clean

SAY_NO, MY_WORDS = "af_say_no", "af_my_words"  # the questions after which something is offered
YES, NO = "yes", "no"


class Earlier(Enum):
    """What there is from an earlier visit that cannot be shown, since nothing keeps it from other eyes at this screen."""

    NOTHING = auto()
    BEGUN = auto()
    DONE = auto()


@dataclass(frozen=True)
class Asked:
    """Somebody who can answer. `waited_for`: nothing is shown side by side before this person is done. `done`: answered or passed."""

    person: Person
    waited_for: bool
    done: bool


@dataclass(frozen=True)
class Shown:
    """What one person shows to the others: a question, and what that person said to it, in their order."""

    person: Person
    answers: tuple[tuple[Question, Answer], ...]


class Reflection:
    """What is said after one sitting. Answers of others come out of it in one way only: `side_by_side`.

    `alone` is who unlocked the screen after the sitting; "" while it is under way, and everybody is here.
    """

    def __init__(self, store: Store, keeping: Keeping, pins: Pins, shelf: AfterShelf, sitting_id: str, alone: str = "") -> None:
        self.sitting_id, self.shelf, self._alone = sitting_id, shelf, alone
        self._store, self._keeping, self._pins = store, keeping, pins
        with store.reading() as session:
            self.sitting = sitting(session, sitting_id)

    # ---- what you can ask it

    def people(self) -> tuple[Asked, ...]:
        """Everybody who came, the patient first, then in the order of arriving.

        Somebody who went before the end can answer, and is not waited for.
        """
        with self._store.reading() as session:
            came = attendances(session, self.sitting_id)
            began = {one.person_id: one.finished for one in kept.reflections_of(session, self.sitting_id)}
        there = [one for one in came if one.takes_part in PRESENT]
        stayed = {one.person_id for one in there if one.left_at in (None, self.sitting.ended_at)}
        ids = sorted(dict.fromkeys(one.person_id for one in there), key=lambda person: person != self.sitting.patient_id)
        known = [known_person(self._store, person).person for person in ids]
        return tuple(Asked(one, one.id in stayed or one.id in began, began.get(one.id, False)) for one in known)

    def needs_number(self, person: str) -> bool:
        """Whether this person has a number of their own, which keeps their answers from other eyes."""
        return self._pins.has_pin(person)

    def can_answer(self, person: str) -> bool:
        """Whether this person can answer now. After the sitting nobody else is to answer for them: it takes a number, or who unlocked."""
        return self._alone in ("", person) or self.needs_number(person)

    def may_look(self, who: str) -> bool:
        """Whether this person (who unlocked the screen) was there: what people show each other is for them alone."""
        return self.sitting.ended_at is None or who in {asked.person.id for asked in self.people()}

    def side_by_side(self) -> tuple[Shown, ...]:
        """What people show each other; nothing before each who was asked is done, and nothing unless two or more want it.

        Somebody who passed has nothing to show. Somebody who keeps their answers keeps everybody's: each wants it, or nothing is shown.
        """
        people = self.people()
        parts = self._parts()
        answered = [parts[one.person.id] for one in people if one.person.id in parts and parts[one.person.id].said.answers]
        all_done = all(one.done for one in people if one.waited_for)
        if not all_done or len(answered) < 2 or not all(part.shared for part in answered):
            return ()
        names = {one.person.id: one.person for one in people}
        return tuple(Shown(names[part.person_id], self._answers_of(part.said)) for part in answered)

    def promises(self) -> tuple[tuple[Person, str], ...]:
        """The promises that their writers show to the others. Nothing here tells who made none."""
        parts = self._parts()
        mine = [(one.person, parts[one.person.id].said.promise) for one in self.people() if one.person.id in parts]
        return tuple((person, promise.words) for person, promise in mine if promise.shared and promise.words)

    # ---- what you can tell it

    def open_own(self, person: str, number: str = "") -> "OwnPart":
        """Somebody's own part, for that person alone. Raises a PIN's trouble for a wrong number, LookupError for who was not there.

        Raises Trouble while words of an earlier visit wait to be saved: what is read then would be older than they are. And for somebody
        who cannot answer now.

        Where there is no number nothing keeps others from pressing the same button: what was said in an earlier visit is then not shown.
        """
        if person not in {asked.person.id for asked in self.people()}:
            raise LookupError(person)
        if not self.can_answer(person):
            raise _not_now(known_person(self._store, person).person)
        proved = self.needs_number(person)
        if proved:
            self._pins.check(person, number)
        if not self._keeping.flush():
            raise not_saved_yet()
        return OwnPart(self._store, self._keeping, self.shelf, self.sitting_id, person, sees_earlier=proved)

    # ---- insides

    def _parts(self) -> dict[str, kept.Reflection]:
        with self._store.reading() as session:
            return {part.person_id: part for part in kept.reflections_of(session, self.sitting_id)}

    def _answers_of(self, said: Said) -> tuple[tuple[Question, Answer], ...]:
        shown = {question: answer for question, answer in said.answers.items() if question in said.beside}
        return tuple((question, shown.get(question.id, Answer())) for question in self.shelf.questions.asked)


class OwnPart:
    """One person's own part, in that person's hands for one visit. Each thing said is kept at once."""

    def __init__(self, store: Store, keeping: Keeping, shelf: AfterShelf, sitting_id: str, person: str, *, sees_earlier: bool) -> None:
        self.person = person
        self._store, self._keeping, self._shelf, self._sitting_id = store, keeping, shelf, sitting_id
        self._leaves_behind = False
        before = self._kept()
        hidden = bool(before.said) and not sees_earlier
        self._seen: set[str] | None = set() if hidden else None  # None: all of it may be seen
        self.earlier = Earlier.NOTHING if not hidden else Earlier.DONE if before.finished else Earlier.BEGUN

    # ---- what you can ask it

    def answer_to(self, question_id: str) -> Answer:
        """What this person said to a question; empty for what was said in an earlier visit and cannot be shown."""
        return self._kept().said.answers.get(question_id, Answer()) if self._may_see(question_id) else Answer()

    def is_answered(self, question_id: str) -> bool:
        """Whether anything is kept for a question, shown or not: nobody is asked twice who goes on later."""
        said = self._kept().said
        return bool(said.answers.get(question_id)) or (question_id == self._shelf.questions.pledge.id and bool(said.promise.words))

    def is_hidden(self, question_id: str) -> bool:
        """Whether something is kept for a question that cannot be shown."""
        unseen = not self._may_see(question_id) and self.is_answered(question_id)
        return unseen and not (question_id == self._shelf.questions.pledge.id and self._kept().said.promise.shared)

    @property
    def promise(self) -> Promise:
        """This person's promise; an empty one where it cannot be shown. What its writer shows to all is no secret here."""
        promise = self._kept().said.promise
        return promise if promise.shared or self._may_see(self._shelf.questions.pledge.id) else Promise()

    @property
    def has_answered(self) -> bool:
        """Whether there is any answer, to be seen here or not."""
        return bool(self._kept().said.answers)

    @property
    def can_share(self) -> bool:
        """Whether there is an answer that could stand beside those of others: of what cannot be shown here nobody can say so."""
        return bool(self._beside())

    # ---- what you can tell it

    def answer(self, question: Question, answer: Answer) -> Answer:
        """Keeps an answer; an empty one takes it back. What was changed is shown to nobody before this person says so again.

        An empty one leaves alone what cannot be seen.

        Raises Trouble for a choice that is not offered. Words beside "I would rather not say" are dropped.
        """
        answer = self._fitting(question, answer)
        if not answer and self.is_hidden(question.id):
            return answer
        if self._kept().said.answers.get(question.id, Answer()) != answer or not self._may_see(question.id):
            self._change(lambda part: _with_answer(part, question.id, answer))
        self._see(question.id)
        return answer

    def promise_to(self, words: str, shared: bool = False) -> Promise:
        """Keeps a promise, for its writer alone or for the others to see; without words there is none.

        Without words it leaves alone what cannot be seen: nobody shows a promise by it that they cannot read.
        """
        pledge = self._shelf.questions.pledge.id
        if not _tidy(words) and self.is_hidden(pledge):
            return Promise()
        promise = Promise(_tidy(words), shared and bool(_tidy(words)))
        self._change(lambda part: replace(part, said=replace(part.said, promise=promise)))
        self._see(pledge)
        return promise

    def finish(self, *, side_by_side: bool) -> None:
        """Done: kept for oneself, or shown side by side if the others want that too. With no answer given it is a pass.

        Only what can be seen here is shown: else whoever pressed this person's button could show what this person keeps.
        """
        beside = self._beside() if side_by_side else frozenset()
        self._change(lambda part: replace(part, said=replace(part.said, beside=beside), finished=True, shared=bool(beside)))

    def finish_as_before(self) -> None:
        """Done, and who may see the answers stays as it was."""
        self._change(lambda part: replace(part, finished=True))

    def pass_by(self) -> None:
        """Does not answer, or takes everything back that was said: nothing of it is kept, and nobody waits."""
        self._change(lambda part: replace(part, said=Said(), finished=True, shared=False))
        self._seen, self.earlier = None, Earlier.NOTHING

    def leave_behind(self, say: Callable[[], object]) -> None:
        """Says it although the store takes nothing now. It waits with all other words that are not saved, and is kept as they are.

        For the end of a visit: until it is kept nothing more is said in this part.
        """
        self._leaves_behind = True
        try:
            say()
        finally:
            self._leaves_behind = False

    # ---- insides

    def _beside(self) -> frozenset[str]:
        return frozenset(question for question in self._kept().said.answers if self._may_see(question))

    def _fitting(self, question: Question, answer: Answer) -> Answer:
        chosen = next((choice for choice in question.choices if choice.value == answer.choice), None)
        is_step = question.id == self._shelf.questions.ladder.id and self._shelf.step(answer.choice) is not None
        if answer.choice and chosen is None and not is_step:
            raise Trouble(_("That is not on the list."), _("The form does not offer this choice."), _("Choose again."))
        return Answer(answer.choice, "" if chosen is not None and chosen.shuts_out else _tidy(answer.words))

    def _may_see(self, question_id: str) -> bool:
        return self._seen is None or question_id in self._seen

    def _see(self, question_id: str) -> None:
        if self._seen is not None:
            self._seen.add(question_id)

    def _kept(self) -> kept.Reflection:
        with self._store.reading() as session:
            return kept.reflection(session, self._sitting_id, self.person)

    def _change(self, change: Callable[[kept.Reflection], kept.Reflection]) -> None:
        if self._leaves_behind:
            self._keeping.keep_reflection(change(self._kept()))
            return
        with self._store.session() as session:
            kept.keep_reflection(session, change(kept.reflection(session, self._sitting_id, self.person)))


def reflection_on(open_store: OpenStore, shelf: AfterShelf, sitting_id: str = "") -> Reflection | None:
    """What is said after a sitting: the one under way unless another is named. None where none is; behind the lock there is none.

    While a sitting is under way, Trouble for one that is about somebody else.
    """
    now = open_store.sitting
    sitting_id = sitting_id or (now.sitting.id if now else "")
    if open_store.unlocked_by is None or not sitting_id:
        return None
    alone = "" if now and now.sitting.id == sitting_id else open_store.unlocked_by.id
    found = Reflection(open_store.store, open_store.keeping, open_store.pins, shelf, sitting_id, alone)
    if now is not None and found.sitting.patient_id != now.sitting.patient_id:
        raise open_store.one_at_a_time()
    return found


def when_to_answer(person: Person) -> str:
    """When somebody can answer who cannot now, as a sentence."""
    return _("{name} can answer while everybody is here, or with a number of their own.").format(name=person.known_as)


def last_sitting_of(open_store: OpenStore, plan: Plan) -> str:
    """The id of the sitting in which a plan was written last; "" where nobody wrote in it yet."""
    with open_store.store.reading() as session:
        last = rows_of(session, plan.id, after=plan.head_n - 1)
    return (last[-1].update.sitting_id or "") if last else ""


def in_words(question: Question, answer: Answer, shelf: AfterShelf) -> tuple[str, ...]:
    """An answer as lines to read: what was chosen, what a step means, own words. One line that says so where it was skipped, or is kept."""
    step = shelf.step(answer.choice)
    if step is not None:
        return tuple(filter(None, (step.name, step.meaning, answer.words)))
    words = next((choice.words for choice in question.choices if choice.value == answer.choice), answer.choice)
    return tuple(filter(None, (words, answer.words))) or (_("Nothing is shown here."),)


def to_hear(shown: Iterable[Shown], shelf: AfterShelf) -> list[str]:
    """What people show each other, as passages to hear: person by person, the name first."""
    return [_heard(one.person, question, answer, shelf) for one in shown for question, answer in one.answers]


def _heard(person: Person, question: Question, answer: Answer, shelf: AfterShelf) -> str:
    said = " ".join([question.wording, *map(with_stop, in_words(question, answer, shelf))])
    return _("{name}: {text}").format(name=person.known_as, text=said)


def _not_now(person: Person) -> Trouble:
    return Trouble(
        _("This is for one person alone."), when_to_answer(person), _("Wait until you meet again."), kept=_("Nothing was changed.")
    )


def _with_answer(part: kept.Reflection, question_id: str, answer: Answer) -> kept.Reflection:
    """The part with another answer: not done any more, and shown to nobody."""
    answers = {one: given for one, given in {**part.said.answers, question_id: answer}.items() if given}
    return replace(part, said=replace(part.said, answers=answers), finished=False, shared=False)


def _tidy(words: str) -> str:
    return clean(words).strip()
