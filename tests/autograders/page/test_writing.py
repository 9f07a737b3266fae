from __future__ import annotations

import base64
import io
import zipfile
from dataclasses import replace

import pytest
from autograders.page.samples import FILES, PIXEL, opened, packed, page

from mugalim_checks.artefacts import write_artefact
from mugalim_checks.page import Block, Image, Page, Run
from mugalim_checks.page.model import in_parts

RICH = (
    "<h1>Дроби</h1><p>Раз <b>два</b>, <span style='color:#c00'>три</span>.<br>Четыре "
    "<a href='https://example.org/?a=1&amp;b=2' aria-label='Правила дробей'>тут</a></p>"
    "<ol><li>один<ul><li>глубже</li></ul></li><li>два</li></ol><dl><dt>Срок<dd>до среды</dl>"
    "<table><caption>Итоги</caption><tr><th rowspan=2>а<th colspan=2>б"
    "<tr><td><td lang=ky>үч</table>"
    "<table><tr><td><p>первый<p>второй<td><h2>в клетке</h2></table>"
    f"<p>до <img alt='Точка &quot;серая&quot; &lt;1&gt;' src='data:image/png;base64,{PIXEL}'>"
    "<img alt='' src=x.png><img src='y.png' role=presentation></p>"
    "<p style='background:url(a.png)'>на картинке</p><p style='background:#000;color:#fff'>ночь</p>"
    "<p>Это <data value=\"'Итоги 7'!B7\">58</data> %</p><p style='width:700px'>широко</p>"
)
PAGES = {
    "rich": page(RICH, "<title>А &amp; Б</title><meta name=viewport content='width=device-width'>"),
    "google": opened((FILES / "google_docs.html").read_bytes()),
    "word": opened((FILES / "word_filtered.htm").read_bytes()),
    "nothing": Page(),
}


def unnamed(found: Page) -> list[Block]:
    """Its blocks; a picture inside of the page has no name before it lies in an archive."""
    return [
        replace(block, runs=tuple(
            replace(run, image=replace(run.image, name="")) if run.image else run
            for run in block.runs
        ))
        for block in found.blocks
    ]  # fmt: skip


@pytest.mark.parametrize("ending", [".html", ".htm", ".zip"])
@pytest.mark.parametrize("name", PAGES)
def test_what_is_written_is_read_again(name: str, ending: str) -> None:
    """All that checks look at: blocks, looks, languages, links, pictures, cells."""
    found = PAGES[name]
    again = opened(write_artefact(found, ending), f"page{ending}")
    assert unnamed(again) == unnamed(found)
    assert (again.declared, again.viewport) == (found.declared, found.viewport)
    assert again.title == (found.title or next((each.text for each in found.headings), ""))


@pytest.mark.parametrize("name", PAGES)
def test_a_state_gives_the_page_again(name: str) -> None:
    """Plain values and back."""
    assert Page.from_state(PAGES[name].to_state()) == PAGES[name]


def test_lists_within_lists_stand_in_their_item() -> None:
    """As a browser and a screen reader want them."""
    found = write_artefact(
        page("<ol><li>a<ul><li>b<ol><li>c</ol></ul><li>d</ol>"), ".html"
    ).decode()
    inner = found[found.index("<ol>") : found.rindex("</ol>") + 5].replace("\n", "")
    assert inner == "<ol><li>a<ul><li>b<ol><li>c</li></ol></li></ul></li><li>d</li></ol>"


def test_the_same_page_gives_the_same_bytes() -> None:
    """Nothing of the time or the machine is in it."""
    found = PAGES["rich"]
    assert write_artefact(found, ".zip") == write_artefact(found, ".zip")
    assert write_artefact(found, ".html") == write_artefact(found, ".html")


def test_a_picture_too_large_to_keep_is_written_as_heavy_as_it_was() -> None:
    """A grey picture stands for it, so that the page's weight stays."""
    content = packed({"index.html": "<p>a<img src=photo.jpg>", "photo.jpg": b"\xff\xd8" * 300_000})
    found = opened(content)
    again = opened(write_artefact(found, ".zip"))
    assert (found.images[0].content, found.pictures[0].size) == (b"", 600_000)
    assert again.pictures[0].size == 600_000


def test_a_kept_picture_is_written_as_it_is() -> None:
    """Its very bytes, in the archive and in the page."""
    pixel = base64.b64decode(PIXEL)
    found = opened(packed({"index.html": "<p>a<img src=i/pixel.png>", "i/pixel.png": pixel}))
    assert opened(write_artefact(found, ".zip")).images[0].content == pixel
    assert opened(write_artefact(found, ".html")).images[0].content == pixel


def test_nothing_that_acts_is_written() -> None:
    """Words that look like markup stay words; handlers and scripts are gone."""
    found = page("<p onclick='a()'>&lt;script&gt;x&lt;/script&gt;<script>y()</script></p>")
    written = write_artefact(found, ".html").decode()
    assert "<script" not in written
    assert "onclick" not in written
    assert "&lt;script&gt;x" in written


def test_words_are_looked_up_for_a_translation() -> None:
    """The title, each run, and a picture's words; spaces around them stay."""
    words = {"Дроби": "Бөлчөктөр", "два": "эки", 'Точка "серая" <1>': "Чекит", "А & Б": "А жана Б"}
    told = PAGES["rich"].translated(lambda text: words.get(text, text))
    assert (told.title, told.headings[0].text) == ("А жана Б", "Бөлчөктөр")
    assert told.blocks[1].text.startswith("Раз эки, три.")
    assert told.pictures[0].alt == "Чекит"


def test_a_hostile_state_writes_a_harmless_page() -> None:
    """No address that runs or is fetched, no script in a drawing, no name that leads out."""
    drawing = in_parts(b"<svg xmlns='http://www.w3.org/2000/svg'><script>a()</script><g/></svg>")
    images = (
        Image(alt="a", name="https://example.org/spy.png", missing=True),
        Image(alt="b", name="..", size=9, parts=in_parts(b"\xff\xd8ff")),
        Image(alt="c", name="../c.svg", parts=drawing),
        Image(alt="d", name="d.png", parts=in_parts(b"<html><script>")),
    )
    found = Page((Block("p", tuple(Run(image=each) for each in images)),))
    written = write_artefact(found, ".zip")
    with zipfile.ZipFile(io.BytesIO(written)) as archive:
        everything = b"".join(archive.read(name) for name in archive.namelist())
        assert not any(".." in name for name in archive.namelist())
    assert b"script" not in everything
    assert b"https:" not in everything
    assert len(opened(written).images) == 4


@pytest.mark.parametrize("name", ["a b%20.png", "сүрөт №1.png", "q?#&.png", "a'\"<b>.png"])
def test_pictures_of_any_name_are_found_again(name: str) -> None:
    """Whatever a phone called them."""
    image = Image(alt="a", name=name, size=70, parts=in_parts(base64.b64decode(PIXEL)))
    again = opened(write_artefact(Page((Block("p", (Run(image=image),)),)), ".zip"))
    assert not again.images[0].missing


def test_a_drawing_is_written_as_it_was_kept() -> None:
    """What was made harmless once stays as it is."""
    found = page("<svg viewBox='0 0 9 9'><title>Рост</title><path d='M0 0h9' fill='#123'/></svg>")
    assert opened(write_artefact(found, ".html")).images[0].content == found.images[0].content
