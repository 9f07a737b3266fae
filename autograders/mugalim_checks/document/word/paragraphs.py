"""Paragraphs of a .docx file: their runs, links, boxes, blanks and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mugalim_checks.document.blanks import BLANK, in_font
from mugalim_checks.document.blocks import Image, Marker, Paragraph
from mugalim_checks.document.building import Builder, tidy_alt, underlined_blank
from mugalim_checks.document.elements import all_text, child, value, whole
from mugalim_checks.document.looks import Look
from mugalim_checks.document.media import Media
from mugalim_checks.document.word.controls import control_text, old_box, symbol_text
from mugalim_checks.document.word.styles import (
    Style,
    Styles,
    has_leader,
    look_of,
    numbering_of,
    outline_level,
    shade,
)

_EMU = 9_525  # English metric units in a pixel
_LINK_FIELD = re.compile(r'\s*HYPERLINK\s+(?:\\l\s+)?"([^"]*)"')
_TEXTS = {
    "w:tab": "\t", "w:br": "\n", "w:cr": "\n", "w:noBreakHyphen": "-", "w:ptab": "\t",
}  # fmt: skip
_PICTURES = (
    "drawingml/2006/chart",
    "drawingml/2006/diagram",
    "drawingml/chart",
    "drawingml/diagram",
)


@dataclass
class Package:
    """What a paragraph is read with."""

    styles: Styles
    targets: Mapping[str, str]  # relationship id -> where it leads
    media: Media
    lists: Mapping[tuple[str, str], tuple[Marker, str]]  # list id and level -> marker, box
    deleted: list[str] = field(default_factory=list)


@dataclass
class _Field:
    """A complex field while it goes on."""

    instructions: str = ""
    showing: bool = False
    target: str = ""
    blank: bool = False
    hidden: bool = False  # its result stands there already, as a box


class ParagraphReader:
    """Reads one paragraph; paragraphs of its text boxes are kept in `boxed`."""

    def __init__(self, package: Package, behind: str | None, look: Look) -> None:
        self._package = package
        self._behind = behind  # the cell's colour
        self._table_look = look
        self._builder = Builder()
        self._fields: list[_Field] = []
        self._leader = False
        self._style = Style()
        self.boxed: list[Element] = []

    def read(self, element: Element) -> Paragraph | None:
        """The paragraph; None for a line of a table of contents."""
        properties = child(element, "w:pPr")
        self._style = self._package.styles.paragraph(value(child(properties, "w:pStyle")))
        if self._style.contents:
            return None
        self._leader = self._style.leader or has_leader(properties)
        self._behind = shade(child(properties, "w:shd")) or self._style.background or self._behind
        self._inside(element, "")
        level = outline_level(properties)
        marker, box = self._marker(numbering_of(properties) or self._style.numbering)
        return self._builder.paragraph(
            prefix=box,
            level=(self._style.level or 0) if level is None else level,
            titled=self._style.titled,
            marker=marker,
        )

    def _marker(self, numbering: tuple[str, str] | None) -> tuple[Marker, str]:
        if numbering is None or numbering[0] == "0":
            return "", ""
        return self._package.lists.get(numbering, ("bullet", ""))

    def _inside(self, element: Element, target: str) -> None:
        for each in element:
            read = _READERS.get(each.tag)
            if read is not None:
                read(self, each, target)
            elif each.tag not in _SKIPPED:
                self._inside(each, target)

    def _link(self, element: Element, target: str) -> None:
        anchor = element.get("w:anchor")
        led = self._package.targets.get(element.get("r:id", ""), f"#{anchor}" if anchor else "")
        self._inside(element, led or target)

    def _simple_field(self, element: Element, target: str) -> None:
        found = _LINK_FIELD.match(element.get("w:instr", ""))
        self._inside(element, found[1] if found else target)

    def _deleted(self, element: Element, target: str) -> None:
        self._package.deleted.append(all_text(element, ("w:t", "w:delText")))

    def _control(self, element: Element, target: str) -> None:
        blank = control_text(element)
        if blank is None:
            self._inside(element, target)
        else:
            run = next((each for each in element.iter() if each.tag == "w:r"), None)
            self._add(blank, self._look(child(run, "w:rPr")), target)

    def _math(self, element: Element, target: str) -> None:
        self._add(all_text(element, ("m:t",)), self._look(None), target)

    def _alternate(self, element: Element, target: str) -> None:
        for name in ("mc:Choice", "mc:Fallback"):
            chosen = child(element, name)
            if chosen is not None and len(chosen):
                self._inside(chosen, target)
                return

    def _run(self, element: Element, target: str) -> None:
        look = self._look(child(element, "w:rPr"))
        for each in element:
            if each.tag in ("w:fldChar", "w:instrText"):
                self._field(each, look, target)
            elif each.tag not in _RUN_TEXTS:
                if each.tag in _READERS:
                    _READERS[each.tag](self, each, target)
            elif (text := self._text(each, look)) and not self._in_instructions():
                blank = self._fields[-1].blank if self._fields else False
                self._add(self._shown(text, look, blank), look, self._target(target))

    def _text(self, element: Element, look: Look) -> str:
        if element.tag == "w:t":
            return in_font(element.text or "", look.font)
        if element.tag == "w:sym":
            return symbol_text(element)
        if element.tag in ("w:tab", "w:ptab") and self._leader:
            return BLANK
        return _TEXTS[element.tag]

    def _shown(self, text: str, look: Look, blank: bool) -> str:
        if blank and not text.strip():
            return BLANK
        return underlined_blank(text) if look.underlined else text

    def _field(self, element: Element, look: Look, target: str) -> None:
        kind = element.get("w:fldCharType")
        if kind == "begin":
            self._fields.append(_Field(blank=child(element, "w:ffData", "w:textInput") is not None))
            box = child(element, "w:ffData", "w:checkBox")
            if box is not None:
                self._fields[-1].hidden = True
                self._add(old_box(box), look, target)
        elif self._fields and element.tag == "w:instrText":
            self._fields[-1].instructions += (element.text or "")[:2_000]
        elif self._fields and kind == "separate":
            found = _LINK_FIELD.match(self._fields[-1].instructions)
            self._fields[-1].showing = True
            self._fields[-1].target = found[1] if found else ""
        elif self._fields and kind == "end":
            self._fields.pop()

    def _in_instructions(self) -> bool:
        return any(each.hidden or not each.showing for each in self._fields)

    def _target(self, target: str) -> str:
        return target or next((each.target for each in self._fields if each.target), "")

    def _look(self, properties: Element | None) -> Look:
        below = self._style.look.over(self._table_look.over(self._package.styles.default))
        named = self._package.styles.style(value(child(properties, "w:rStyle"))).look
        return look_of(properties).over(named.over(below)) if properties is not None else below

    def _add(self, text: str, look: Look, target: str) -> None:
        self._builder.add(
            text,
            look.run(self._behind, target),
        )

    def _drawing(self, element: Element, target: str) -> None:
        image = self._image(element)
        if image is not None:
            self._builder.picture(image)
        self._keep_boxed(element)

    def _keep_boxed(self, element: Element) -> None:
        for each in _outermost(element, "w:txbxContent"):
            self.boxed.append(each)

    def _image(self, element: Element) -> Image | None:
        blip = next((each for each in element.iter() if each.tag == "a:blip"), None)
        data = next((each for each in element.iter() if each.tag == "a:graphicData"), None)
        kind = value(data, "uri") or ""
        if blip is None and not any(each in kind for each in _PICTURES):
            return None
        about = next((each for each in element.iter() if each.tag == "wp:docPr"), None)
        inner = next((each for each in element.iter() if each.tag == "pic:cNvPr"), None)
        extent = next((each for each in element.iter() if each.tag == "wp:extent"), None)
        file = self._package.targets.get(value(blip, "r:embed") or "", "")
        medium = self._package.media[file.rpartition("/")[2]]
        return Image(
            alt=tidy_alt(
                *(value(each, name) for each in (about, inner) for name in ("descr", "title"))
            ),
            name=(value(inner, "name") or value(about, "name") or file.rpartition("/")[2])[:200],
            size=medium.size,
            width=whole(value(extent, "cx"), most=10**9) // _EMU,
            height=whole(value(extent, "cy"), most=10**9) // _EMU,
            decorative=any(
                each.tag == "adec:decorative" and each.get("val") in ("1", "true")
                for each in element.iter()
            ),
            digest=medium.digest,
        )

    def _old_picture(self, element: Element, target: str) -> None:
        data = next((each for each in element.iter() if each.tag == "v:imagedata"), None)
        shape = next((each for each in element.iter() if each.get("alt")), None)
        if data is not None:
            file = self._package.targets.get(data.get("r:id", ""), "").rpartition("/")[2]
            medium, alt = self._package.media[file], tidy_alt(value(shape, "alt"))
            image = Image(alt, file[:200], medium.size, digest=medium.digest)
            self._builder.picture(image)
        self._keep_boxed(element)


_Reader = Callable[[ParagraphReader, Element, str], None]
_READERS: Mapping[str, _Reader] = {
    "w:r": ParagraphReader._run,
    "w:hyperlink": ParagraphReader._link,
    "w:fldSimple": ParagraphReader._simple_field,
    "w:del": ParagraphReader._deleted,
    "w:moveFrom": ParagraphReader._deleted,
    "w:sdt": ParagraphReader._control,
    "m:oMath": ParagraphReader._math,
    "mc:AlternateContent": ParagraphReader._alternate,
    "w:drawing": ParagraphReader._drawing,
    "w:pict": ParagraphReader._old_picture,
    "w:object": ParagraphReader._old_picture,
}
_SKIPPED = ("w:pPr", "w:sdtPr", "w:rPr", "w:t", "w:instrText")
_RUN_TEXTS = ("w:t", "w:sym", *_TEXTS)


def _outermost(element: Element, name: str) -> Iterator[Element]:
    """The elements of a name that stand in no other of it, without fallbacks."""
    for each in element:
        if each.tag == name:
            yield each
        elif each.tag != "mc:Fallback":
            yield from _outermost(each, name)
