"""The two ways in which a fork becomes a kernel: by ipykernel's public start, or built ahead."""

from __future__ import annotations

import atexit
import os
import socket
import sys
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import uuid4

from ipykernel import debugger
from ipykernel.displayhook import ZMQDisplayHook
from ipykernel.kernelapp import IPKernelApp
from IPython.core.application import BaseIPythonApplication
from zmq.eventloop.zmqstream import ZMQStream

from mugalim_kernels import child

Request = Mapping[str, Any]
_LAST_WORDS = 2.0  # seconds
_NOBODY = 1  # as a parent: not to be watched, and not at a terminal either


class Plain:
    """The whole start after the fork, by public names alone: works with every ipykernel."""

    mode = "plain"

    def __call__(self, request: Request, connection: socket.socket) -> int:
        """Be a kernel until it ends; called in the child."""
        child.settle(request, connection)
        app = IPKernelApp.instance(parent_handle=_NOBODY)
        app.initialize(request["arguments"])
        child.tell_ready()
        app.start()
        child.run_exit_functions()
        return 0


class Prebuilt:
    """Application, shell and kernel built before the fork; the child makes the sockets alone.

    It leans on names of ipykernel that are not promised, so a template is published in this mode
    only once `selftest` has passed with the version that is installed. There is no debugger, which
    would touch every module that is loaded, and no history.
    """

    mode = "prebuilt"

    def __init__(self, arguments: Sequence[str] = ()) -> None:
        self.app = _Ahead.instance(parent_handle=_NOBODY)
        self.app.build([*arguments, "--HistoryManager.enabled=False"])

    def __call__(self, request: Request, connection: socket.socket) -> int:
        """Be a kernel until it ends; called in the child."""
        child.settle(request, connection)
        self.app.connect(request["arguments"])
        child.tell_ready()
        self.app.start()
        self.app.finish()
        return 0


class _Ahead(IPKernelApp):
    """ipykernel's application in two halves: `initialize` without sockets, and its rest."""

    def build(self, arguments: list[str]) -> None:
        """All that needs no socket; called in the template."""
        BaseIPythonApplication.initialize(self, arguments)
        debugger._is_debugpy_available = False
        self.init_pdb()
        self.displayhook = ZMQDisplayHook(self.session, None)
        self.kernel = self.kernel_class.instance(
            parent=self, session=self.session, log=self.log, profile_dir=self.profile_dir,
            user_ns=self.user_ns,
        )  # fmt: skip
        self.init_path()
        self.init_shell()
        self.init_gui_pylab()
        self.init_extensions()
        self.init_code()

    def connect(self, arguments: Sequence[str]) -> None:
        """Sockets and streams, and their places in the kernel; called in the child."""
        self.connection_file = connection_file(arguments)
        self.init_connection_file()
        self.session.session, self.session.pid = str(uuid4()), os.getpid()
        self.init_sockets()
        atexit.unregister(self.close)  # what the shell says at its end is still to be sent
        self.init_heartbeat()
        self.init_io()
        self.init_signal()
        self._wire()
        sys.stdout.flush()
        sys.stderr.flush()

    def finish(self) -> None:
        """Hear the last request out before what it publishes on is closed; called in the child."""
        self.control_thread.stop()
        self.control_thread.join(_LAST_WORDS)
        child.run_exit_functions()
        self.close()

    def _wire(self) -> None:
        """What IPKernelApp.init_kernel and Kernel.__init__ do with sockets."""
        kernel, shell = self.kernel, self.kernel.shell
        shell_stream = ZMQStream(self.shell_socket, self.shell_channel_thread.io_loop)
        self.shell_channel_thread.shell_stream = shell_stream
        control_stream = ZMQStream(self.control_socket, self.control_thread.io_loop)
        self.control_thread.start()
        self.shell_channel_thread.start()
        kernel.ident = str(uuid4())
        for name, value in {
            "shell_stream": shell_stream, "control_stream": control_stream,
            "control_thread": self.control_thread, "stdin_socket": self.stdin_socket,
            "shell_channel_thread": self.shell_channel_thread, "iopub_thread": self.iopub_thread,
            "iopub_socket": self.iopub_socket, "debug_shell_socket": self.debug_shell_socket,
        }.items():  # fmt: skip
            setattr(kernel, name, value)
        kernel._stdout, kernel._stderr = sys.stdout, sys.stderr
        kernel.record_ports({f"{name}_port": port for name, port in self._ports.items()})
        shell.displayhook.session = shell.display_pub.session = self.session
        shell.displayhook.pub_socket = shell.display_pub.pub_socket = self.iopub_socket
        shell.displayhook.topic = kernel._topic("execute_result")
        self.displayhook.get_execution_count = lambda: kernel.execution_count
        session = os.environ.get("JPY_SESSION_NAME")
        if session:
            shell.user_ns["__session__"] = session


def connection_file(arguments: Sequence[str]) -> str:
    """The file that `-f` names; ValueError where nothing does."""
    for at, argument in enumerate(arguments):
        if argument == "-f":
            return arguments[at + 1]
        if argument.startswith(("-f=", "--f=")):
            return argument.partition("=")[2]
    raise ValueError("no connection file is named")
