"""Whatever a file holds, it ends in an artefact or a sentence: no crash, no hang, no hunger."""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from autograders.hostile.fuzzing import fuzz, write_seeds
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mugalim_checks.artefacts import ENDINGS, artefact_class
from mugalim_checks.core import Failure
from mugalim_checks.opening.child import answer

SOAK_SECONDS = 600
MEMORY = 300 * 1024 * 1024  # bytes
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=8), inner, max_size=4)
    ),
    max_leaves=20,
)
STARTS = st.sampled_from(
    [
        b"", b"PK\x03\x04", b"PK\x05\x06" + bytes(18), b"%PDF-1.7\n", b"<html><body>",
        b"WEBVTT\n\n", b"{", b"\xff\xfea\x00",
    ]
)  # fmt: skip


@pytest.fixture(scope="module")
def seeds(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The valid files that are spoiled."""
    return write_seeds(tmp_path_factory.mktemp("seeds"))


def test_spoiled_files_are_refused_or_read(seeds: Path) -> None:
    """A short run over the files of all lessons; the long one is in `make soak`."""
    found = fuzz(seeds, lambda batches: batches < 5)
    assert found.troubles == ()
    assert 0 < found.opened < found.files
    assert found.peak < MEMORY


@pytest.mark.soak
def test_spoiled_files_are_refused_or_read_for_ten_minutes(
    seeds: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Other files every time: the first batch is named after the clock."""
    until, first = time.monotonic() + SOAK_SECONDS, int(time.time())
    found = fuzz(seeds, lambda _: time.monotonic() < until, first)
    with capsys.disabled():
        peak = f"{found.peak / 1024 / 1024:.0f} MB"
        print(f"\n{found.files} spoiled files from {first}: {found.opened} read, peak {peak}")  # noqa: T201  the figures
    assert found.troubles == ()
    assert found.peak < MEMORY


@pytest.mark.parametrize("kind", ENDINGS)
@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(state=JSON)
def test_a_state_of_any_shape_is_an_artefact_or_refused(kind: str, state: Any) -> None:
    """What a hostile browser or a broken disk brings as the state of an answer."""
    with suppress(Failure):
        artefact = artefact_class(kind).from_state(state)
        assert artefact_class(kind).from_state(artefact.to_state()) == artefact


@pytest.mark.parametrize("kind", ENDINGS)
@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(start=STARTS, rest=st.binary(max_size=400))
def test_bytes_of_any_sort_are_answered_in_plain_data(kind: str, start: bytes, rest: bytes) -> None:
    """No first bytes lead a reader astray."""
    assert set(answer(kind, start + rest, f"file{ENDINGS[kind][0]}")) <= {
        "state",
        "failure",
        "values",
    }
