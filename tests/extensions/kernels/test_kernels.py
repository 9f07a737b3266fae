"""A forked kernel does what a stock one does: runs, answers widgets, is interrupted and ended."""

from __future__ import annotations

import asyncio
import signal
import socket
from pathlib import Path
from typing import Any

import psutil
import pytest
from extensions.kernels.conftest import SECONDS, Running

WIDGET = """\
import ipywidgets
slider = ipywidgets.IntSlider()
print(slider.model_id)"""


async def gone(pid: int) -> None:
    """Return once there is no such process; the test fails where that takes long."""
    for _ in range(int(SECONDS * 50)):
        if not psutil.pid_exists(pid):
            return
        await asyncio.sleep(0.02)
    pytest.fail(f"process {pid} lives on")


async def test_code_runs_in_its_own_folder_and_environment(start: Any, tmp_path: Path) -> None:
    """Nothing of the template's is left, its variables included."""
    async with start(env={"MY_WORD": "салам", "HOME": "/nowhere"}) as kernel:
        assert kernel.forked
        code = "import os; print(os.getcwd(), os.environ['MY_WORD'], os.path.expanduser('~'))"
        assert await kernel.say(code) == f"{tmp_path} салам /nowhere"
        assert await kernel.say("print('OPENBLAS_NUM_THREADS' in os.environ)") == "False"


async def test_a_widget_answers(start: Any) -> None:
    """Its comm targets were registered in a shell that was there before."""
    async with start() as kernel:
        model = await kernel.say(WIDGET)
        data = {"method": "update", "state": {"value": 7}, "buffer_paths": []}
        message = kernel.client.session.msg("comm_msg", {"comm_id": model, "data": data})
        kernel.client.shell_channel.send(message)
        assert await kernel.say("print(slider.value)") == "7"


async def test_an_error_and_its_repair(start: Any) -> None:
    """Errors are told as ever, and the kernel goes on."""
    async with start() as kernel:
        assert await kernel.say("1 / 0") == "ZeroDivisionError"
        assert await kernel.say("print(In[1], Out)") == "1 / 0 {}"


async def test_a_loop_is_interrupted(start: Any) -> None:
    """As by the square button of JupyterLab."""
    async with start() as kernel:
        running = asyncio.create_task(kernel.say("while True: pass"))
        await asyncio.sleep(0.5)
        await kernel.manager.interrupt_kernel()
        assert await asyncio.wait_for(running, SECONDS) == "KeyboardInterrupt"


async def test_a_restarted_kernel_is_a_new_fork(start: Any) -> None:
    """Its names are gone, its address is the same."""
    async with start() as kernel:
        await kernel.say("name = 1")
        before = kernel.pid
        await kernel.manager.restart_kernel(now=True)
        await kernel.client.wait_for_ready(SECONDS)
        assert kernel.forked
        assert kernel.pid != before
        assert await kernel.say("print('name' in globals())") == "False"


async def test_a_kernel_that_is_asked_ends_itself(start: Any) -> None:
    """Its exit functions run, and its code is 0."""
    async with start() as kernel:
        code = "import atexit, pathlib; atexit.register(pathlib.Path('ended').touch)"
        await kernel.say(code)
        folder = Path(await kernel.say("print(pathlib.Path.cwd())"))
        provisioner = kernel.manager.provisioner
        process = provisioner.process
        await kernel.manager.shutdown_kernel()
        assert process.returncode == 0
        assert (folder / "ended").exists()


@pytest.mark.parametrize(
    ("code", "exit_code"),
    [("import os; os._exit(3)", 3), ("os.kill(os.getpid(), 9)", -signal.SIGKILL)],
)
async def test_a_death_is_known_with_its_code(start: Any, code: str, exit_code: int) -> None:
    """As Popen tells it."""
    async with start() as kernel:
        process = kernel.manager.provisioner.process
        kernel.client.execute(f"import os; {code}")
        assert await asyncio.to_thread(process.wait, SECONDS) == exit_code
        assert not await kernel.manager.is_alive()


async def test_no_two_kernels_draw_the_same_numbers(start: Any) -> None:
    """A fork begins with its template's state of chance, unless it is told otherwise."""
    code = "import random, uuid, numpy; print(random.random(), uuid.uuid4(), numpy.random.rand())"
    async with start() as one, start() as other:
        assert await one.say(code) != await other.say(code)


async def test_nothing_of_the_template_is_open_in_a_kernel(start: Any) -> None:
    """Neither its socket nor another kernel's connection: its own one alone."""
    async with start(), start() as kernel:
        files = psutil.Process(kernel.pid).net_connections("unix")
        assert len([file.laddr for file in files if "lessons-" in str(file.laddr)]) == 1


async def test_a_kernel_ends_with_its_program(start: Any) -> None:
    """Whoever asked for it has let go, however that came."""
    async with start() as kernel:
        process = kernel.manager.provisioner.process
        process._connection.shutdown(socket.SHUT_RDWR)
        await gone(process.pid)


async def test_what_a_kernel_started_ends_with_it(start: Any) -> None:
    """The whole group is killed."""
    async with start() as kernel:
        code = "import subprocess; print(subprocess.Popen(['sleep', '1000']).pid)"
        started = int(await kernel.say(code))
        await kernel.manager.shutdown_kernel(now=True)
        await gone(started)


async def test_ended_kernels_leave_nothing(start: Any, template: Running) -> None:
    """No zombie, no descriptor, in the template and in the program."""
    async with start():
        pass
    inside, here = psutil.Process(template.process.pid), psutil.Process()
    before = inside.num_fds(), here.num_fds()
    for _ in range(5):
        async with start():
            pass
    for _ in range(100):
        if template.status()["kernels"] == 0:
            break
        await asyncio.sleep(0.05)
    assert inside.children() == []
    assert inside.num_fds() <= before[0]
    assert here.num_fds() <= before[1] + 1
