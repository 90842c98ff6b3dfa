import pytest

from app.catalogues import CatalogueError, Entry, read_catalogue, translations_of, write_catalogue

HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=UTF-8\\n"\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n'


def spoken(body: str):
    return translations_of(read_catalogue(f"{HEADER}\n{body}".encode()))


def test_a_sentence_over_several_lines_with_signs_and_accents_is_read_whole() -> None:
    words = spoken('#: app/errors.py\n#. a note\nmsgid "Say \\"hello\\"\\n"\n"to {name}."\nmsgstr "Dŵr, \\"tŷ\\"\\n"\n"a {name}."\n')
    assert words.gettext('Say "hello"\nto {name}.') == 'Dŵr, "tŷ"\na {name}.'


def test_each_number_has_its_own_form() -> None:
    words = spoken('msgid "one thing"\nmsgid_plural "{n} things"\nmsgstr[0] "un peth"\nmsgstr[1] "{n} peth"\n')
    assert [words.ngettext("one thing", "{n} things", n) for n in (1, 2)] == ["un peth", "{n} peth"]


def test_one_word_has_two_translations_in_two_senses() -> None:
    words = spoken('msgctxt "month"\nmsgid "May"\nmsgstr "Mai"\n\nmsgid "May"\nmsgstr "Caiff"\n')
    assert (words.pgettext("month", "May"), words.gettext("May")) == ("Mai", "Caiff")


@pytest.mark.parametrize(
    "body",
    [
        'msgid "Stay here."\nmsgstr ""\n',
        '#, fuzzy\nmsgid "Stay here."\nmsgstr "Dewch yma."\n',
        '#~ msgid "Stay here."\n#~ msgstr "Arhoswch yma."\n',
        'msgid "Stay here."\nmsgstr "Arhoswch, {name}."\n',
        'msgid "Stay here."\nmsgstr "Arhoswch {."\n',
    ],
    ids=["empty", "a guess", "no longer said", "a gap that nobody fills", "a broken gap"],
)
def test_what_is_not_a_finished_translation_stays_english(body: str) -> None:
    assert spoken(body).gettext("Stay here.") == "Stay here."


def test_a_translation_that_lost_a_name_stays_english() -> None:
    assert spoken('msgid "{name} is here."\nmsgstr "Yma."\n').gettext("{name} is here.") == "{name} is here."


def test_a_number_may_be_said_in_words_where_there_is_a_plural_but_a_name_may_not_be_lost() -> None:
    form = 'msgid "{n} word of {name}"\nmsgid_plural "{n} words of {name}"\nmsgstr[0] "un gair {name}"\nmsgstr[1] "%s"\n'
    assert spoken(form % "{n} gair {name}").ngettext("{n} word of {name}", "{n} words of {name}", 1) == "un gair {name}"
    assert spoken(form % "{n} gair").ngettext("{n} word of {name}", "{n} words of {name}", 1) == "{n} word of {name}"


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (b'msgid "a\nmsgstr "b"\n', 1),
        (b'\nmsgid "a"\nhello\n', 3),
        (b'"lost"\n', 1),
        (b'msgid "a"\nmsgid "b"\nmsgstr "c"\n', 2),
        (b'msgid "a"\nmsgid_plural "b"\n', 2),
        (b'msgid "a"\nmsgstr "\xff"\n', 2),
    ],
    ids=["an open quote", "a bare word", "no keyword", "two sentences in one", "no translation at all", "not utf-8"],
)
def test_a_damaged_catalogue_names_its_line(data: bytes, line: int) -> None:
    with pytest.raises(CatalogueError) as caught:
        read_catalogue(data)
    assert caught.value.line == line


@pytest.mark.parametrize(
    "header", ["", 'msgid ""\nmsgstr "Content-Type: text/plain; charset=ISO-8859-1\\n"\n', HEADER.replace("n != 1", "n; import")]
)
def test_a_catalogue_without_a_header_that_makes_sense_is_refused(header: str) -> None:
    entries = read_catalogue(f'{header}\nmsgid "a"\nmsgstr "b"\n'.encode())
    with pytest.raises(CatalogueError):
        translations_of(entries)


def test_what_is_written_reads_back_the_same() -> None:
    entries = [
        Entry(translations=["Content-Type: text/plain; charset=UTF-8\n"]),
        Entry('A "quote", a \\ and\na tab\t.', translations=["Dŵr\n\\n"], places=["app/a.py", "ui/b.py"]),
        Entry("{n} word", "{n} words", "count", ["{n} gair", "{n} gair"], unsure=True),
    ]
    assert read_catalogue(write_catalogue(entries).encode()) == entries


def test_windows_line_ends_and_a_byte_order_mark_do_no_harm() -> None:
    data = b"\xef\xbb\xbf" + f'{HEADER}\nmsgid "Yes"\nmsgstr "Oes"\n'.replace("\n", "\r\n").encode()
    assert translations_of(read_catalogue(data)).gettext("Yes") == "Oes"
