"""The Easy Read papers that can be printed: the pages of *What is this?*, and the two pages on which somebody prepares by hand."""

from collections.abc import Iterable, Sequence
from datetime import date

from app.asked_beforehand import preparation_questions
from app.files import safe_file_name
from app.language import _
from app.word.easy_blocks import Block, EasyPaper, Said, Sheet, ToTick, ToWrite, with_room_to_write
from app.word.easy_blocks import Question as Heading
from models.easy_pages import EasyPage
from models.forms import Form
from models.questions import CHOOSING, Kind, Question
from models.text.clean import clean

ENDING = ".docx"
_MOST_THINGS = 3  # boxes for a question of which there can be several


def paper_of_pages(pages: Iterable[EasyPage], source: str, day: date) -> EasyPaper:
    """The pages of *What is this?*, each on one sheet. Their gaps have been filled before."""
    sheets = tuple(
        Sheet(page.title, page.picture, tuple(Said(line.words, line.picture) for line in page.lines), page.credit) for page in pages
    )
    return EasyPaper(_("What is this?"), sheets, day, clean(source))


def preparation_pack(form: Form, source: str, day: date) -> EasyPaper:
    """Two sheets to prepare on: who can see them and that they may stay empty, then the questions. Nobody's name is on them.

    Raises ValueError for a form that begins with no preparation.
    """
    asked = preparation_questions(form)
    if not asked:
        raise ValueError(f"{form.id} has nothing to prepare")
    begins = form.sections[0]
    first = Sheet(begins.title, begins.picture or asked[0].picture, (*_first_lines(), *_on_paper(asked[0])))
    rest = tuple(block for question in asked[1:] for block in _on_paper(question))
    second = Sheet(_("Two more questions"), "question", (*rest, Said(_("Keep this paper, or give it to somebody you trust."), "hands")))
    return EasyPaper(form.title, (with_room_to_write(first), with_room_to_write(second)), day, clean(source), form.language)


def paper_file_name(paper: EasyPaper) -> str:
    """A name for the file that says which paper and which day, and nobody's name."""
    return safe_file_name(f"{paper.name}, {paper.day.isoformat()}") + ENDING


def _first_lines() -> Sequence[Said]:
    """What has to be known before the first word."""
    return (
        Said(_("This paper is yours. Only people you show it to can read it."), "lock"),
        Said(_("You can leave any part empty. You can stop at any time."), "pause"),
        Said(_("You can ask somebody to write for you."), "pen"),
    )


def _on_paper(question: Question) -> Sequence[Block]:
    """A question with what its kind needs: boxes to tick, or lines to write on."""
    heading = Heading(question.wording, question.picture, question.help)
    if question.kind in CHOOSING:
        choices = tuple(Said(choice.words, choice.picture) for choice in question.choices if not choice.own_words)
        return heading, ToTick(choices), ToWrite(1, _("In my own words:"))
    if question.kind is Kind.YES_NO_LATER:
        return heading, ToTick((Said(_("Yes"), "thumb_up"), Said(_("No"), "hand_stop"), Said(_("Later"), "clock"))), ToWrite()
    if question.repeats:
        return heading, *(ToWrite(label=_("{n}.").format(n=number)) for number in range(1, _MOST_THINGS + 1))
    return heading, ToWrite(1 if question.kind is Kind.DATE else 2)
