"""One file opened, in a process of its own: bytes in, bounded JSON out."""

from __future__ import annotations

import importlib
import json
import os
from typing import Any

from mugalim_checks.core import Failure
from mugalim_checks.opening.limits import LARGEST_ANSWER, limit


def open_here(content_file: int, answer_pipe: int, request: dict[str, Any]) -> None:
    """Answer for the file behind a descriptor; called by the template right after its fork."""
    limit(float(request["deadline"]))
    with open(content_file, "rb") as file:
        file.seek(0)
        content = file.read()
    asked = request.get("asked", {})
    text = json.dumps(answer(request["kind"], content, request["name"], **asked))
    if len(text) > LARGEST_ANSWER:
        text = json.dumps({"failure": "file.bomb", "values": {}})
    with os.fdopen(answer_pipe, "wb") as pipe:
        pipe.write(text.encode())


def answer(kind: str, content: bytes, name: str, **asked: Any) -> dict[str, Any]:
    """The state of the artefact in a file, or the id of what stands against it with its values.

    `asked` is what else a reader wants to know; those of artefacts want nothing.
    """
    try:
        return {"state": importlib.import_module(reader_of(kind)).read(content, name, **asked)}
    except Failure as failure:
        return {"failure": failure.id, "values": failure.values}
    except MemoryError:
        return {"failure": "file.bomb", "values": {}}
    except Exception:  # whatever a library meets in a broken file
        return {"failure": "file.damaged", "values": {}}


def reader_of(kind: str) -> str:
    """The module whose `read(content, name)` gives the state of a file of this kind."""
    return f"mugalim_checks.{kind}.reading"
