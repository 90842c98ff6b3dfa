"""The export of 50,000 words in 5,000 runs, beside the same words written with bare lxml; and how python-docx and pandoc fare with them."""

import io
import json
import shutil
import subprocess
import zipfile
from collections.abc import Iterable
from random import Random

from lxml import etree

from app.word.base import zipped
from app.word.blocks import CopyKind
from app.word.copy import make_copy
from app.word.elements import NAMESPACE
from app.word.writer import write_copy
from models.forms import Form, Section
from models.questions import Kind, Question, SideName
from models.text import writing
from models.text.pens import Pen
from tests.app.word.plans import JO, MUM, REYES, SAM, TODAY, PaperPlan, own
from tests.speed.frame import Line, median_of, medians_in_turn, timed

RUNS, WORDS_A_RUN, QUESTIONS = 5_000, 10, 200
MOST_TIMES = 6.0
_W = f"{{{NAMESPACE}}}"
_WORDS = ("garden", "music", "quiet", "before", "the", "and", "staff", "open", "door", "at", "night", "I", "like", "tea", "first")


def measure() -> Iterable[Line]:
    """Our export whole, and its second half alone; then python-docx and, where it is installed, pandoc. All on the same words."""
    texts = _texts()
    plan = _plan(texts)
    copy = plan.copy(CopyKind.WHO_WROTE_WHAT)

    def whole(kind: CopyKind) -> bytes:
        return write_copy(make_copy(plan.facts, plan.document, kind), TODAY)

    bare, ours, half, clean = medians_in_turn(
        lambda: _bare(texts), lambda: whole(CopyKind.WHO_WROTE_WHAT), lambda: write_copy(copy, TODAY), lambda: whole(CopyKind.CLEAN)
    )
    beside = "bare lxml and zip"
    yield Line(f"export of {RUNS * WORDS_A_RUN:,} words in {RUNS:,} runs", ours, beside, bare, most_times=MOST_TIMES)
    yield Line("of that, the Word file from the copy", half, beside, bare)
    yield Line("the same plan as a clean copy", clean, beside, bare)
    yield Line("python-docx, add_run with a style's name", timed(lambda: _python_docx(texts))[0], beside, bare)
    if shutil.which("pandoc"):
        yield Line("pandoc from its own JSON, its start included", median_of(lambda: _pandoc(texts), times=3), beside, bare)


def _texts() -> list[str]:
    rnd = Random(5)
    return [" ".join(rnd.choices(_WORDS, k=WORDS_A_RUN)) + ". " for _run in range(RUNS)]


def _plan(texts: list[str]) -> PaperPlan:
    """A plan in which four people write in turn, the same number of runs in each of many questions."""
    questions = tuple(Question(f"q{number}", "What helps me?", "Strengths", Kind.TEXT, (SideName.TOGETHER,)) for number in range(QUESTIONS))
    plan = PaperPlan(form=Form("speed", 1, "Speed", "Speed", "en-GB", (Section("all", "All", "All", questions),)))
    pens = [own(who) for who in (SAM, JO, MUM, REYES)]
    for number, text in enumerate(texts):
        _write(plan, pens[number % len(pens)], f"q{number * QUESTIONS // RUNS}/together", text)
    return plan


def _write(plan: PaperPlan, pen: Pen, place: str, text: str) -> None:
    writing.write(plan.document, pen, place, plan.document.side(place).length, 0, text)


def _bare(texts: list[str]) -> bytes:
    """The least that makes a Word file of these runs: elements, a style each, and the package."""
    document = etree.Element(f"{_W}document", nsmap={"w": NAMESPACE})
    body = etree.SubElement(document, f"{_W}body")
    for number, text in enumerate(texts):
        if number % (RUNS // QUESTIONS) == 0:
            paragraph = etree.SubElement(body, f"{_W}p")
        run = etree.SubElement(paragraph, f"{_W}r")
        etree.SubElement(etree.SubElement(run, f"{_W}rPr"), f"{_W}rStyle").set(f"{_W}val", f"Wordsofperson{number % 4 + 1}")
        etree.SubElement(run, f"{_W}t").text = text
    return zipped({"word/document.xml": etree.tostring(document, encoding="UTF-8", xml_declaration=True)})


def _python_docx(texts: list[str]) -> bytes:
    from docx import Document
    from docx.enum.style import WD_STYLE_TYPE

    document = Document()
    for number in range(4):
        document.styles.add_style(f"Words of person {number + 1}", WD_STYLE_TYPE.CHARACTER)
    for number, text in enumerate(texts):
        if number % (RUNS // QUESTIONS) == 0:
            paragraph = document.add_paragraph()
        paragraph.add_run(text, style=f"Words of person {number % 4 + 1}")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def _pandoc(texts: list[str]) -> bytes:
    spans = [
        {"t": "Span", "c": [["", [], [["custom-style", f"Person {n % 4}"]]], [{"t": "Str", "c": text}]]} for n, text in enumerate(texts)
    ]
    size = RUNS // QUESTIONS
    blocks = [{"t": "Para", "c": spans[start : start + size]} for start in range(0, RUNS, size)]
    source = json.dumps({"pandoc-api-version": [1, 22], "meta": {}, "blocks": blocks}).encode()
    ran = subprocess.run(["pandoc", "-f", "json", "-t", "docx", "-o", "-"], input=source, capture_output=True, check=True)
    assert zipfile.is_zipfile(io.BytesIO(ran.stdout))
    return ran.stdout
