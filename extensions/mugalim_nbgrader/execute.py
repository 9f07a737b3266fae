"""The executor of nbgrader: a stock kernel that sees none of the school and may die unharmed."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from contextlib import AbstractContextManager
from typing import Any

from nbformat import NotebookNode
from nbgrader.preprocessors import Execute
from traitlets import Bool, Float

from mugalim_nbgrader.intake import METADATA

_KEPT = ("PATH", "HOME", "TMPDIR", "TZ", "LANG", "LC_ALL", "LC_CTYPE", "VIRTUAL_ENV", "PYTHONPATH")


def clean_environment(known: Mapping[str, str]) -> dict[str, str]:
    """What a grading kernel may know: the system's own variables, and that it grades."""
    kept = {name: known[name] for name in (*_KEPT, "NBGRADER_EXECUTION") if name in known}
    return {**kept, "MUGALIM_FACE": "grade"}


class CleanExecute(Execute):
    """Runs a hand-in; whatever stops the run is noted in the notebook for the Guard."""

    deadline = Float(90.0, help="Seconds that one whole hand-in may take").tag(config=True)

    # Surfaces are not graded, and drawing their states makes formgrader load scripts from afar.
    store_widget_state = Bool(False).tag(config=True)

    def setup_kernel(self, **kwargs: Any) -> AbstractContextManager[None]:
        """The kernel's life; nbconvert calls it once for each notebook."""
        started: AbstractContextManager[None] = super().setup_kernel(
            env=clean_environment(os.environ), **kwargs
        )
        return started

    def preprocess(
        self, nb: NotebookNode, resources: Any = None, km: Any = None
    ) -> tuple[NotebookNode, Any]:
        """Run every cell in order, until the end, the deadline, or the kernel's death."""
        ends = time.monotonic() + self.deadline
        self.timeout_func = lambda _cell: max(1, round(ends - time.monotonic()))
        try:
            super().preprocess(nb, resources, km)  # changes nb in place
        except Exception:
            # A hand-in that cannot be run still gets a score and a flag; none is dropped.
            self.log.exception("A hand-in stopped while it was run")
            nb.metadata.setdefault(METADATA, {})["stopped"] = True
        return nb, resources
