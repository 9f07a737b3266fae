"""A process of its own that opens one uploaded file under limits: bytes in, bounded JSON out.

`read_workbook` starts it with the file on stdin; it answers {"state": …} or {"failure": id}.
"""

from __future__ import annotations

import json
import resource
import signal
import sys
from typing import Any

MEMORY = 768 * 1024 * 1024  # bytes of address space
SECONDS = 15  # of processor time
LARGEST_ANSWER = 8 * 1024 * 1024  # bytes


def limit() -> None:
    """Take away from this process what reading a file does not need."""
    for name, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_ANSWER),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    # openpyxl takes numpy along where it finds it; numpy's threads want more than the limit.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # Python then refuses to import it


def answer(content: bytes) -> dict[str, Any]:
    """The state of the workbook in a file, or the id of what stands against it."""
    from mugalim_checks.core import Failure
    from mugalim_checks.file_refusals import open_zip, refuse_from_outside

    try:
        refuse_from_outside(content)
        with open_zip(content) as archive:
            from mugalim_checks.workbook_reading import state_of

            return {"state": state_of(archive, content)}
    except Failure as failure:
        return {"failure": failure.id, "values": failure.values}
    except MemoryError:
        return {"failure": "file.bomb"}
    except Exception:  # whatever a library meets in a broken file
        return {"failure": "file.damaged"}


def main() -> None:
    """Answer for the file on stdin."""
    limit()
    text = json.dumps(answer(sys.stdin.buffer.read()))
    if len(text) > LARGEST_ANSWER:
        text = json.dumps({"failure": "file.bomb"})
    sys.stdout.write(text)


if __name__ == "__main__":
    main()
