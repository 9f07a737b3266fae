"""Pages for tests: read from a few words, from files of office programs, from archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from mugalim_checks.core import Failure
from mugalim_checks.messages import message
from mugalim_checks.page import Page
from mugalim_checks.page.reading import read

FILES = Path(__file__).parent / "files"
PIXEL = (
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGPYDwAA9wD2N8qZlwAAAABJRU5ErkJggg=="
)


def page(body: str, head: str = "", language: str = ' lang="ru"') -> Page:
    """The page with this body."""
    whole = f"<!DOCTYPE html><html{language}><head>{head}</head><body>{body}</body></html>"
    return opened(whole.encode())


def opened(content: bytes, name: str = "page.html") -> Page:
    """The page in a file, read here and not in a process of its own."""
    return Page.from_state(read(content, name))


def packed(members: dict[str, str | bytes]) -> bytes:
    """A .zip of these files."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return target.getvalue()


def failure(function: Callable[..., None], *given: object, **parameters: object) -> Failure:
    """What a check says, its sentence seen in three languages."""
    with pytest.raises(Failure) as caught:
        function(*given, **parameters)
    said = {language: message(caught.value, language) for language in ("en", "ky", "ru")}
    assert len(set(said.values())) == 3, said
    assert all(len(text) <= 200 and "{" not in text for text in said.values()), said
    return caught.value
