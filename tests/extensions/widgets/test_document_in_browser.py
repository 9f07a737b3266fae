"""Writing in a real browser: keys, pasting, what a file had, other devices, how it looks."""

from __future__ import annotations

import json

import pytest
from extensions.widgets.document_writer import Writer, exercise_of
from playwright.sync_api import expect
from seeing import every_look, looks

from mugalim_answers.place import Place
from mugalim_answers.store import Store
from mugalim_checks.artefacts import artefact_class
from mugalim_courses.model import Exercise


@pytest.fixture
def writer(desk, place, plans):
    """What puts an exercise on the page, with a state to begin with."""

    def write(exercise=None, start=None, language="en"):
        exercise = exercise or Exercise("work", "document")
        plans["plans"][exercise.name] = exercise
        plans["starts"][exercise.name] = start
        return Writer(desk, Place(place.face, place.lesson, place.answers, language), exercise)

    return write


def test_keys_part_join_move_and_undo(writer):
    """Enter parts, Backspace joins, arrows go on, Alt moves; all of it can be taken back."""
    work = writer()
    work.type("Head", style="h1")
    work.then("one", "two")
    work.press("Home")
    work.press("Backspace")
    expect(work.texts).to_have_text(["Head", "onetwo"])
    work.press("Enter")
    work.press("Alt+ArrowUp")
    expect(work.texts).to_have_text(["Head", "two", "one"])
    work.press("ArrowUp")
    work.press("Home")
    work.press("Backspace")
    expect(work.texts.first).to_have_attribute("aria-label", "Text")
    work.press("Control+z", 2)
    expect(work.texts).to_have_text(["Head", "one", "two"])
    work.press("Control+y")
    expect(work.texts).to_have_text(["Head", "two", "one"])


def test_bold_words_and_lines_in_a_paragraph(writer):
    """Ctrl+B works on the word at the caret, Shift+Enter breaks the line."""
    work = writer()
    work.type("one")
    work.press("Control+b")
    work.press("Shift+Enter")
    work.type("line")
    work.then("plain")
    blocks = work.state()["blocks"]
    assert blocks == [
        {"runs": [{"bold": True, "text": "one\nline"}]},
        {"runs": [{"text": "plain"}]},
    ]


def test_words_that_a_phone_puts_together_are_kept(writer):
    """A keyboard that composes, as on Android, types whole words; Enter in the middle parts."""
    work = writer()
    keyboard = work.page.context.new_cdp_session(work.page)
    for text in ("с", "сө", "сөз"):
        at = {"selectionStart": len(text), "selectionEnd": len(text)}
        keyboard.send("Input.imeSetComposition", {"text": text, **at})
    work.press("Enter")
    keyboard.send("Input.insertText", {"text": "экинчи"})
    assert work.state()["blocks"] == [{"runs": [{"text": t}]} for t in ("сөз", "экинчи")]


WORD = """<html><head><style>p { color: red }</style></head><body>
<h2 style='color:#2F5496'>Цель <span style='mso-spacerun:yes'> </span>урока</h2>
<p class=MsoNormal>Ученик <b>сам</b> считает, <a href="https://example.org/a">правило</a></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><![if !supportLists]><span
style='mso-list:Ignore'>1.<span>&nbsp;&nbsp;</span></span><![endif]>измерить</p>
<table><thead><tr><td><p>Этап</p></td><td><p>Мин</p></td></tr></thead>
<tr><td><p>Начало</p></td><td><p>5</p></td></tr></table>
<p><a href="javascript:alert(1)">плохо</a><img src="file:///C:/a.png"></p></body></html>"""


def test_what_word_copies_becomes_blocks(writer):
    """Headings, lists and tables by their styles; nothing that acts, loads or only looks comes."""
    work = writer()
    work.type("Before after")
    work.press("ArrowLeft", 5)
    work.paste(WORD, "plain")
    assert work.state()["blocks"] == [
        {"runs": [{"text": "Before "}]},
        {"level": 2, "runs": [{"text": "Цель урока"}]},
        {"runs": [
            {"text": "Ученик "}, {"bold": True, "text": "сам"}, {"text": " считает, "},
            {"target": "https://example.org/a", "text": "правило"},
        ]},
        {"marker": "number", "runs": [{"text": "измерить"}]},
        {"headers": 1, "rows": [
            [{"blocks": [{"runs": [{"text": text}]}]} for text in row]
            for row in (("Этап", "Мин"), ("Начало", "5"))
        ]},
        {"runs": [{"text": "плохо"}]},
        {"runs": [{"text": "after"}]},
    ]  # fmt: skip


def test_lines_and_tables_of_plain_text_can_be_pasted(writer):
    """A line is a paragraph; lines with tabs, as from a spreadsheet, are a table."""
    work = writer()
    work.paste("", "one\r\ntwo\n\nthree\n")
    work.then("")
    work.paste("", "a\tb\n1\t2")
    blocks = work.state()["blocks"]
    assert [each["runs"][0]["text"] for each in blocks[:3]] == ["one", "two", "three"]
    assert len(blocks[3]["rows"]) == 2


def test_work_from_another_device_is_shown_where_she_is(writer, place, noon):
    """The store has another version: it is drawn, and her block keeps the caret."""
    work = writer()
    work.type("mine")
    work.state()
    new = [{"op": "put", "state": {"blocks": [{"runs": [{"text": "from elsewhere"}]}]}}]
    Store(place.answers).apply("work", "document", new, base=None, start=None, now=noon)
    work.show_stored()
    expect(work.texts).to_have_text(["from elsewhere"])
    expect(work.texts.first).to_be_focused()


def test_rows_for_points_and_their_total_are_hers_to_fill(writer):
    """Where the lesson asks for it, rows named so are put in, empty."""
    rubric = writer(Exercise("rubric", "document", material={"points": True}), language="ky")
    rubric.table(("", ""), ("", ""))
    rubric.tool("table", "points_row", "table", "total_row")
    rows = rubric.state()["blocks"][0]["rows"][2:]
    texts = [
        [cell["blocks"][0].get("runs", [{}])[0].get("text", "") for cell in row] for row in rows
    ]
    assert texts == [["Балл", ""], ["Бардыгы", ""]]


def test_pale_letters_are_seen_and_repaired(writer):
    """Contrast is hers: a colour is chosen for a paragraph, or for the words chosen."""
    page = writer(exercise_of("media/handout", "handout"))
    page.type("A page of pale letters that nobody with weak eyes can read")
    page.tool("more")
    page.choose("colour", "#C4C4C4")
    assert "contrast" in page.not_yet()
    page.choose("background", "#1D2733")
    assert "contrast" not in page.not_yet()


def test_a_link_leads_somewhere_or_is_refused(writer):
    """What would act is not taken; the link at the caret can be changed and taken away."""
    work = writer()
    work.type("rules")
    work.press("Control+k")
    work.fill("link_address", "javascript:alert(1)")
    work.tool("insert")
    expect(work.page.get_by_role("alert")).to_have_text(work.words["link_unclear"])
    work.fill("link_address", "example.org/a")
    work.tool("insert")
    assert work.state()["blocks"][0]["runs"][0]["target"] == "https://example.org/a"
    work.press("ArrowLeft", 2)
    work.tool("link", "unlink")
    assert work.state()["blocks"] == [{"runs": [{"text": "rules "}]}]


def test_a_picture_that_is_not_kept_is_told_in_words(writer):
    """The school's sentence is read out, and nothing is put in."""
    work = writer()
    work.picture("", name="too-big.jpg")
    expect(work.page.locator(".live")).to_have_text("Too big for the school.")
    expect(work.page.locator(".picture")).to_have_count(0)


def test_what_the_lesson_says_stands_beside_the_text(writer):
    """Its parts, and how long it is of what is wanted."""
    work = writer(Exercise("work", "document", material=MATERIAL), language="ru")
    expect(work.page.locator("details")).to_contain_text("Цель – что ученик сможет в конце")
    work.type("одно два три")
    expect(work.page.locator(".help").first).to_have_text(
        "Слов: 3, нужно около 200. Чтение вслух, минут: 1 из 3."
    )


KEPT = {
    "document": {
        "blocks": [
            {"runs": [{"text": "Small", "size": 8.0, "colour": "#C00000", "background": None},
                      {"text": " rest", "language": "ru"}],
             "images": [{"name": "a.png", "width": 3, "height": 2, "alt": "x"}]},
            {"rows": [
                [{"blocks": [{"runs": [{"text": "both"}]}], "across": 2},
                 {"blocks": [{}], "down": 2}],
                [{"blocks": [{"rows": [[{"blocks": [{"runs": [{"text": "inner"}]}]}]]}, {}]},
                 {"blocks": [{}]}],
            ], "headers": 1},
            {"runs": [{"text": "Sub"}], "level": 5},
            {"runs": [{"text": "end"}]},
        ],
        "asides": [{"place": "footnote", "text": "note"}], "title": "T", "weight": 7,
    },
    "page": {
        "blocks": [
            {"tag": "dt", "runs": [{"text": "A", "look": {"points": 9.0}, "label": "l",
                                    "target": "https://example.org"}]},
            {"tag": "p", "runs": [{"text": "see "}, {"image": {"alt": "x", "name": "a.png"}},
                                  {"text": "!"}], "width": 400.0},
            {"tag": "p", "runs": [{"text": "1"}],
             "cell": {"table": 1, "row": 1, "column": 1, "rows": 2, "header": True}},
            {"tag": "li", "runs": [{"text": "2"}], "cell": {"table": 1, "row": 1, "column": 2},
             "depth": 2},
            {"tag": "p", "runs": [{"text": "end"}]},
        ],
        "title": "T", "declared": "ky", "viewport": "width=device-width", "size": 9,
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", KEPT)
def test_what_a_file_had_is_kept_by_an_edit_elsewhere(writer, kind):
    """Joined cells, inner tables, sizes, notes: all of it is there again after the edit."""
    work = writer(Exercise("work", kind), start=KEPT[kind])
    work.texts.last.click()
    work.press("End")
    work.type("!")
    expected = json.loads(json.dumps(KEPT[kind]))
    expected["blocks"][-1]["runs"][0]["text"] = "end!"
    wanted = artefact_class(kind).from_state(expected)
    assert artefact_class(kind).from_state(work.state()) == wanted


def test_rows_and_columns_go_around_joined_cells(writer):
    """A cell over two columns grows with a column put inside of it, and rows shrink together."""
    work = writer(start=KEPT["document"])
    work.cell(2, 1).click()
    work.tool("table", "column_add")
    rows = work.state()["blocks"][1]["rows"]
    assert [[cell.get("across", 1) for cell in row] for row in rows] == [[3, 1], [1, 1, 1]]
    work.tool("table", "row_remove")
    rows = work.state()["blocks"][1]["rows"]
    assert [[cell.get("across", 1) for cell in row] for row in rows] == [[3, 1]]


CELLS = (
    ("Этап", "Что делают ученики", "Минуты"),
    ("Начало", "Измеряют парту ладонями, записывают в тетрадь", "5"),
)
GOAL = [
    {"text": "Ученик "},
    {"text": "сам", "bold": True},
    {"text": " находит площадь прямоугольника и объясняет, почему умножает стороны. "},
    {"text": "Правило на школьной странице", "target": "https://example.org"},
]
PICTURE = {
    "name": "IMG_2041.jpg", "width": 1200, "height": 600, "size": 90_000,
    "alt": "Прямоугольник три на пять", "digest": "ab" * 32,
}  # fmt: skip
SHOWN = {
    "blocks": [
        {"level": 1, "runs": [{"text": "План урока: площадь прямоугольника"}]},
        {"level": 2, "runs": [{"text": "Цель"}]},
        {"runs": GOAL},
        {"marker": "number", "runs": [{"text": "Измерить парту ладонями и записать"}]},
        {"marker": "number", "runs": [{"text": "Сравнить с соседом"}]},
        {"runs": [{"text": "☐ согласен   ☐ не согласен   Подпись: ____________"}]},
        {"headers": 1, "rows": [
            [{"blocks": [{"runs": [{"text": text}]}]} for text in row] for row in CELLS
        ]},
        {"images": [PICTURE]},
    ],
}  # fmt: skip
MATERIAL = {
    "parts": [{"title": "Цель", "help": "что ученик сможет в конце"}, {"title": "Ход урока"}],
    "words": 200,
    "minutes": 3,
    "points": True,
}
TITLES = {"ky": "Сабагыңыздын планы", "ru": "Ваш план урока", "en": "Your lesson plan"}
PANELS = {"add": 0, "more": 0, "link": 2, "table": 6}  # each with the place where it is opened


def problems_of(writer, desk, look, panels):
    """What is wrong with how all that the surface has is shown, with some panels open in turn."""
    desk.take(look)
    title = TITLES[look.language]
    plan = Exercise("plan", "document", title=title, material=MATERIAL)
    shown = writer(plan, start=SHOWN, language=look.language)
    found = []
    for key in panels:
        shown.texts.nth(PANELS[key]).click()
        shown.tool(key)
        expect(shown.page.locator(".panel")).to_be_visible()
        found += desk.problems()
        shown.tool(key)
    return found


@pytest.mark.parametrize("look", looks("document"), ids=str)
def test_it_is_right_in_each_language(writer, desk, look):
    """Accessible, nowhere too wide, no English word left."""
    panel = {"ky": "table", "ru": "add", "en": "more"}[look.language]
    assert problems_of(writer, desk, look, [panel]) == []


@pytest.mark.soak
@pytest.mark.parametrize("look", every_look(), ids=str)
def test_it_is_right_in_every_look(writer, desk, look):
    """In each language, narrow and wide, light and dark."""
    assert problems_of(writer, desk, look, PANELS) == []


LOOKS = (
    "host => { const it = getComputedStyle(host); return [it.color, it.fontWeight, it.fontSize]; }"
)


def test_a_paragraph_of_one_look_is_seen_as_it_is(writer):
    """Pale, large and bold letters of a file look so before anything is done, and not after."""
    pale = {"tag": "p", "runs": [{"text": "Pale", "look": {"colour": "#B5B5B5"}}]}
    large = {"tag": "p", "runs": [{"text": "Large", "look": {"points": 18.0, "bold": True}}]}
    work = writer(Exercise("work", "page"), {"blocks": [pale, large, {"tag": "p"}]})
    usual = work.texts.nth(2).evaluate(LOOKS)
    assert work.texts.nth(0).evaluate(LOOKS) == ["rgb(181, 181, 181)", *usual[1:]]
    colour, weight, size = work.texts.nth(1).evaluate(LOOKS)
    assert (colour, weight) == (usual[0], "700")
    assert float(size[:-2]) == 1.5 * float(usual[2][:-2])
    work.tool("more")
    work.choose("colour", "#000000")
    assert work.texts.nth(0).evaluate(LOOKS) == usual
