"""Paragraphs of an .odt file: their runs, links, boxes, blanks and pictures."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from mugalim_checks.document.blanks import BLANK, BOX, DATE_BLANK, TICKED, in_font
from mugalim_checks.document.blocks import Aside, AsidePlace, Image, Marker, Paragraph
from mugalim_checks.document.building import Builder, tidy_alt, underlined_blank
from mugalim_checks.document.elements import child, children, whole
from mugalim_checks.document.looks import Look
from mugalim_checks.document.media import Media
from mugalim_checks.document.odf.styles import OdfStyle, OdfStyles

_LENGTH = re.compile(r"([0-9]{1,5}(?:\.[0-9]{1,6})?)(in|cm|mm|pt)")
_PIXELS = {"in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4, "pt": 96 / 72}


@dataclass
class OdfPackage:
    """What a paragraph is read with."""

    styles: OdfStyles
    media: Media
    controls: Mapping[str, Element]  # id -> a form's control
    asides: list[Aside] = field(default_factory=list)


class OdfParagraphReader:
    """Reads one paragraph; what its text boxes hold is kept in `boxed`."""

    def __init__(self, package: OdfPackage, behind: str | None) -> None:
        self._package = package
        self._behind = behind
        self._builder = Builder()
        self._style = OdfStyle()
        self._field = ""  # the kind of the form field that goes on
        self.boxed: list[Element] = []

    def read(self, element: Element, marker: Marker, box: str) -> Paragraph:
        """The paragraph; `marker` and `box` are what the list's item begins with."""
        self._style = self._package.styles.style("paragraph", element.get("text:style-name"))
        self._behind = self._style.background or self._behind
        self._inside(element, self._style.look, "")
        said = element.get("text:outline-level") if element.tag == "text:h" else None
        level = whole(said, most=9) if said else self._style.level
        if element.tag == "text:h" and not level:
            level = 1
        titled = self._style.titled
        return self._builder.paragraph(box, level=level, titled=titled, marker=marker)

    def _inside(self, element: Element, look: Look, target: str) -> None:
        self._add(element.text or "", look, target)
        for each in element:
            read = _READERS.get(each.tag)
            if read is not None:
                read(self, each, look, target)
            elif each.tag not in _SKIPPED:
                self._inside(each, look, target)
            self._add(each.tail or "", look, target)

    def _span(self, element: Element, look: Look, target: str) -> None:
        own = self._package.styles.style("text", element.get("text:style-name")).look
        self._inside(element, own.over(look), target)

    def _link(self, element: Element, look: Look, target: str) -> None:
        own = self._package.styles.style("text", element.get("text:style-name")).look
        self._inside(element, own.over(look), element.get("xlink:href", "") or target)

    def _space(self, element: Element, look: Look, target: str) -> None:
        self._add(" " * whole(element.get("text:c"), 1, 1_000), look, target, True)

    def _tab(self, element: Element, look: Look, target: str) -> None:
        self._add(BLANK if self._style.leader else "\t", look, target, True)

    def _break(self, element: Element, look: Look, target: str) -> None:
        self._add("\n", look, target, True)

    def _note(self, element: Element, look: Look, target: str) -> None:
        self.aside("footnote", child(element, "text:note-body"))

    def _comment(self, element: Element, look: Look, target: str) -> None:
        self.aside("comment", element)

    def aside(self, where: AsidePlace, element: Element | None) -> None:
        """Keep the text of a note or a comment."""
        if element is not None:
            texts = (
                plain_text(each) for each in element.iter() if each.tag in ("text:p", "text:h")
            )
            self._package.asides.extend(asides(where, texts))

    def _control(self, element: Element, look: Look, target: str) -> None:
        if element.get("loext:checkbox") == "true":
            checked = element.get("loext:checked") == "true"
            self._add(TICKED if checked else BOX, look, target)
        elif element.get("loext:showing-place-holder") == "true":
            self._add(DATE_BLANK if element.get("loext:date") == "true" else BLANK, look, target)
        else:
            self._inside(element, look, target)

    def _placeholder(self, element: Element, look: Look, target: str) -> None:
        self._add(BLANK, look, target)

    def _form_control(self, element: Element, look: Look, target: str) -> None:
        control = self._package.controls.get(element.get("draw:control", ""))
        if control is None:
            return
        if control.tag == "form:checkbox":
            state = control.get("form:current-state") or control.get("form:state")
            self._add(TICKED if state == "checked" else BOX, look, target)
            self._add(f" {control.get('form:label', '')}", look, target)
        elif control.tag in ("form:text", "form:textarea", "form:date"):
            self._add(BLANK, look, target)

    def _old_box(self, element: Element, look: Look, target: str) -> None:
        kind = element.get("field:type", "").upper()
        if "CHECKBOX" in kind:
            checked = any(
                "checked" in each.get("field:name", "").casefold()
                and each.get("field:value", "").casefold() in ("true", "1", "")
                for each in children(element, "field:param")
            )
            self._add(TICKED if checked else BOX, look, target)
        elif element.tag == "field:fieldmark-start":
            self._field = kind

    def _old_end(self, element: Element, look: Look, target: str) -> None:
        self._field = ""

    def _frame(self, element: Element, look: Look, target: str) -> None:
        image = self._image(element)
        if image is not None:
            self._builder.picture(image)
        self.boxed.extend(each for each in element.iter() if each.tag == "draw:text-box")

    def _image(self, element: Element) -> Image | None:
        found = next((each for each in element if each.tag in ("draw:image", "draw:object")), None)
        if found is None:
            return None
        image = next((each for each in element if each.tag == "draw:image"), found)
        file = image.get("xlink:href", "").rpartition("/")[2]
        texts = (child(element, "svg:desc"), child(element, "svg:title"))
        medium = self._package.media[file]
        return Image(
            alt=tidy_alt(*(each.text for each in texts if each is not None)),
            name=(element.get("draw:name") or file)[:200],
            size=medium.size,
            width=_pixels(element.get("svg:width")),
            height=_pixels(element.get("svg:height")),
            decorative=element.get("loext:decorative", element.get("draw:decorative")) == "true",
            digest=medium.digest,
        )

    def _add(self, text: str, look: Look, target: str, exact: bool = False) -> None:
        if not exact:
            text = re.sub(r"[ \t\r\n]+", " ", text)
        text = in_font(text, look.font)
        if "FORMTEXT" in self._field and text and not text.strip():
            text = BLANK
        self._builder.add(
            underlined_blank(text) if look.underlined else text,
            look.run(self._behind, target),
        )


_Reader = Callable[[OdfParagraphReader, Element, Look, str], None]
_READERS: Mapping[str, _Reader] = {
    "text:span": OdfParagraphReader._span,
    "text:a": OdfParagraphReader._link,
    "text:s": OdfParagraphReader._space,
    "text:tab": OdfParagraphReader._tab,
    "text:line-break": OdfParagraphReader._break,
    "text:note": OdfParagraphReader._note,
    "office:annotation": OdfParagraphReader._comment,
    "loext:content-control": OdfParagraphReader._control,
    "text:placeholder": OdfParagraphReader._placeholder,
    "draw:control": OdfParagraphReader._form_control,
    "field:fieldmark": OdfParagraphReader._old_box,
    "field:fieldmark-start": OdfParagraphReader._old_box,
    "field:fieldmark-end": OdfParagraphReader._old_end,
    "draw:frame": OdfParagraphReader._frame,
}
_SKIPPED = (
    "text:ruby-text",
    "field:param",
    "office:annotation-end",
    "text:bookmark",
    "svg:title",
    "svg:desc",
)


def asides(where: AsidePlace, texts: Iterable[str]) -> list[Aside]:
    """The texts of one place beside the flow as one aside; none where they say nothing."""
    text = " ".join(" ".join(texts).split())
    return [Aside(where, text[:5_000])] if text else []


def plain_text(element: Element) -> str:
    """The words of a paragraph, whatever they look like."""
    return "".join(_texts(element))


def _texts(element: Element) -> Iterator[str]:
    yield element.text or ""
    for each in element:
        yield " " if each.tag in ("text:s", "text:tab", "text:line-break") else ""
        yield from _texts(each)
        yield each.tail or ""


def _pixels(length: str | None) -> int:
    found = _LENGTH.fullmatch(length or "")
    return round(float(found[1]) * _PIXELS[found[2]]) if found else 0
