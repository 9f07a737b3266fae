"""What a fork does before it is a kernel: leave the template behind, be whom the request names."""

from __future__ import annotations

import atexit
import fcntl
import logging
import os
import random
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from mugalim_kernels import wire

_FIRST_INHERITED = 3  # the standard streams stay
_SET_SIGNAL = 10  # fcntl's F_SETSIG, which Python does not name


def trouble_with(request: Mapping[str, Any]) -> str | None:
    """What cannot be understood about a request; None where it can be done."""
    arguments, environment = request.get("arguments"), request.get("environment")
    if not isinstance(arguments, list) or not all(isinstance(it, str) for it in arguments):
        return "the arguments are no list of texts"
    if not isinstance(environment, dict) or not all(
        isinstance(it, str) for pair in environment.items() for it in pair
    ):
        return "the environment holds more than texts"
    if not isinstance(request.get("cwd"), str) or not os.path.isdir(request["cwd"]):  # noqa: PTH112  the template keeps no paths
        return f"there is no folder {str(request.get('cwd'))[:80]}"
    return None


def settle(request: Mapping[str, Any], connection: socket.socket) -> None:
    """Become a process of its own: session, descriptors, folder, environment, random numbers.

    From now on the process is killed when the program that asked for it lets its connection go.
    """
    os.setsid()
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGUSR1, signal.SIGCHLD):
        signal.signal(number, signal.SIG_DFL)
    kept = os.dup2(connection.fileno(), _FIRST_INHERITED) if connection.fileno() != 3 else 3
    connection.detach()
    os.closerange(kept + 1, os.sysconf("SC_OPEN_MAX"))
    _end_with(kept)
    with open(os.devnull) as nothing:  # noqa: PTH123  a descriptor is wanted
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # the template's own words stay apart
    os.environ.clear()
    os.environ.update(request["environment"])
    os.chdir(request["cwd"])
    logging.root.handlers.clear()
    _reseed()


def tell_ready() -> None:
    """Tell the program that the kernel is bound to its addresses."""
    kept = socket.socket(fileno=os.dup(_FIRST_INHERITED))
    with kept:
        wire.send(kept, {"ready": True})


def run_exit_functions() -> None:
    """What Python does at its end, which a fork leaves out by os._exit."""
    with suppress(Exception):
        atexit._run_exitfuncs()


def _end_with(descriptor: int) -> None:
    """Have the system send SIGKILL when the other end of a connection is closed."""
    fcntl.fcntl(descriptor, fcntl.F_SETOWN, os.getpid())
    fcntl.fcntl(descriptor, _SET_SIGNAL, signal.SIGKILL)
    flags = fcntl.fcntl(descriptor, fcntl.F_GETFL)
    fcntl.fcntl(descriptor, fcntl.F_SETFL, flags | os.O_ASYNC)


def _reseed() -> None:
    """No two kernels draw the same random numbers; Python's own do not by themselves."""
    random.seed()
    numpy = sys.modules.get("numpy")
    if numpy is not None:
        numpy.random.seed()
