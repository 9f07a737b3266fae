"""Where to press: ways through menus, drawn on the page and said on paper."""

from __future__ import annotations

from pathlib import Path

from mugalim_lessons.handout.markup import Pictures, blocks
from mugalim_lessons.pressing import Way, drawn, ways

BLOCK = "Excel, computer: View → Freeze Panes\n\nExcel, телефон: Вид → Закрепить\nnothing here\n"


def test_each_line_is_a_way() -> None:
    """What names a phone is drawn as one; a line without a way is left out."""
    assert ways(BLOCK) == (
        Way("Excel, computer", False, ("View", "Freeze Panes")),
        Way("Excel, телефон", True, ("Вид", "Закрепить")),
    )


def test_what_is_written_stays_words() -> None:
    """Nothing of a menu's name becomes a tag."""
    html = drawn("A & <b>: <i> → x")
    assert "<figcaption>A &amp; &lt;b&gt;</figcaption>" in html
    assert "<li><span>&lt;i&gt;</span></li>" in html


def test_paper_says_the_way_in_a_line() -> None:
    """There is nothing to press on paper."""
    found = blocks(f"```press\n{BLOCK}```\n", {}, Pictures(Path()))
    said = [each["text"][1]["text"] for each in found]
    assert said == [" View → Freeze Panes", " Вид → Закрепить"]
