"""A warm process that forks a child for each file, so that nobody waits for libraries to load.

`opener` starts it with a Unix socket as its standard input. Each message is a request as JSON with
two descriptors: the file, and the pipe for the answer. It ends when the socket is closed.
"""

from __future__ import annotations

import importlib
import json
import os
import signal
import socket
import sys
from contextlib import suppress

from mugalim_checks.opening.child import open_here, reader_of
from mugalim_checks.opening.limits import leave_network

LONGEST_REQUEST = 4096  # bytes


def serve(requests: socket.socket) -> None:
    """Fork a child for each request until the other side is gone."""
    while True:
        message, descriptors, _, _ = socket.recv_fds(requests, LONGEST_REQUEST, 2)
        if not message:
            return
        request = json.loads(message)
        # Loaded once, here, for all children to come; a kind without a reader fails in the child.
        with suppress(ImportError):
            importlib.import_module(reader_of(request["kind"]))
        if os.fork() == 0:
            _be_child(requests, descriptors, request)
        for descriptor in descriptors:
            os.close(descriptor)


def _be_child(requests: socket.socket, descriptors: list[int], request: dict[str, object]) -> None:
    """Open the file and end, whatever happens; nothing of the template goes on in here."""
    code = 1
    try:
        requests.close()
        content_file, answer_pipe = descriptors
        open_here(content_file, answer_pipe, request)
        code = 0
    finally:
        os._exit(code)


def main() -> None:
    """Serve on the socket that is this process's standard input."""
    # openpyxl takes numpy along where it finds it; numpy's threads want more than a child may have.
    sys.modules["numpy"] = None  # type: ignore[assignment]  # Python then refuses to import it
    leave_network()  # no library here has a reason to use it; where it cannot be cut, none does
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # the system buries ended children
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for whoever started the opener
    requests = socket.socket(fileno=os.dup(0))
    os.close(0)  # a child that closes `requests` then holds no end of it
    with requests:
        serve(requests)


if __name__ == "__main__":
    main()
