"""A document as an .odt file."""

from __future__ import annotations

import datetime
from io import BytesIO
from typing import Any

import odfdo
from odfdo import Element, Frame, Header, Link, ListItem, Row, Span, Style

from mugalim_checks.document.blanks import boxes
from mugalim_checks.document.blocks import WHITE, Aside, Cell, Image, Paragraph, Run, Table
from mugalim_checks.document.model import Document
from mugalim_checks.document.stand_ins import stand_in
from mugalim_checks.pieces import PICTURES, media_of
from mugalim_checks.pieces.album import Album

_MADE = datetime.datetime(2026, 1, 1)  # noqa: DTZ001  odfdo writes it as it stands
_LISTS = {"bullet": "List_20_1", "number": "Numbering_20_1"}
_PLAIN_LIST = "Boxes"  # the list whose items have no mark but the box in their text
_CELL_STYLE = "Framed"
_HEADER_STYLE = "FramedHeader"
_FONT = "Liberation Sans"
_WIDEST = 480  # pixels of a picture on the page


def write_odf(document: Document, album: Album) -> bytes:
    """The bytes of an .odt file."""
    writer = _Writer(document, album)
    writer.blocks(writer.body, document.blocks)
    writer.asides(document.asides)
    content = BytesIO()
    writer.file.save(content, pretty=False)
    return content.getvalue()


class _Writer:
    """Writes blocks into one file."""

    def __init__(self, document: Document, album: Album) -> None:
        self._album = album
        self.file: Any = odfdo.Document("text")
        self._leave_out_settings()
        self.body: Any = self.file.body
        self.body.clear()
        self._looks: dict[Run, str] = {}
        self._pictures = self._tables = 0
        self._language = document.language
        self._prepare_styles()
        self._prepare_meta(document)

    def _leave_out_settings(self) -> None:
        """Take out what the empty file says about toolbars: parts without anything in them."""
        for name in self.file.get_parts():
            if name.startswith(("Configurations2", "Thumbnails")):
                self.file.container.del_part(name)
        for name in self.file.manifest.get_paths():
            if name.startswith(("Configurations2", "Thumbnails")):
                self.file.manifest.del_full_path(name)

    def _prepare_styles(self) -> None:
        default = self.file.get_style("paragraph", None)
        properties = default.get_element("style:text-properties")
        properties.set_attribute("fo:language", self._language or "none")
        properties.set_attribute("fo:country", "none")
        properties.set_attribute("style:font-name", _FONT)
        for level in self.file.styles.get_elements("//text:outline-level-style"):
            for name in ("num-format", "num-suffix"):  # headings without numbers
                level.set_attribute(f"style:{name}", "")
        for name, colour in ((_CELL_STYLE, None), (_HEADER_STYLE, "#EDEDED")):
            cell = Style("table-cell", name=name, border="0.5pt solid #000000", padding="0.1cm")
            if colour:
                cell.set_properties({"fo:background-color": colour}, area="table-cell")
            self.file.insert_style(cell, automatic=True)
        self.file.insert_style(
            Element.from_tag(
                f'<text:list-style style:name="{_PLAIN_LIST}"><text:list-level-style-number '
                'text:level="1" style:num-format=""/></text:list-style>'
            ),
            automatic=True,
        )
        for name, parent in (("Title", "Heading"), ("CellText", "Standard")):
            self.file.insert_style(Style("paragraph", name=name, parent_style=parent))
        for level in range(1, 10):
            style = self.file.get_style("paragraph", f"Heading_20_{level}")
            style.set_properties({"fo:font-weight": "bold", "fo:font-style": "normal"}, area="text")

    def _prepare_meta(self, document: Document) -> None:
        said = [each.text for each in document.asides if each.place == "properties"]
        meta = self.file.meta
        meta.title = document.title
        meta.description = " ".join(text for text in said if text != document.title)
        meta.creation_date = meta.date = _MADE
        meta.creator = meta.generator = ""

    def blocks(self, parent: Any, blocks: tuple[Paragraph | Table, ...]) -> None:
        """Write blocks at the end of the text or of a cell."""
        for block in blocks:
            if isinstance(block, Table):
                self._table(parent, block)
            elif block.marker and not block.level:
                self._item(parent, block)
            else:
                parent.append(self._paragraph(block))

    def _item(self, parent: Any, paragraph: Paragraph) -> None:
        boxed = boxes(paragraph.text[:1])[0]
        style = _PLAIN_LIST if boxed else _LISTS[paragraph.marker]
        last = parent.children[-1] if parent.children else None
        if last is None or last.tag != "text:list" or last.style != style:
            last = odfdo.List(style=style)
            parent.append(last)
        item = ListItem()
        item.append(self._paragraph(paragraph))
        last.append(item)

    def _paragraph(self, paragraph: Paragraph) -> Any:
        made: Any
        if paragraph.level:
            made = Header(paragraph.level, style=f"Heading_20_{paragraph.level}")
        else:
            made = odfdo.Paragraph(style="Title" if paragraph.titled else "Standard")
        for run in paragraph.runs:
            span = Span(run.text, style=self._look(run))
            if run.target:
                link = Link(run.target)
                link.append(span)
                made.append(link)
            else:
                made.append(span)
        for image in paragraph.images:
            made.append(self._image(image))
        return made

    def _look(self, run: Run) -> str:
        """The name of the style of text that looks like a run."""
        like = Run("", run.bold, run.size, run.colour, run.background, run.language)
        if like not in self._looks:
            name = self._looks[like] = f"Look{len(self._looks) + 1}"
            said = {
                "fo:font-weight": "bold" if run.bold else "normal",
                "fo:font-size": f"{run.size}pt" if run.size is not None else None,
                "fo:color": run.colour,
                "fo:background-color": run.background if run.background != WHITE else None,
                "fo:language": run.language if run.language != self._language else None,
                "fo:country": "none" if run.language not in (None, self._language) else None,
            }
            style = Style("text", name=name)
            style.set_properties({key: each for key, each in said.items() if each}, area="text")
            self.file.insert_style(style, automatic=True)
        return self._looks[like]

    def _image(self, image: Image) -> Any:
        self._pictures += 1
        content = self._album.picture(image.digest) or stand_in(image)
        media = media_of(content)
        name = f"Pictures/{self._pictures}{PICTURES[media]}"
        self.file.container.set_part(name, content)
        self.file.manifest.add_full_path(name, media)
        width = min(max(image.width, 8), _WIDEST)
        height = round(width * max(image.height, 8) / max(image.width, 8))
        size = f"{width / 96:.3f}in", f"{max(height, 1) / 96:.3f}in"
        frame = Frame.image_frame(name, name=image.name, size=size, anchor_type="as-char")
        if image.alt is not None:
            frame.svg_description = image.alt
        if image.decorative:
            frame.set_attribute("loext:decorative", "true")
        return frame

    def _table(self, parent: Any, table: Table) -> None:
        self._tables += 1
        made = Element.from_tag(f'<table:table table:name="Table{self._tables}"/>')
        columns = max((len(row) for row in table.grid), default=0)
        if not columns:
            return
        made.append(
            Element.from_tag(f'<table:table-column table:number-columns-repeated="{columns}"/>')
        )
        rows = [self._row(table, number) for number in range(len(table.grid))]
        if table.headers:
            head = Element.from_tag("<table:table-header-rows/>")
            for row in rows[: table.headers]:
                head.append(row)
            made.append(head)
        for row in rows[table.headers :]:
            made.append(row)
        parent.append(made)

    def _row(self, table: Table, number: int) -> Any:
        row: Any = Row()
        style = _HEADER_STYLE if number < table.headers else _CELL_STYLE
        above = {id(cell) for cell in table.grid[number - 1]} if number else set()
        before: object = None
        cell: Cell
        for cell in table.grid[number]:
            if id(cell) in above or cell is before:
                row.append(Element.from_tag("<table:covered-table-cell/>"))
            else:
                made = odfdo.Cell(style=style)
                for name, count in (("columns", cell.across), ("rows", cell.down)):
                    if count > 1:
                        made.set_attribute(f"table:number-{name}-spanned", str(count))
                self.blocks(made, cell.blocks)
                row.append(made)
            before = cell
        return row

    def asides(self, asides: tuple[Aside, ...]) -> None:
        """Write what stands beside the flow; what is deleted and notes become comments."""
        headers = " ".join(each.text for each in asides if each.place == "header_footer")
        if headers:
            page = next(each for each in self.file.get_styles("master-page"))
            page.set_page_header(headers)
        others = [each for each in asides if each.place in ("comment", "footnote", "deleted")]
        place: Any = next(iter(self.body.get_paragraphs()), None)
        if others and place is None:
            place = odfdo.Paragraph()
            self.body.append(place)
        for each in others:
            note = Element.from_tag("<office:annotation/>")
            note.append(odfdo.Paragraph(each.text))
            place.append(note)
