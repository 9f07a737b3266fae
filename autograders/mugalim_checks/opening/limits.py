"""What is taken away from a process before it opens a file from outside."""

from __future__ import annotations

import ctypes
import resource
import signal

MEMORY = 300 * 1024 * 1024  # bytes of data, those of the libraries among them
ADDRESS_SPACE = 1024 * 1024 * 1024  # bytes; the libraries' code among them
SECONDS = 15  # of processor time
LARGEST_ANSWER = 16 * 1024 * 1024  # bytes
OPEN_FILES = 64
_NEW_NETWORK, _NEW_USER = 0x40000000, 0x10000000  # Linux, sched.h; os.unshare is not in 3.11


def limit(deadline: float) -> None:
    """Keep this process to memory, processor time and seconds by the clock; over them, it ends."""
    for name, most in (
        (resource.RLIMIT_DATA, MEMORY),
        (resource.RLIMIT_AS, ADDRESS_SPACE),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, OPEN_FILES),
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(name)[1]
        most = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(name, (most, most))
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_REAL, max(deadline, 0.001))


def leave_network() -> bool:
    """Go where there is no network, this process and all its children; whether it could be done.

    Root may do so; others may where the system lets them have a namespace of their own.
    """
    unshare = getattr(ctypes.CDLL(None), "unshare", None)  # Linux only
    return unshare is not None and any(
        unshare(flags) == 0 for flags in (_NEW_NETWORK, _NEW_USER | _NEW_NETWORK)
    )
