"""A lesson as Voila's full page: every cell run by its executor, written by its lab template."""

from __future__ import annotations

import copy
import itertools
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from jinja2 import pass_context
from jupyter_core.utils import ensure_async
from jupyter_server.services.contents.filemanager import FileContentsManager
from markupsafe import Markup
from nbclient.exceptions import CellExecutionError
from nbconvert.filters.markdown_mistune import MarkdownWithMath
from nbformat import NotebookNode
from traitlets.config import Config
from voila.execute import VoilaExecutor, strip_code_cell_warnings
from voila.exporter import VoilaExporter

from mugalim_lessons.exporter import TAGS, TEMPLATES, Renderer, clean
from mugalim_lessons.run import SECONDS
from mugalim_lessons.voila_files import TEMPLATE, VoilaFiles
from mugalim_lessons.words import PAGE, in_language

_HEADING = re.compile(r"<h2\b")


async def run_all(manager: Any, notebook: NotebookNode, *, tracebacks: bool) -> NotebookNode:
    """A copy of the notebook with what its cells show; raises when the kernel dies or hangs.

    A cell that fails is left with its error, and the others go on. `tracebacks` keeps what went
    wrong, for designers.
    """
    done = copy.deepcopy(notebook)
    executor = VoilaExecutor(
        done, km=manager, timeout=SECONDS, startup_timeout=SECONDS, show_tracebacks=tracebacks
    )
    executor.kc = await executor.async_start_new_kernel_client()
    try:
        for at, cell in enumerate(done.cells):
            await _run(executor, cell, at)
    finally:
        await ensure_async(executor.kc.stop_channels())
    return done


async def _run(executor: VoilaExecutor, cell: NotebookNode, position: int) -> None:
    if cell.cell_type == "code":
        cell.outputs = []
    try:
        await executor.execute_cell(cell, {}, position, store_history=False)
    except CellExecutionError as error:
        executor.log.error("A cell of a lesson failed: %s", error)
        if executor.should_strip_error():
            strip_code_cell_warnings(cell)


class FullExporter(VoilaExporter):
    """Voila's exporter with its lab template, in which nothing comes from another host."""

    TEMPLATE_FILE = "full.html.j2"

    def __init__(self, files: VoilaFiles, pictures: Path, language: str) -> None:
        super().__init__(
            config=Config(CSSHTMLHeaderPreprocessor={"enabled": False}),  # no code is shown
            template_name=TEMPLATE, template_file=self.TEMPLATE_FILE,
            template_paths=[str(TEMPLATES), *files.templates],
            contents_manager=FileContentsManager(root_dir=str(pictures)),
            theme="light", language_code=language, show_margins=False, exclude_input=True,
            exclude_input_prompt=True, exclude_output_prompt=True,
        )  # fmt: skip
        self._files = files
        self._words = in_language(PAGE, language)
        self._steps = itertools.count(1)

    @pass_context
    def markdown2html(self, context: Any, source: str) -> str:
        """Called by the template for every text cell; its second-level headings begin steps."""
        renderer = Renderer(
            self.contents_manager, escape=False, exclude_anchor_links=True,
            attachments=context["cell"].get("attachments", {}),
        )  # fmt: skip
        renderer.table_name = self._words["table"]
        html = clean(MarkdownWithMath(renderer=renderer).render(source), TAGS | {"h2"})
        return _HEADING.sub(lambda _: f'<h2 id="step-{next(self._steps)}"', html)

    def _init_resources(self, resources: Any) -> Any:
        """Called by nbconvert; style sheets then come from the addresses that browsers keep."""
        made = super()._init_resources(resources)
        made["include_css"] = self._link
        return made

    def _link(self, path: str) -> Markup:
        address = f"{self._files.address}static/{path.removeprefix('static/')}"
        return Markup('<link rel="stylesheet" href="{}">').format(address)

    async def html(self, notebook: NotebookNode, title: str, values: Mapping[str, Any]) -> str:
        """The page of a notebook whose cells were run; `values` are for the template."""
        resources = {"metadata": {"name": title}, "inlining": {"css": []}}
        parts = self.generate_from_notebook_node(
            notebook, resources, {"words": self._words, **values}
        )
        return "".join([part async for part, _ in parts])
