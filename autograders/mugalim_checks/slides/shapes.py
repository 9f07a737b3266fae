"""One shape of a slide read: its text with its looks, its table, or its picture."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.oxml import parse_xml
from pptx.oxml.ns import qn

from mugalim_checks.pieces import PICTURES, digest_of, media_of
from mugalim_checks.slides.backdrops import Backdrop, background_of
from mugalim_checks.slides.colours import palette
from mugalim_checks.slides.looks import Looks, farther_styles, language_of, list_styles, shrinking
from mugalim_checks.slides.model import Cell, Image, Paragraph, Role, Run, Table, Text
from mugalim_checks.slides.placing import Box, Placed, on_layout, on_master, shapes_of
from mugalim_checks.slides.table_looks import cell_background, cell_texts, table_looks

_RUNS = frozenset(qn(name) for name in ("a:r", "a:fld"))
_LONGEST_RUN = 20_000
_DIAGRAM = "http://schemas.openxmlformats.org/drawingml/2006/diagram"
_RELATED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"


@dataclass(frozen=True)
class Stage:
    """What a slide's shapes take their looks from, and what lies behind them so far."""

    slide: Any
    layout: list[Placed]
    master: list[Placed]
    master_element: Any
    presentation: Any
    backdrop: Backdrop
    table_styles: Any | None

    @classmethod
    def of(cls, slide: Any, presentation: Any, table_styles: Any | None) -> Stage:
        """The stage of a slide, with the shapes of its layout and master behind everything."""
        layout = slide.slide_layout
        master = layout.slide_master
        theme = parse_xml(master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob)
        elements = [slide.element, layout.element, master.element]
        maps = [_map(element) for element in elements]
        palettes = [palette(theme, *maps[number:]) for number in range(3)]
        background = background_of(elements, palettes, theme)
        stage = cls(
            slide,
            shapes_of(layout.element),
            shapes_of(master.element),
            master.element,
            presentation.element,
            Backdrop(background, palettes[0], theme),
            table_styles,
        )
        stage._put_behind(elements)
        return stage

    def _put_behind(self, elements: list[Any]) -> None:
        """Lay down what the master and the layout show on every slide."""
        slide, layout, _ = (each.get("showMasterSp") not in ("0", "false") for each in elements)
        shown = [*(self.master if slide and layout else []), *(self.layout if slide else [])]
        for shape in shown:
            if not shape.place:
                self.put(shape)

    def put(self, shape: Placed) -> str | None:
        """Put a shape on top, and say what its text has behind it."""
        box = self.box(shape)
        if shape.element.tag == qn("p:sp"):
            return self.backdrop.add(shape, box, [*self._properties(shape)])
        behind = self.backdrop.behind(box)
        if shape.element.tag == qn("p:pic"):
            self.backdrop.add_picture(box)
        return behind

    def box(self, shape: Placed) -> Box | None:
        """Where a shape is: its own word, or that of its place on the layout or the master."""
        return next((each.box for each in self.places(shape) if each.box is not None), None)

    def places(self, shape: Placed) -> list[Placed]:
        """The shape, and its places on the layout and on the master."""
        layout = on_layout(shape, self.layout)
        master = on_master(layout or shape, self.master)
        return [each for each in (shape, layout, master) if each is not None]

    def _properties(self, shape: Placed) -> Iterator[Any]:
        for each in self.places(shape):
            found = each.element.find(qn("p:spPr"))
            if found is not None:
                yield found

    def looks(self, shape: Placed) -> Looks:
        """How the text of a shape looks."""
        places = self.places(shape)
        body = shape.element.find(qn("p:txBody"))
        return Looks(
            list_styles(each.element for each in places),
            farther_styles(shape.place, self.master_element, self.presentation),
            self.backdrop.palette,
            shape.element.find(f"{qn('p:style')}/{qn('a:fontRef')}"),
            1.0 if body is None else shrinking(body),
        )


def _map(element: Any) -> Any | None:
    """A part's map of colour names: a master's own, or what a slide or layout puts in its place."""
    own = element.find(qn("p:clrMap"))
    if own is not None:
        return own
    return element.find(f"{qn('p:clrMapOvr')}/{qn('a:overrideClrMapping')}")


def read_shape(shape: Placed, stage: Stage) -> Iterator[Text | Table | Image]:
    """What a shape gives to a slide, and put it on top of what was there."""
    behind = stage.put(shape)
    element = shape.element
    if element.tag == qn("p:pic"):
        yield _image(element, stage)
    elif element.tag == qn("p:graphicFrame"):
        yield from _graphic(shape, stage, behind)
    else:
        yield from _written(shape, stage, behind)


def _written(shape: Placed, stage: Stage, behind: str | None) -> Iterator[Text | Image]:
    """The text of a shape; a shape without words that is filled with a picture is one."""
    body = shape.element.find(qn("p:txBody"))
    paragraphs = () if body is None else _paragraphs(body, stage.looks(shape), behind)
    if any(paragraph.text.strip() for paragraph in paragraphs):
        yield Text(paragraphs, _role(shape))
    elif shape.element.find(f"{qn('p:spPr')}/{qn('a:blipFill')}") is not None:
        yield _image(shape.element, stage)


def _role(shape: Placed) -> Role:
    if shape.is_title:
        return "title"
    return "furniture" if shape.is_furniture else "text"


def _paragraphs(body: Any, looks: Looks, behind: str | None) -> tuple[Paragraph, ...]:
    return tuple(_paragraph(each, looks, behind) for each in body.findall(qn("a:p")))


def _paragraph(paragraph: Any, looks: Looks, behind: str | None) -> Paragraph:
    runs = []
    for child in paragraph:
        if child.tag in _RUNS:
            text = "".join(each.text or "" for each in child.iter(qn("a:t")))
            runs.append(_run(text, child, paragraph, looks, behind))
        elif child.tag == qn("a:br"):
            runs.append(Run("\n"))
        else:  # formulas stand in a wrapper of their own
            text = "".join(each.text or "" for each in child.iter(qn("a:t")))
            if text:
                runs.append(Run(text[:_LONGEST_RUN]))
    return Paragraph(tuple(run for run in runs if run.text))


def _run(text: str, run: Any, paragraph: Any, looks: Looks, behind: str | None) -> Run:
    return Run(
        text[:_LONGEST_RUN],
        looks.points(run, paragraph),
        looks.bold(run, paragraph),
        looks.colour(run, paragraph, behind),
        behind,
        language_of(run),
    )


def _graphic(shape: Placed, stage: Stage, behind: str | None) -> Iterator[Text | Table | Image]:
    """A table, the words of a diagram, or a chart (a picture to whoever cannot see it)."""
    table = next(shape.element.iter(qn("a:tbl")), None)
    if table is not None:
        yield _table(table, shape, stage, behind)
        return
    words = _diagram(shape.element, stage)
    if words:
        yield Text(words)
    else:
        yield _image(shape.element, stage)


def _table(table: Any, shape: Placed, stage: Stage, behind: str | None) -> Table:
    looks = stage.looks(shape)
    styled = table_looks(table, stage.table_styles)
    rows = []
    for row_number, row in enumerate(table.findall(qn("a:tr"))):
        cells = []
        for column, cell in enumerate(row.findall(qn("a:tc"))):
            parts = styled.parts(row_number, column)
            own = replace(looks, table=cell_texts(parts))
            under = cell_background(cell, parts, styled, behind, stage.backdrop)
            body = cell.find(qn("a:txBody"))
            cells.append(Cell(() if body is None else _paragraphs(body, own, under)))
        rows.append(tuple(cells))
    return Table(tuple(rows))


def _diagram(element: Any, stage: Stage) -> tuple[Paragraph, ...]:
    """The words of a diagram (SmartArt), whose looks are made by the program that shows it."""
    ids = next(element.iter(f"{{{_DIAGRAM}}}relIds"), None)
    part = None if ids is None else _related(stage, ids.get(f"{_RELATED}dm"))
    if part is None:
        return ()
    paragraphs = parse_xml(part.blob).iter(qn("a:p"))
    texts = ("".join(each.text or "" for each in p.iter(qn("a:t"))) for p in paragraphs)
    return tuple(Paragraph((Run(text[:_LONGEST_RUN]),)) for text in texts if text.strip())


def _related(stage: Stage, id: str | None) -> Any | None:
    relation = stage.slide.part.rels.get(id) if id else None
    return None if relation is None or relation.is_external else relation.target_part


def _image(element: Any, stage: Stage) -> Image:
    about = next(element.iter(qn("p:cNvPr")), None)
    blip = next(element.iter(qn("a:blip")), None)
    part = None if blip is None else _related(stage, blip.get(f"{_RELATED}embed"))
    content = b"" if part is None else part.blob
    marks = element.iter(_DECORATIVE)
    return Image(
        (about.get("descr") or None) if about is not None else None,
        "" if part is None else str(part.partname.filename),
        len(content),
        any(mark.get("val") in ("1", "true") for mark in marks),
        digest_of(content) if media_of(content) in PICTURES else "",
    )
