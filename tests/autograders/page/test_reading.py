from __future__ import annotations

import pytest
from autograders.page.samples import FILES, PIXEL, opened, packed, page

from mugalim_checks.page import Page
from mugalim_checks.parts import place


def texts(found: Page) -> list[str]:
    """The words of each block."""
    return [block.text for block in found.blocks]


def test_a_page_from_google_reads_well() -> None:
    """Headings, real targets of links, and pictures without words although alt is there."""
    found = opened(packed({
        "Фигуралар.html": (FILES / "google_docs.html").read_bytes(),
        "images/image1.png": b"\x89PNG\r\n" + bytes(900),
        "images/image2.png": b"\x89PNG\r\n" + bytes(100),
    }), "Фигуралар.zip")  # fmt: skip
    headings = [(each.level, each.text) for each in found.headings]
    assert headings == [(1, "Көлөмдүү фигуралар"), (3, "Тапшырмалар")]
    assert [each.target for each in found.links] == ["https://lib.kg/geometry?id=7"]
    assert [(each.alt, each.size, each.decorative) for each in found.pictures] == [
        (None, 906, False), ("Алты жагы бирдей куб", 106, False)]  # fmt: skip
    assert found.language is None
    assert "#B7B7B7" in {each.colour for each in found.coloured}
    assert [block.tag for block in found.blocks].count("li") == 2


def test_a_page_from_word_reads_well() -> None:
    """windows-1251, old attributes, the language of runs, a head of a table."""
    found = opened((FILES / "word_filtered.htm").read_bytes())
    assert found.title == "Памятка для класса"
    assert found.language == "ru"
    assert [block.language for block in found.blocks].count("ky") == 1
    assert "скрыто" not in " ".join(texts(found))
    assert found.links[0].text == "памятку библиотеки"
    assert found.pictures[0].alt == "Схема: от источника к выводу"
    heads = [block.text for block in found.blocks if block.cell and block.cell.header]
    assert heads == ["Шаг", "Срок"]
    looks = {run.text: run.look for run in found.runs}
    assert (looks["Важно"].colour, looks["не забудьте"].background) == ("#FF0000", "#FFFF00")
    assert (looks["памятку библиотеки"].colour, looks["до среды"].bold) == ("#0563C1", True)


@pytest.mark.parametrize(
    ("content", "text"),
    [
        ("<p>ңөү".encode("utf-8-sig"), "ңөү"),
        ("\ufeff<p>ңөү".encode("utf-16-le"), "ңөү"),
        ("<p>Өзгөчө".encode(), "Өзгөчө"),
        ("<p>Привет".encode("cp1251"), "Привет"),
        ('<meta charset="windows-1251"><p>Привет'.encode("cp1251"), "Привет"),
        ('<meta charset="utf-8"><p>Привет'.encode("cp1251"), "Привет"),
        ('<meta charset="koi8-r"><p>Привет'.encode("koi8-r"), "Привет"),
        ('<meta charset="nonsense"><p>ңөү'.encode(), "ңөү"),
    ],
)
def test_letters_are_read_in_the_encodings_of_the_region(content: bytes, text: str) -> None:
    """By a mark, by what the page says, as UTF-8, or as windows-1251."""
    assert texts(opened(content)) == [text]


LOOKS = [
    ("p{color:#123456}", "<p>x", "#123456", "#FFFFFF"),
    ("p{color:rgb(255 0 0 / 50%)}", "<p>x", "#FF8080", "#FFFFFF"),
    ("p{color:hsl(120,100%,25%)}", "<p>x", "#008000", "#FFFFFF"),
    ("div{color:navy}", "<div><p>x", "#000080", "#FFFFFF"),
    ("#a{color:red}.b{color:blue}p{color:lime}", "<p id=a class=b>x", "#FF0000", "#FFFFFF"),
    (".b{color:blue!important}#a{color:red}", "<p id=a class=b>x", "#0000FF", "#FFFFFF"),
    ("p{color:blue!important}", "<p style='color:red'>x", "#0000FF", "#FFFFFF"),
    ("p{color:red}p{color:rubbish}", "<p>x", "#FF0000", "#FFFFFF"),
    ("p{color:red}p{color:inherit}", "<p>x", "#000000", "#FFFFFF"),
    ("div{color:red;--c:#00ff00}p{color:var(--c)}", "<div><p>x", "#00FF00", "#FFFFFF"),
    ("p{color:var(--none, rgb(var(--n, 0), 0, 255))}", "<p>x", "#0000FF", "#FFFFFF"),
    ("p{color:var(--loop);--loop:var(--loop)}", "<p>x", "#000000", "#FFFFFF"),
    ("p{color:red;background:currentColor}", "<p>x", "#FF0000", "#FF0000"),
    ("body{background:#000}p{background:rgba(255,255,255,.5)}", "<p>x", "#000000", "#808080"),
    ("p{background:url(sky.jpg) #fff}", "<p>x", "#000000", None),
    ("p{background-image:linear-gradient(red,blue)}", "<div><p>x", "#000000", None),
    ("div{background:url(a.png)}p{background:#fff}", "<div><p>x", "#000000", "#FFFFFF"),
    ("@media print{p{color:red}}@media screen{p{color:blue}}", "<p>x", "#0000FF", "#FFFFFF"),
    ("p:hover{color:red}p::first-line{color:red}", "<p>x", "#000000", "#FFFFFF"),
    ("", "<a href='/b'>x</a>", "#0000EE", "#FFFFFF"),
    ("", "<font color='#c00000'>x</font>", "#C00000", "#FFFFFF"),
    ("", "<table bgcolor=yellow><tr><td>x", "#000000", "#FFFF00"),
    ("}}}p{{{", "<p>x", "#000000", "#FFFFFF"),
]


@pytest.mark.parametrize(("sheet", "body", "colour", "background"), LOOKS)
def test_colours_are_resolved_as_a_browser_does(
    sheet: str, body: str, colour: str, background: str | None
) -> None:
    """Specificity, importance, inheritance, variables and what is painted below."""
    run = page(body, f"<style>{sheet}</style>").coloured[0]
    assert (run.colour, run.background) == (colour, background)


SIZES = [
    ("p{font-size:10pt}", "<p>x", 10, False),
    ("p{font-size:20px}", "<p>x", 15, False),
    ("div{font-size:10pt}p{font-size:1.5em}", "<div><p>x", 15, False),
    ("html{font-size:20px}p{font-size:2rem}", "<p>x", 30, False),
    ("p{font-size:50%}", "<p>x", 6, False),
    ("p{font:bold 18pt/1.2 Arial}", "<p>x", 18, True),
    ("p{font-size:small;font-weight:600}", "<p>x", 9.75, True),
    ("", "<h1>x", 24, True),
    ("", "<font size=5>x</font>", 18, False),
    ("b{font-weight:400}", "<p><b>x", 12, False),
]


@pytest.mark.parametrize(("sheet", "body", "points", "bold"), SIZES)
def test_type_sizes_are_given_in_points(sheet: str, body: str, points: float, bold: bool) -> None:
    """From every unit, relative ones to what is around."""
    run = page(body, f"<style>{sheet}</style>").coloured[0]
    assert (run.points, run.bold) == (points, bold)


@pytest.mark.parametrize(
    "body",
    [
        "<p>a</p><p style='display:none'>b</p>",
        "<p>a<span style='visibility:hidden'>b</span></p>",
        "<p>a</p><p hidden>b</p>",
        "<p>a</p><script>b</script><style>b</style><template>b</template>",
        "<p>a</p><iframe srcdoc='b'>b</iframe><noembed></noembed>",
        "<p>a<!-- b --></p>",
    ],
)
def test_what_nobody_sees_is_left_out(body: str) -> None:
    """Hidden text, scripts, frames and remarks."""
    assert texts(page(body)) == ["a"]


PICTURES = [
    ("<img src=a.png>", None, False),
    ("<img src=a.png alt=''>", "", True),
    ("<img src=a.png alt='Лист клёна'>", "Лист клёна", False),
    ("<img src=a.png alt='' title=''>", None, False),
    ("<img src=a.png alt='' title='Лист клёна'>", "Лист клёна", False),
    ("<img src=a.png aria-label='Лист клёна' alt='x'>", "Лист клёна", False),
    ("<p id=t>Лист клёна</p><img src=a.png aria-labelledby=t>", "Лист клёна", False),
    ("<img src=a.png role=presentation>", None, True),
    ("<svg><title>Лист клёна</title><path d='M0 0'/></svg>", "Лист клёна", False),
    ("<svg aria-label='Лист клёна'></svg>", "Лист клёна", False),
    ("<svg aria-hidden=true></svg>", None, True),
    ("<div role=img aria-label='Лист клёна'>xyz</div>", "Лист клёна", False),
]


@pytest.mark.parametrize(("body", "alt", "decorative"), PICTURES)
def test_pictures_say_what_a_screen_reader_says(
    body: str, alt: str | None, decorative: bool
) -> None:
    """By their alt, their label, a label elsewhere, a drawing's title."""
    found = page(body).pictures
    assert [(each.alt, each.decorative) for each in found] == [(alt, decorative)]


def test_links_are_read_with_their_words() -> None:
    """By a label, by their text, by the words of a picture inside."""
    found = page(
        "<p><a href=a.html aria-label='План урока'>тут</a> <a href='b.html'>Тест <b>7-Б</b></a> "
        "<a href=c.html><img src=x.png alt='Карта'></a> <a name=here>не ссылка</a> "
        "<a href='java\nscript:a()'>x</a><a href='&#1;JavaScript:a()'>x</a>"
        "<a href='data:,x'>x</a><a href='https://google.com/url?q=javascript:a()'>x</a></p>"
    )
    assert [(each.text, each.target) for each in found.links] == [
        ("План урока", "a.html"), ("Тест 7-Б", "b.html"), ("Карта", "c.html")]  # fmt: skip


def test_the_numbers_of_footnotes_are_no_links() -> None:
    """As Google, Word and LibreOffice write them."""
    found = page(
        "<p>a<a href='#ftnt1'>[1]</a><a href='#_ftn1'>[1]</a><a href='#sdfootnote1sym'>1</a>"
    )
    assert found.links == ()


def test_cells_know_their_place_under_spans() -> None:
    """Rows and columns are counted from 1, merged cells taken into account."""
    found = page(
        "<table><tr><th rowspan=2>a<th colspan=2>b<tr><td>c<td>d<table><tr><td>in</table></table>"
        "<table role=presentation><tr><td>e</table><table><tr><td>f</table>"
    )
    places = {
        block.text: (each.table, each.row, each.column) if (each := block.cell) else None
        for block in found.blocks
    }
    assert places == {
        "a": (1, 1, 1), "b": (1, 1, 2), "c": (1, 2, 2), "d": (1, 2, 3), "in": (1, 2, 3),
        "e": None, "f": (2, 1, 1),
    }  # fmt: skip


def test_lists_keep_their_depth_and_kind() -> None:
    """Items within items, numbered or not."""
    found = page("<ol><li>a<ul><li>b</ul><li><p>c</ol>")
    assert [(block.text, block.depth, block.ordered) for block in found.blocks] == [
        ("a", 1, True), ("b", 2, False), ("c", 1, True)]  # fmt: skip


def test_a_heading_may_be_one_by_its_role() -> None:
    """role=heading with a level, and headings inside of cells."""
    found = page("<div role=heading aria-level=3>a</div><table><tr><td><h2>b</h2></table>")
    assert [(each.level, each.text) for each in found.headings] == [(3, "a"), (2, "b")]


def test_the_language_is_what_most_of_the_text_is_marked_with() -> None:
    """Word says English for the page and Kyrgyz for each run."""
    found = page("<p><span lang=ky-KG>Бүгүн сабак</span> <span>ok</span>", language=" lang=en-US")
    assert (found.declared, found.language) == ("en", "ky")
    assert page("<p>Текст").language == "ru"
    assert page("<p>Текст", language="").language is None


def test_weight_counts_each_picture_once() -> None:
    """The page, its style sheet, and each picture of the archive."""
    markup = "<link rel=stylesheet href=s.css><p class=a>x<img src=a.png><img src=a.png>"
    found = opened(packed({"s.css": ".a{color:red}", "page.html": markup, "a.png": bytes(5_000)}))
    assert found.weight == len(markup) + len(".a{color:red}") + 5_000
    assert found.coloured[0].colour == "#FF0000"


def test_pictures_inside_of_the_page_are_pictures() -> None:
    """A data: address is the picture's bytes, not the page's."""
    found = page(f"<img alt='Серая точка' src='data:image/png;base64,{PIXEL}'>")
    assert found.pictures[0].size == len(found.images[0].content) == 67
    assert found.size < 250
    assert not found.images[0].missing


@pytest.mark.parametrize(
    "name", ["сүрөт.png", "%D1%81%D2%AF%D1%80%D3%A9%D1%82.png", "Сүрөт.PNG", "./a/../сүрөт.png"]
)
def test_a_picture_is_found_by_any_way_of_writing_its_name(name: str) -> None:
    """Escapes, capitals, and folders that are gone."""
    found = opened(packed({"p/index.html": f"<p>a<img src='{name}'>", "p/сүрөт.png": b"x" * 50}))
    assert (found.pictures[0].size, found.images[0].missing) == (50, False)


def test_pictures_from_elsewhere_are_never_fetched() -> None:
    """An address of another place is a picture that did not come along."""
    found = page("<img src='https://example.org/a.png'><img src='//example.org/b.png'>")
    assert [each.missing for each in found.images] == [True, True]


def test_the_page_itself_is_found_in_an_archive() -> None:
    """Not the helper pages of an office program, nor a Mac's hidden copies."""
    found = opened(packed({
        "__MACOSX/._plan.html": "<p>mac", "plan.files/header.html": "<p>" + "head" * 50,
        "plan.html": "<p>plan", "plan.files/a.png": b"x",
    }))  # fmt: skip
    assert texts(found) == ["plan"]


def test_a_drawing_keeps_its_shapes_and_nothing_that_acts() -> None:
    """Scripts, handlers and addresses are gone; the shapes are there."""
    drawing = page(
        "<svg viewBox='0 0 9 9' onload='alert(1)'><script>alert(2)</script><title>Рост</title>"
        "<rect width=9 height=4 fill='url(http://example.org)' /><a href='javascript:1'>a</a>"
        "<image href='http://example.org/x.png'/><path d='M0 0h9' stroke='#000'/></svg>"
    ).images[0].content.decode()  # fmt: skip
    assert "path" in drawing
    assert not any(word in drawing for word in ("alert", "example.org", "javascript", "onload"))


WIDTHS = [
    ("<p style='width:600px'>x", 600),
    ("<p style='width:600px;max-width:100%'>x", 0),
    ("<p style='width:90%'>x", 0),
    ("<p style='width:320px'>x", 0),
    ("<div style='min-width:10in'><p>x", 960),
    ("<table width=640><tr><td>x", 640),
    ("<table width='100%'><tr><td>x", 0),
    ("<div style='overflow-x:auto'><table width=640><tr><td>x", 0),
    ("<div style='width:600px'><div style='overflow:auto'><p>x", 0),
]


@pytest.mark.parametrize(("body", "width"), WIDTHS)
def test_widths_that_do_not_give_way_are_seen(body: str, width: float) -> None:
    """Fixed lengths over 320 px, of the element or of what it stands in."""
    assert page(body).blocks[0].width == width


def test_places_name_the_paragraph_the_heading_and_the_cell() -> None:
    """As a reader counts: paragraphs without headings and cells."""
    found = page("<h1>Дроби</h1><p>раз<p>два<table><tr><td>три</table>")
    assert [each.where for each in found.passages] == [
        place("heading", text="Дроби"), place("paragraph", number=1, text="раз"),
        place("paragraph", number=2, text="два"), place("table_cell", table=1, row=1, column=1),
    ]  # fmt: skip
