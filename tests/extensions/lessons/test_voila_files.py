"""Voila's files: at addresses of this school that never change, and nothing else of the machine."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from mugalim_lessons.full_writing import FullExporter
from mugalim_lessons.voila_files import LEFT_OUT, VoilaFiles


@pytest.fixture(scope="module")
def files() -> VoilaFiles:
    """The files of this installation."""
    return VoilaFiles("/services/lessons/")


def test_the_page_is_told_addresses_with_the_digest(files: VoilaFiles) -> None:
    """So that a new version of anything is fetched anew."""
    told = files.page_config
    assert re.fullmatch(r"/services/lessons/static/voila/[0-9a-f]{16}/", files.address)
    assert told["fullStaticUrl"] == f"{files.address}static"
    assert told["fullLabextensionsUrl"] == f"{files.address}labextensions"
    assert "http" not in json.dumps(told)


def test_widgets_are_loaded_and_what_is_for_designers_is_not(files: VoilaFiles) -> None:
    """Stock widgets, ours, and Voila's part; no formgrader."""
    names = {each["name"] for each in files.page_config["federated_extensions"]}
    assert {"anywidget", "@jupyter-widgets/jupyterlab-manager"} <= names
    assert names.isdisjoint(LEFT_OUT)
    for each in files.page_config["federated_extensions"]:
        name = f"{each['name']}/{each['load'].removeprefix('./')}"
        assert files.content("labextensions", name).plain


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        ("static", "../index.html.j2"),
        ("static", "nothing.js"),
        ("labextensions", "@jupyter/nbgrader/package.json"),
        ("labextensions", "@jupyter-widgets"),
        ("labextensions", "anywidget/../../kernels/python3/kernel.json"),
    ],
)
def test_no_other_file_is_given_out(files: VoilaFiles, kind: str, name: str) -> None:
    """Whatever the address says."""
    pattern = files.routes()[0][0]
    asked = re.fullmatch(pattern, f"/static/voila/{'0' * 16}/{kind}/{name}")
    with pytest.raises(KeyError):
        files.content(*(asked.groups() if asked else ("static", "")))


def test_scripts_come_compressed_with_their_type(files: VoilaFiles) -> None:
    """A module of another type would not run."""
    content = files.content("static", "voila.js")
    assert content.type == "text/javascript; charset=utf-8"
    coding, body = content.forms("gzip, br")
    assert (coding, len(body) < len(content.plain) / 2) == ("br", True)


def test_the_lab_template_is_there(files: VoilaFiles, tmp_path: Path) -> None:
    """Ours extends it; both are found."""
    exporter = FullExporter(files, tmp_path, "ky")
    assert exporter.environment.get_template("voila/templates/lab/index.html.j2")
    assert exporter.environment.get_template(FullExporter.TEMPLATE_FILE)
