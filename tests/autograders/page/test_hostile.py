from __future__ import annotations

import json
import random
from typing import Any

import pytest
from autograders.page.samples import FILES, PIXEL, packed, page
from autograders.spoiling import refusal
from hypothesis import given, settings
from hypothesis import strategies as st

from mugalim_checks.core import Failure
from mugalim_checks.opening.child import answer
from mugalim_checks.page import Page

WORD = (FILES / "word_filtered.htm").read_bytes()
GOOGLE = packed({"page.html": (FILES / "google_docs.html").read_bytes(), "a.png": b"x" * 90})
STATE = page(f"<h1>a<table><tr><td>b<img src='data:image/png;base64,{PIXEL}'>").to_state()

REFUSED = {
    "empty": (b"", "file.empty"),
    "plain words": (b"just words", "file.another_kind"),
    "a PDF": (b"%PDF-1.7", "file.another_kind"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "file.another_kind"),
    "an archived page of Word": (b"MIME-Version: 1.0\n\n<html><p>a", "file.another_kind"),
    "an archive without a page": (packed({"a.png": b"x"}), "file.another_kind"),
    "a cut archive": (GOOGLE[:-40], "file.damaged"),
    "a name that leads out": (packed({"../page.html": "<p>a"}), "file.strange"),
    "ten thousand files": (packed({f"{n}.html": "<p>" for n in range(10_000)}), "file.bomb"),
    "a bomb": (packed({"page.html": b"<p>" + bytes(40_000_000)}), "file.bomb"),
    "elements inside of elements": (b"<html>" + b"<div>" * 1_000, "file.strange"),
    "too many elements": (b"<html>" + b"<p>a" * 61_000, "file.bomb"),
    "too many words": (b"<p>" + b"word " * 30_000, "file.bomb"),
    "too many blocks": (b"<html>" + b"<p>a</p>" * 6_000, "file.bomb"),
    "too many styles": (b"<p>a<style>" + b"a{}" * 200_000 + b"</style>", "file.bomb"),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_a_file_that_is_no_honest_page_is_refused(name: str) -> None:
    """Each with a sentence in three languages."""
    content, said = REFUSED[name]
    assert refusal("page", content) == said


BORNE = {
    "entities": b'<!DOCTYPE html [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><p>&b;',
    "variables within variables": (
        "<style>:root{--a0:red;"
        + "".join(f"--a{n}:var(--a{n - 1}) var(--a{n - 1});" for n in range(1, 40))
        + "}p{color:var(--a39)}</style><p>a"
    ).encode(),
    "brackets": b"<p>a<style>p{color:" + b"(" * 50_000 + b"</style>",
    "characters nobody sees": b"<p>a\x00\x0b&#1;&#xD800;&#xFFFF;\x7f",
    "spans": b"<table><tr><td colspan=99999 rowspan=-1>a<td colspan=x>b",
    "a picture that is none": b"<p>a<img src='data:image/png;base64,####'><img src='http://['>",
    "a link that is none": b"<p><a href='http://['>a</a><a href='https://google.com/url?q=%00'>b",
    "huge numbers": b"<p style='font-size:1e999px;width:1e999px;margin:-1e99px'>a",
    "frames": b"<frameset><frame src=a></frameset><noframes><p>a</noframes>",
    "no body": b"<html><head><title>a</title></head></html>",
}  # fmt: skip


@pytest.mark.parametrize("name", BORNE)
def test_odd_pages_are_read(name: str) -> None:
    """As a browser bears them, and their state is one that is taken again."""
    state = answer("page", BORNE[name], "page.html")["state"]
    assert Page.from_state(json.loads(json.dumps(state))).to_state() == state


@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32), good=st.sampled_from((WORD, GOOGLE)))
def test_spoiled_files_give_a_page_or_a_refusal(seed: int, good: bytes) -> None:
    """Bytes changed, doubled and cut anywhere."""
    chance = random.Random(seed)  # noqa: S311  a test's chance, no secret
    content = bytearray(good)
    for _ in range(chance.randrange(1, 30)):
        place = chance.randrange(len(content))
        content[place : place + chance.randrange(3)] = chance.randbytes(chance.randrange(4))
    found = answer("page", bytes(content), "page.html")
    assert found.get("failure", "file.").startswith("file.")
    if "state" in found:
        assert Page.from_state(json.loads(json.dumps(found["state"]))).kind == "page"


plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, derandomize=True)
@given(value=plain, data=st.data())
def test_any_state_gives_a_page_or_a_refusal(value: object, data: st.DataObject) -> None:
    """One value of a good state exchanged for anything."""
    state: Any = json.loads(json.dumps(STATE))
    where: Any = state
    while True:
        places = list(where) if isinstance(where, dict) else list(range(len(where)))
        key = data.draw(st.sampled_from(places))
        if not isinstance(where[key], dict | list) or not where[key] or data.draw(st.booleans()):
            break
        where = where[key]
    where[key] = value
    try:
        said = Page.from_state(state).kind
    except Failure as failure:
        said = failure.id
    assert said in ("page", "file.damaged", "file.bomb")


@pytest.mark.parametrize(
    "state",
    [
        None,
        [],
        "page",
        {"blocks": "x"},
        {"blocks": [{"tag": "script"}]},
        {"blocks": [{"tag": "p", "runs": [{"look": {"colour": "red;x:y"}}]}]},
        {"blocks": [{"tag": "p", "runs": [{"language": 'ky" onload="'}]}]},
        {"blocks": [{"tag": "p", "cell": {"table": 1, "row": 0, "column": 1}}]},
        {"blocks": [{"tag": "p", "cell": {"table": 1, "row": 1, "column": 1, "columns": 9**9}}]},
        {"blocks": [{"tag": "p", "runs": [{"image": {"parts": ["###"]}}]}]},
        {"blocks": [{"tag": "p", "runs": [{"text": "a\x00"}]}]},
        {"blocks": [{"tag": "p", "runs": [{"text": "a", "target": "javascript:a()"}]}]},
        {"size": -1},
        {"declared": "Кыргызча"},
    ],
)
def test_a_state_that_is_none_is_refused(state: object) -> None:
    """Nothing that could not stand in a page is taken."""
    with pytest.raises(Failure) as refused:
        Page.from_state(state)
    assert refused.value.id == "file.damaged"
