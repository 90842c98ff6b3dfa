"""Makes `resources/word/base.docx`, the empty A4 document that every copy starts from: `python -m app.word.base`.

Page, styles, lists and settings are described here, so that a change can be read and reviewed; the file is only their packed form, and a
test holds it against this module. No size is below 11 pt. Sizes are in half points, measures in twentieths of a point, borders in eighths.
"""

import io
import sys
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from app.resources import resource_path

BASE = ("word", "base.docx")
FONT, FONT_IF_MISSING = "Atkinson Hyperlegible Next", "Verdana"
SMALLEST = 22
PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 11906, 16838, 1134
TEXT_WIDTH = PAGE_WIDTH - 2 * MARGIN
QUIET, INK, HAIR, HEAD = "4A4A4A", "3A2A10", "8A8272", "EDE6D6"
ZIP_TIME = (1980, 1, 1, 0, 0, 0)

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


@dataclass(frozen=True)
class Style:
    """One style. `paragraph` and `text` are the inside of its properties."""

    name: str
    kind: str = "paragraph"
    based_on: str = "Normal"
    follows: str = ""
    paragraph: str = ""
    text: str = ""

    @property
    def id(self) -> str:
        """Its id: the name without spaces, which is what LibreOffice makes of it too."""
        return self.name.replace(" ", "").title() if self.name.islower() else self.name.replace(" ", "")


def main() -> int:
    """Writes the file; returns the exit code."""
    resource_path(*BASE).parent.mkdir(exist_ok=True)
    resource_path(*BASE).write_bytes(base_document())
    return 0


def base_document() -> bytes:
    """The base document as bytes: the same ones every time."""
    return zipped({name: text.encode() for name, text in _parts().items()})


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A package of these parts, the list of content types first, with one time for all so that equal parts make equal bytes."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package:
        for name in sorted(parts, key=lambda name: (name != "[Content_Types].xml", name != "_rels/.rels", name)):
            member = zipfile.ZipInfo(name, ZIP_TIME)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.external_attr = 0o600 << 16
            package.writestr(member, parts[name])
    return out.getvalue()


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _space(before: int = 0, after: int = 0, line: int = 264) -> str:
    return f'<w:spacing w:before="{before}" w:after="{after}" w:line="{line}" w:lineRule="auto"/>'


def _border(side: str, width: int, space: int, colour: str) -> str:
    return f'<w:{side} w:val="single" w:sz="{width}" w:space="{space}" w:color="{colour}"/>'


def _frame(width: int, colour: str) -> str:
    return "<w:pBdr>" + "".join(_border(side, width, 6, colour) for side in ("top", "left", "bottom", "right")) + "</w:pBdr>"


_BOLD = "<w:b/><w:bCs/>"
_KEEP = "<w:keepNext/><w:keepLines/>"
_INSET = '<w:ind w:left="142" w:right="142"/>'

STYLES = (
    Style("Title", follows="Subtitle", paragraph=_KEEP + _space(after=20), text=_BOLD + _size(42)),
    Style("Subtitle", follows="Normal", paragraph=_KEEP + _space(after=80), text=_size(26)),
    Style(
        "heading 1",
        follows="Normal",
        paragraph=f'{_KEEP}<w:pBdr>{_border("bottom", 12, 4, INK)}</w:pBdr>{_space(240, 60)}<w:outlineLvl w:val="0"/>',
        text=_BOLD + _size(34),
    ),
    Style("heading 2", follows="Normal", paragraph=f'{_KEEP}{_space(220, 20)}<w:outlineLvl w:val="1"/>', text=_BOLD + _size(27)),
    Style(
        "heading 3",
        follows="Side words",
        paragraph=f'{_KEEP}{_space(100, 30)}<w:outlineLvl w:val="2"/>',
        text=_BOLD + f'<w:color w:val="{INK}"/>' + _size(23),
    ),
    Style("For the record", paragraph=_KEEP + _space(after=70, line=252), text=f'<w:color w:val="{QUIET}"/>' + _size(SMALLEST)),
    Style(
        "Side words",
        paragraph=f'<w:pBdr>{_border("left", 18, 8, HAIR)}</w:pBdr>{_space(after=60)}<w:ind w:left="227"/>',
    ),
    Style("State", paragraph=f"{_KEEP}{_frame(12, INK)}{_space(0, 0)}{_INSET}", text=_BOLD),
    Style("Law", paragraph=f"{_frame(18, INK)}{_space(0, 0)}{_INSET}"),
    Style("Law title", follows="Law", paragraph=f"{_KEEP}{_frame(18, INK)}{_space(0, 0)}{_INSET}", text=_BOLD),
    Style("Listed", paragraph='<w:numPr><w:numId w:val="1"/></w:numPr>' + _space(after=20, line=252)),
    Style("Table name", paragraph=_KEEP + _space(140, 60), text=_BOLD),
    Style("Table words", paragraph=_space(20, 20, 252)),
    Style("Table head", based_on="Table words", paragraph=_KEEP, text=_BOLD),
    Style("header", paragraph=_space(line=252), text=_size(SMALLEST)),
    Style("Header end", based_on="header", paragraph=f"<w:pBdr>{_border('bottom', 6, 4, HAIR)}</w:pBdr>{_space(after=120, line=252)}"),
    Style(
        "footer",
        paragraph=f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>{_space(line=252)}',
        text=_size(SMALLEST),
    ),
    Style("Footer start", based_on="footer", paragraph=f"<w:pBdr>{_border('top', 6, 4, HAIR)}</w:pBdr>{_space(line=252)}"),
    Style("Sign", kind="character", text=_BOLD + _size(SMALLEST)),
    Style("Note", kind="character", text=f'<w:color w:val="{QUIET}"/>' + _size(SMALLEST)),
    Style("Label", kind="character", text=_BOLD),
)


def style_xml(style: Style) -> str:
    """A style as it stands in the part of styles."""
    based = f"<w:basedOn w:val={quoteattr(_id_of(style.based_on))}/>" if style.kind == "paragraph" else ""
    follows = f"<w:next w:val={quoteattr(_id_of(style.follows))}/>" if style.follows else ""
    paragraph = f"<w:pPr>{style.paragraph}</w:pPr>" if style.paragraph else ""
    text = f"<w:rPr>{style.text}</w:rPr>" if style.text else ""
    custom = "" if style.name.islower() or style.name in ("Title", "Subtitle") else ' w:customStyle="1"'
    return (
        f'<w:style w:type="{style.kind}"{custom} w:styleId={quoteattr(style.id)}><w:name w:val={quoteattr(style.name)}/>'
        f"{based}{follows}<w:qFormat/>{paragraph}{text}</w:style>"
    )


def _id_of(name: str) -> str:
    return next((style.id for style in STYLES if style.name == name), name.replace(" ", ""))


def _styles() -> str:
    fonts = " ".join(f'w:{script}="{FONT}"' for script in ("ascii", "hAnsi", "eastAsia", "cs"))
    language = '<w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/>'
    return (
        f"{_HEAD}<w:styles {_W}><w:docDefaults><w:rPrDefault><w:rPr><w:rFonts {fonts}/>{_size(24)}{language}</w:rPr></w:rPrDefault>"
        f"<w:pPrDefault><w:pPr>{_space(after=100)}</w:pPr></w:pPrDefault></w:docDefaults>"
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        "<w:pPr><w:widowControl/></w:pPr></w:style>"
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
        f"{_table_styles()}"
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/></w:style>"
        f"{''.join(map(style_xml, STYLES))}</w:styles>"
    )


def _table_styles() -> str:
    margins = "".join(
        f'<w:{side} w:w="{width}" w:type="dxa"/>' for side, width in (("top", 30), ("left", 80), ("bottom", 30), ("right", 80))
    )
    lines = "".join(_border(side, 6, 0, HAIR) for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/></w:tblPr></w:style>'
        '<w:style w:type="table" w:customStyle="1" w:styleId="TwoPensTable"><w:name w:val="Two Pens Table"/>'
        f'<w:basedOn w:val="TableNormal"/><w:tblPr><w:tblBorders>{lines}</w:tblBorders><w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>'
        f'<w:tblStylePr w:type="firstRow"><w:rPr>{_BOLD}</w:rPr><w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{HEAD}"/></w:tcPr>'
        "</w:tblStylePr></w:style>"
    )


def _numbering() -> str:
    level = (
        '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="•"/><w:lvlJc w:val="left"/>'
        '<w:pPr><w:ind w:left="397" w:hanging="284"/></w:pPr></w:lvl>'
    )
    return (
        f'{_HEAD}<w:numbering {_W}><w:abstractNum w:abstractNumId="0"><w:multiLevelType w:val="singleLevel"/>{level}</w:abstractNum>'
        '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num></w:numbering>'
    )


def _settings() -> str:
    compatible = '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
    return (
        f'{_HEAD}<w:settings {_W}><w:zoom w:percent="100"/><w:defaultTabStop w:val="720"/><w:autoHyphenation w:val="false"/>'
        f'<w:characterSpacingControl w:val="doNotCompress"/><w:compat>{compatible}</w:compat><w:themeFontLang w:val="en-GB"/>'
        '<w:decimalSymbol w:val="."/><w:listSeparator w:val=","/></w:settings>'
    )


def _fonts() -> str:
    """Where the font is missing, Word takes the other name, or one of the same build (a sans serif)."""
    return (
        f'{_HEAD}<w:fonts {_W}><w:font w:name="{FONT}"><w:altName w:val="{FONT_IF_MISSING}"/><w:panose1 w:val="020B0604030504040204"/>'
        '<w:family w:val="swiss"/><w:pitch w:val="variable"/></w:font></w:fonts>'
    )


def _document() -> str:
    margins = f'w:top="1531" w:right="{MARGIN}" w:bottom="1304" w:left="{MARGIN}" w:header="624" w:footer="510" w:gutter="0"'
    return (
        f'{_HEAD}<w:document {_W} {_R}><w:body><w:sectPr><w:headerReference w:type="default" r:id="rId5"/>'
        f'<w:footerReference w:type="default" r:id="rId6"/><w:pgSz w:w="{PAGE_WIDTH}" w:h="{PAGE_HEIGHT}"/><w:pgMar {margins}/>'
        "</w:sectPr></w:body></w:document>"
    )


_IN_DOCUMENT = ("styles", "settings", "fontTable", "numbering", "header", "footer")
_FILES = {"header": "header1", "footer": "footer1"}


def _parts() -> dict[str, str]:
    return {
        "[Content_Types].xml": _content_types(),
        "_rels/.rels": _relations(
            [
                (f"{_RELATION}/officeDocument", "word/document.xml"),
                (f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                (f"{_RELATION}/extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relations([(f"{_RELATION}/{name}", f"{_FILES.get(name, name)}.xml") for name in _IN_DOCUMENT]),
        "word/document.xml": _document(),
        "word/styles.xml": _styles(),
        "word/settings.xml": _settings(),
        "word/fontTable.xml": _fonts(),
        "word/numbering.xml": _numbering(),
        "word/header1.xml": f'{_HEAD}<w:hdr {_W} {_R}><w:p><w:pPr><w:pStyle w:val="Header"/></w:pPr></w:p></w:hdr>',
        "word/footer1.xml": f'{_HEAD}<w:ftr {_W} {_R}><w:p><w:pPr><w:pStyle w:val="Footer"/></w:pPr></w:p></w:ftr>',
        "docProps/core.xml": _core(),
        "docProps/app.xml": f'{_HEAD}<Properties xmlns="{_RELATION.replace("relationships", "extended-properties")}">'
        "<Application>Two Pens</Application></Properties>",
    }


def _content_types() -> str:
    overrides = {
        "/word/document.xml": f"{_TYPE}.document.main+xml",
        **{f"/word/{_FILES.get(name, name)}.xml": f"{_TYPE}.{name}+xml" for name in _IN_DOCUMENT},
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        "/docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
    }
    named = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in overrides.items())
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.'
        f'relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>{named}</Types>'
    )


def _relations(targets: list[tuple[str, str]]) -> str:
    found = "".join(f'<Relationship Id="rId{n}" Type="{kind}" Target="{target}"/>' for n, (kind, target) in enumerate(targets, 1))
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{found}</Relationships>'


def _core() -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">'
        "<dc:creator>Two Pens</dc:creator></cp:coreProperties>"
    )


if __name__ == "__main__":
    sys.exit(main())
