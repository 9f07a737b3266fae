"""`python -m mugalim_kernels NAME`: a template, tried out and then published.

It is started and kept by `keeping`. A link at the address of its name leads to it once a kernel of
it has passed `selftest`; it says so on its standard output.
"""

from __future__ import annotations

import argparse
import importlib
import json
import logging
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Sequence
from pathlib import Path

from mugalim_kernels import wire
from mugalim_kernels.modes import Plain, Prebuilt
from mugalim_kernels.places import address
from mugalim_kernels.template import Template

MODES = {"plain": Plain, "prebuilt": Prebuilt}
# Libraries that would start threads of their own at their import are told not to.
ONE_THREAD = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"), "1")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a template until it is asked to leave (SIGUSR1) or to end (SIGTERM)."""
    given = _parser().parse_args(arguments)
    logging.basicConfig(level=logging.INFO, format="%(name)s: %(message)s")
    os.environ.update(ONE_THREAD)
    run = MODES[given.mode]()  # the shell is there before what is imported asks for it
    warm(given.preload)
    own = address(given.name).with_name(f"{given.name}-{os.getpid()}.sock")
    template = Template(wire.bind(own), run, given.most)
    signal.signal(signal.SIGUSR1, lambda *_: template.leave())
    test = subprocess.Popen([sys.executable, "-m", "mugalim_kernels.selftest", str(own)])

    def tested() -> None:
        if test.wait() != 0:
            template.leave()
            return
        publish(own, given.name)
        sys.stdout.write(json.dumps({"published": given.name, "mode": given.mode}) + "\n")
        sys.stdout.flush()

    template.watch(test.pid, tested)
    try:
        template.serve()
    finally:
        own.unlink(missing_ok=True)
    return test.wait()


def warm(modules: Sequence[str]) -> None:
    """Import what kernels will want; RuntimeError where that started a thread."""
    for name in modules:
        importlib.import_module(name)
    threads = len(list(Path("/proc/self/task").iterdir()))
    if max(threads, threading.active_count()) > 1:
        raise RuntimeError(f"one of {', '.join(modules)} starts a thread when it is imported")


def publish(own: Path, name: str) -> None:
    """Let the address of a name lead to this template from now on."""
    link = own.with_suffix(".new")
    link.unlink(missing_ok=True)
    link.symlink_to(own.name)
    link.replace(address(name))


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m mugalim_kernels")
    parser.add_argument("name", help="lessons, grading, …: whom it trusts")
    parser.add_argument("--preload", nargs="*", default=[], help="modules to import ahead")
    parser.add_argument("--most", type=int, default=1000, help="kernels that may live at once")
    parser.add_argument("--mode", choices=sorted(MODES), default="plain")
    return parser


if __name__ == "__main__":
    sys.exit(main())
