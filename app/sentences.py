"""Every sentence that our code may put on a screen: found in the source, checked, and written down as the template for translators."""

import ast
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from app.catalogues import Entry, gaps_of, write_catalogue

SPEAKING_FLOORS = ("app", "ui")
_SPEAKING = {"_": ("text",), "ngettext": ("text", "plural"), "pgettext": ("context", "text")}
_HEADER = (
    "Project-Id-Version: Two Pens\n"
    "Language: \n"
    "MIME-Version: 1.0\n"
    "Content-Type: text/plain; charset=UTF-8\n"
    "Content-Transfer-Encoding: 8bit\n"
    "Plural-Forms: nplurals=2; plural=(n != 1);\n"
    "X-Own-Name: \n"
    "X-Ready: no\n"
)


@dataclass(frozen=True)
class Sentence:
    """One sentence of the source, and the file and line it stands in."""

    text: str
    plural: str
    context: str
    place: str
    line: int


@dataclass
class Reading:
    """What was found in our source: the sentences, and what is wrong with how some are written, each as "file:line: why"."""

    sentences: list[Sentence] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)


def read_floors(root: Path) -> Reading:
    """The sentences of all source files of the floors that may speak, in the order of their names."""
    whole = Reading()
    for floor in SPEAKING_FLOORS:
        for path in sorted((root / floor).rglob("*.py")):
            part = read_source(path.read_text(encoding="utf-8"), path.relative_to(root).as_posix())
            whole.sentences += part.sentences
            whole.faults += part.faults
    return whole


def read_source(source: str, place: str) -> Reading:
    """The sentences of one source file."""
    reader = _Reader(place)
    reader.visit(ast.parse(source))
    return reader.reading


def template_of(sentences: Iterable[Sentence]) -> str:
    """The text of the .pot file: each sentence once, with the files that say it. No lines or dates, so that it changes only with words."""
    entries: dict[tuple[str, str, str], Entry] = {}
    for sentence in sentences:
        key = (sentence.context, sentence.text, sentence.plural)
        entry = entries.setdefault(key, Entry(sentence.text, sentence.plural, sentence.context))
        if sentence.place not in entry.places:
            entry.places.append(sentence.place)
    return write_catalogue([Entry(translations=[_HEADER]), *entries.values()])


class _Reader(ast.NodeVisitor):
    """Walks one source file. `_depth` counts the functions around: at 0 the code runs while the module is loaded."""

    def __init__(self, place: str) -> None:
        self.reading = Reading()
        self._place = place
        self._depth = 0
        self._speaks = False  # whether `_` is the voice in this file, and not a name for what is not needed
        self._filled: set[int] = set()

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        self._speaks |= node.module == "app.language" and any(alias.name == "_" for alias in node.names)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all([*node.decorator_list, node.args])
        self._visit_inside(node.body)

    def visit_AsyncFunctionDef(self, node: ast.AsyncFunctionDef) -> None:
        self.visit_FunctionDef(node)

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self.visit(node.args)
        self._visit_inside([node.body])

    def visit_arg(self, node: ast.arg) -> None:
        self._check_name(node.arg, node)

    def visit_Name(self, node: ast.Name) -> None:
        if isinstance(node.ctx, ast.Store):
            self._check_name(node.id, node)

    def visit_comprehension(self, node: ast.comprehension) -> None:
        self._visit_all([node.iter, *node.ifs])  # its own names end with it

    def visit_Call(self, node: ast.Call) -> None:
        if _is_speaking(node):
            self._take(node)
        elif isinstance(node.func, ast.Attribute) and node.func.attr == "format" and _is_speaking(node.func.value):
            self._check_filling(node, node.func.value)
        self.generic_visit(node)

    def visit_BinOp(self, node: ast.BinOp) -> None:
        if isinstance(node.op, ast.Add | ast.Mod) and (_is_spoken(node.left) or _is_spoken(node.right)):
            self._fault(node, "a sentence is glued from pieces; say it whole, with named gaps")
        self.generic_visit(node)

    def visit_FormattedValue(self, node: ast.FormattedValue) -> None:
        if _is_spoken(node.value):
            self._fault(node, "a sentence is glued from pieces; say it whole, with named gaps")
        self.generic_visit(node)

    def _visit_all(self, nodes: Iterable[ast.AST]) -> None:
        for node in nodes:
            self.visit(node)

    def _visit_inside(self, body: Sequence[ast.AST]) -> None:
        self._depth += 1
        self._visit_all(body)
        self._depth -= 1

    def _take(self, call: ast.Call) -> None:
        """Keep the sentence of a call, with whatever is wrong with it."""
        names = _SPEAKING[call.func.id]  # type: ignore[attr-defined]  # _is_speaking saw to it
        given = [argument.value if isinstance(argument, ast.Constant) else None for argument in call.args[: len(names)]]
        if len(given) < len(names) or not all(isinstance(text, str) for text in given):
            return self._fault(call, "what is said is not written out here, so nobody can translate it")
        parts = dict(zip(names, map(str, given), strict=True))
        sentence = Sentence(parts["text"], parts.get("plural", ""), parts.get("context", ""), self._place, call.lineno)
        self.reading.sentences.append(sentence)
        self._check(sentence, call)

    def _check(self, sentence: Sentence, call: ast.Call) -> None:
        gaps = gaps_of(sentence.text) | gaps_of(sentence.plural)
        if not self._depth:
            self._fault(call, "this is said while the file is loaded, before anybody chose a language; say it in a function")
        if not sentence.text or sentence.text != sentence.text.strip():
            self._fault(call, "a sentence is empty, or has a space at an end, as pieces have that are glued")
        if not all(name.isidentifier() for name in gaps):
            self._fault(call, "every gap has a name, as in {name}")
        if gaps and id(call) not in self._filled:
            self._fault(call, "the gaps are not filled here; put .format(...) behind it")

    def _check_filling(self, filling: ast.Call, call: ast.AST) -> None:
        self._filled.add(id(call))
        texts = [node.value for node in getattr(call, "args", []) if isinstance(node, ast.Constant) and isinstance(node.value, str)]
        gaps = set().union(*map(gaps_of, texts))
        given = {keyword.arg for keyword in filling.keywords}
        if filling.args or given != gaps:
            self._fault(filling, f"the gaps are {sorted(gaps)}, and what fills them is {sorted(map(str, given))}")

    def _check_name(self, name: str, node: ast.expr | ast.arg) -> None:
        if name == "_" and self._speaks:
            self._fault(node, "here `_` says sentences; call what is not needed `_unused`")

    def _fault(self, node: ast.expr | ast.arg, why: str) -> None:
        self.reading.faults.append(f"{self._place}:{node.lineno}: {why}")


def _is_speaking(node: ast.AST) -> bool:
    """Whether this is a call of `_` or of one of its sisters."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in _SPEAKING


def _is_spoken(node: ast.AST) -> bool:
    """Whether this is a sentence, with its gaps filled or without any."""
    filled = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format"
    return _is_speaking(node) or (filled and _is_speaking(node.func.value))  # type: ignore[attr-defined]
