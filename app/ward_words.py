"""The ward's word list: hard words in plain words, those that come with Two Pens and those that people here said plainly.

The list is for everybody, in every sitting: it holds no name and no number of anybody, and never shows who said a word. A word that joins
it changes no plan.

    say_plainly(store, clock, "CPA", "A meeting about my plan.", by=sam)
    explained_in(store, texts_of(desk, question))      # [WardWord("CPA", …)], to be explained where they stand
"""

import re
from collections.abc import Iterable, Iterator

from app.clock import Clock
from app.desk import Desk
from app.errors import Trouble
from app.forms import words as shipped_words
from app.language import _
from app.people import KnownPerson, everybody
from app.tidy import one_line
from models import ward_words as kept
from models.database import Store
from models.easy_read import WardWord, words_in
from models.marks import TITLES
from models.nhs_number import may_hold_number
from models.people import Person
from models.questions import Question
from models.ward_words import NoSuchWord, SaidPlainly

LONGEST_WORD, LONGEST_MEANING = 60, 200

_A_WORD = re.compile(r"[^\W\d_]+")


def ward_list(store: Store) -> tuple[WardWord, ...]:
    """The whole list. What was said here stands before what came with Two Pens, and in place of it where it is the same word."""
    own = tuple(WardWord(said.word, said.explanation) for said in words_said_here(store))
    taken = {one.word.casefold() for one in own}
    return own + tuple(word for word in shipped_words() if not taken & {name.casefold() for name in (word.word, *word.also)})


def words_said_here(store: Store) -> list[SaidPlainly]:
    """The words that people here said plainly, in order of the alphabet."""
    with store.reading() as session:
        return kept.words_said(session)


def explained_in(store: Store, texts: Iterable[str]) -> list[WardWord]:
    """The words of the list that stand in these texts, each once, as they first appear: for whoever shows the texts to explain them."""
    return words_in("\n".join(texts), ward_list(store))


def texts_of(desk: Desk, question: Question) -> Iterator[str]:
    """All that is read in one question: what is asked, as both see it, what can be chosen, and what was answered, where that is shown."""
    yield question.wording
    yield question.professional_wording
    yield from (choice.words for choice in question.choices)
    for number in desk.box_ids(question):
        for box in [box for box in desk.boxes(question, number) if not desk.hides(box.name)]:
            yield desk.document.side(box.name).text
            for entry in desk.entries(box.name):
                yield from (words for words in entry.value.values() if isinstance(words, str))


def meaning_of(store: Store, word: str) -> str:
    """What a word means, in plain words; "" where nobody has said so yet."""
    return next((one.explanation for one in ward_list(store) if one.pattern.fullmatch(word.strip())), "")


def say_plainly(store: Store, clock: Clock, word: str, meaning: str, *, by: str, instead_of: str = "") -> SaidPlainly:
    """Puts a word into the list, or says anew what it means; `instead_of` is how it was written before.

    Raises Trouble for a word or a meaning that is missing or too long, and for whatever may be somebody's name or number.
    """
    word, meaning = checked(store, word, meaning)
    with store.session() as session:
        if instead_of and instead_of.casefold() != word.casefold():
            kept.forget_word(session, instead_of)
        return kept.keep_word(session, SaidPlainly(word, meaning, by, clock.now()))


def take_out(store: Store, word: str) -> SaidPlainly:
    """Takes a word that was said here out of the list, and gives what it was. Raises Trouble when it is gone already."""
    try:
        with store.session() as session:
            return kept.forget_word(session, word)
    except NoSuchWord as error:
        raise Trouble(_("This word is not in the list."), _("Somebody has taken it out."), _("Look at the list again.")) from error


def checked(store: Store, word: str, meaning: str) -> tuple[str, str]:
    """The word and its meaning as they are kept, each on one line. Raises Trouble for what the list does not take."""
    word, meaning = one_line(word, LONGEST_WORD), one_line(meaning, LONGEST_MEANING)
    if not any(letter.isalnum() for letter in word):
        raise Trouble(_("Which word is it?"), _("The word is missing."), _("Write the word, then what it means."))
    if not any(letter.isalnum() for letter in meaning):
        raise Trouble(_("What does it mean?"), _("What it means is missing."), _("Say it as you would say it to a friend."))
    if may_hold_number(word) or may_hold_number(meaning):
        raise Trouble(_("This may be somebody's number."), _("Everybody here can read this list."), _("Say it without the number, please."))
    if _names_somebody(word, meaning, everybody(store, gone_too=True)):
        raise Trouble(_("This may be somebody's name."), _("Everybody here can read this list."), _("Say it without the name, please."))
    return word, meaning


def _names_somebody(word: str, meaning: str, people: Iterable[KnownPerson]) -> bool:
    """Whether the word holds a part of somebody's name; or the meaning does, written as the name is: "will" is no Will, nor "mum" a Mum."""
    names = {part for known in people for part in _parts_of_names(known.person)}
    folded = {part.casefold() for part in names}
    return any(part.casefold() in folded for part in _A_WORD.findall(word)) or not names.isdisjoint(_A_WORD.findall(meaning))


def _parts_of_names(person: Person) -> list[str]:
    """Every part of a name but titles and single letters."""
    parts = _A_WORD.findall(f"{person.name} {person.known_as}")
    return [part for part in parts if len(part) > 1 and part.casefold() not in TITLES]
