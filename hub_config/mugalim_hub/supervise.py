"""Keep a service running: `python -m mugalim_hub.supervise -- COMMAND` starts it again at once.

The Hub looks at its services every 30 seconds only; a teacher whose lesson went away should not
wait that long.
"""

from __future__ import annotations

import logging
import signal
import subprocess
import sys
import time
from collections.abc import Sequence

from mugalim_hub import processes

SHORT_LIFE = 10.0  # seconds; whoever ends sooner than that waits longer before the next start
LONGEST_PAUSE = 30.0  # seconds
_log = logging.getLogger("mugalim.supervise")


def keep_running(command: Sequence[str]) -> int:
    """Run the command until this process is asked to end; 0 then. Called by the Hub."""
    asked: list[int] = []
    pause = 0.5
    while not asked:
        began = time.monotonic()
        with subprocess.Popen(command, preexec_fn=processes.end_with_parent) as child:
            _pass_on(child, asked)
            code = child.wait()
        if asked:
            return 0
        pause = 0.5 if time.monotonic() - began > SHORT_LIFE else min(2 * pause, LONGEST_PAUSE)
        _log.error("%s ended with status %s; starting it again", " ".join(command), code)
        time.sleep(pause)
    return 0


def _pass_on(child: subprocess.Popen[bytes], asked: list[int]) -> None:
    """Hand signals to end on to the child, and remember that they came."""

    def end(sign: int, _frame: object) -> None:
        asked.append(sign)
        child.send_signal(signal.SIGTERM)

    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, end)


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    sys.exit(keep_running(sys.argv[2:]))
