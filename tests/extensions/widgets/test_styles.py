"""The styles of surfaces mean the same when a lesson page gives them out in fewer bytes."""

import re

import pytest
import rcssmin

from mugalim_widgets.modules import STATIC

INSIDE = re.compile(r"[\w)\]] :[a-z]")


@pytest.mark.parametrize("path", sorted(STATIC.glob("*.css")), ids=lambda path: path.stem)
def test_a_selector_keeps_the_blank_that_says_inside_of(path):
    """`a:not(b) :is(c)` would become `a:not(b):is(c)`: write `a:not(b) *:is(c)`."""
    styles = path.read_text(encoding="utf-8")
    assert len(INSIDE.findall(rcssmin.cssmin(styles))) == len(INSIDE.findall(styles))
