"""`mugalim run`: the whole school in the foreground, until Ctrl-C or SIGTERM."""

from __future__ import annotations

import contextlib
import fcntl
import os
import pwd
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

import mugalim_hub
from mugalim_hub import laboratory, processes, proxy
from mugalim_hub.errors import OperatorError
from mugalim_hub.settings import Settings

STARTS_WITHIN = 120.0  # seconds
STOPS_WITHIN = 20.0  # seconds
SERVICE_USER = "mugalim"
KEPT = ("hub", "lab", "courses")  # folders of the data that have owners of their own
PRIVATE = 0o077  # the umask of all that the school writes
CONFIGURATION = Path(mugalim_hub.__file__).parents[1] / "single_machine"


def run(settings: Settings) -> int:
    """Serve the school until it is told to stop; 0 then, 1 when the Hub ended by itself."""
    if not proxy.installed(CONFIGURATION):
        raise OperatorError("The Hub's proxy is not installed. Run: mugalim proxy install")
    with _only_one(settings) as lock:
        processes.end_stale(settings.hub_data / "proxy.pid", "configurable-http-proxy")
        _refuse_busy_port(settings)
        settings = laboratory.with_lab(_with_user(settings))
        _prepare(settings)
        settings = with_free_ports(settings)  # only now: they would be taken again meanwhile
        processes.adopt_orphans()
        with _stop_signals():
            hub = _start_hub(settings, lock)
            try:
                _announce(settings, hub)
                return _wait(hub, settings)
            except KeyboardInterrupt:
                print("\nStopping the school ...", flush=True)  # noqa: T201  the command's words
                return 0
            finally:
                _stop(hub)


@contextlib.contextmanager
def _only_one(settings: Settings) -> Iterator[IO[str]]:
    """Hold the data folder's lock; the Hub holds it too, for as long as it lives."""
    settings.data.mkdir(parents=True, exist_ok=True, mode=0o750)
    settings.hub_data.mkdir(exist_ok=True, mode=0o700)
    with (settings.hub_data / "lock").open("a+") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            lock.seek(0)
            raise OperatorError(
                f"A school already runs on {settings.data} (process {lock.read().strip()}). "
                "Stop it first, or choose another folder with --data."
            ) from None
        lock.truncate(0)
        lock.write(str(os.getpid()))
        lock.flush()
        yield lock


def _refuse_busy_port(settings: Settings) -> None:
    end = time.monotonic() + 3  # a proxy that was just ended needs a moment
    while True:
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((settings.host, settings.port))
                return
            except OSError as error:
                reason = error.strerror
        if time.monotonic() > end:
            raise OperatorError(
                f"Cannot listen on {settings.host}:{settings.port}: {reason}. "
                f"Choose another port: mugalim run --port {settings.port + 1}"
            )
        time.sleep(0.2)


def with_free_ports(settings: Settings) -> Settings:
    """The settings with ports for the parts behind the proxy that nobody uses now."""
    keys = ("hub_port", "proxy_port", "school_port", "lessons_port")
    with contextlib.ExitStack() as stack:
        probes = [stack.enter_context(socket.socket()) for _ in keys]
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        ports = {key: probe.getsockname()[1] for key, probe in zip(keys, probes, strict=True)}
    return replace(settings, **ports)


def _with_user(settings: Settings) -> Settings:
    """As root, the settings with the Unix user that the services run as, where that works."""
    if os.geteuid() != 0:
        return replace(settings, service_user="")
    wanted = settings.service_user or SERVICE_USER
    user = processes.service_user(wanted, settings.courses)
    if not user:
        print(  # noqa: T201  the command's words
            f"Warning: the user `{wanted}` cannot read this Python or the courses, so the school's "
            "services run as root. Put the checkout and Python where others may read.",
            file=sys.stderr,
        )
    return replace(settings, service_user=user)


def _prepare(settings: Settings) -> None:
    """Bring the databases to this version and make the demo school, as the data's owner."""
    if not (settings.hub_data / "jupyterhub.sqlite").exists():
        print("Making the school ready (about a minute, once) ...", flush=True)  # noqa: T201  the command's words
    if settings.service_user:
        _give_to(settings.data, settings.service_user)
    done = subprocess.run(
        [sys.executable, "-m", "mugalim_hub", "prepare"],
        env={**os.environ, **settings.environment()}, check=False, umask=PRIVATE,
        **_as_user(settings.service_user),
    )  # fmt: skip
    if done.returncode:
        raise OperatorError("The school's data could not be made ready (see above).")
    _upgrade_hub_database(settings)


def _give_to(data: Path, user: str) -> None:
    """Make that user the owner of the data folder; the Hub's and the Lab's own stay theirs."""
    data.chmod(0o711)  # the Lab's user passes through to its own folders
    uid, gid = pwd.getpwnam(user).pw_uid, pwd.getpwnam(user).pw_gid
    os.lchown(data, uid, gid)
    for path in data.iterdir():
        if path.name not in KEPT and path.lstat().st_uid != uid:
            processes.give_tree(path, uid, gid)


def _as_user(user: str) -> dict[str, Any]:
    return {"user": user, "group": user, "extra_groups": []} if user else {}


def _upgrade_hub_database(settings: Settings) -> None:
    if settings.hub_database or (settings.hub_data / "jupyterhub.sqlite").exists():
        _jupyterhub(settings, "upgrade-db")


def _jupyterhub(settings: Settings, *more: str) -> None:
    done = subprocess.run(
        _hub_command(*more), cwd=settings.hub_data,
        env={**os.environ, **settings.environment()}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise OperatorError(f"JupyterHub's database could not be upgraded: {done.stderr[-800:]}")


def _hub_command(*more: str) -> list[str]:
    configuration = str(CONFIGURATION / "jupyterhub_config.py")
    return [sys.executable, "-m", "jupyterhub", *more, "--config", configuration]


def _start_hub(settings: Settings, lock: IO[str]) -> subprocess.Popen[bytes]:
    log = settings.hub_data / "hub.log"
    if log.exists():
        log.replace(log.with_name("hub.before.log"))
    with log.open("wb") as output:
        return subprocess.Popen(
            _hub_command(), cwd=settings.hub_data,
            env={**os.environ, **settings.environment()},
            stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT,
            start_new_session=True, pass_fds=(lock.fileno(),), umask=PRIVATE,
            preexec_fn=processes.end_with_parent,
        )  # fmt: skip


@contextlib.contextmanager
def _stop_signals() -> Iterator[None]:
    """SIGTERM and SIGHUP stop the school as Ctrl-C does."""

    def stop(_signal: int, _frame: object) -> None:
        raise KeyboardInterrupt

    signs = (signal.SIGTERM, signal.SIGHUP, signal.SIGINT)
    before = {sign: signal.signal(sign, stop) for sign in signs}
    try:
        yield
    finally:
        for sign, handler in before.items():
            signal.signal(sign, handler)


def _announce(settings: Settings, hub: subprocess.Popen[bytes]) -> None:
    """Wait until the school answers, then print its address and the demo accounts."""
    end = time.monotonic() + STARTS_WITHIN
    for address in _addresses(settings):
        while not _answers(address):
            if hub.poll() is not None or time.monotonic() > end:
                raise OperatorError(f"The school did not start. {_last_words(settings)}")
            time.sleep(0.2)
    print(f"\n{settings.name} is open: {settings.address}")  # noqa: T201  the command's words
    accounts = settings.data / "demo-accounts.txt"
    if accounts.exists():
        print("\nDemo accounts (login, password, who it is):")  # noqa: T201  the command's words
        print(accounts.read_text().rstrip())  # noqa: T201  the command's words
    print("\nCtrl-C stops the school.", flush=True)  # noqa: T201  the command's words


def _addresses(settings: Settings) -> list[str]:
    """What answers one after the other while the school starts; through the proxy at last."""
    base = settings.base_url
    ports = {"school": settings.school_port, "lessons": settings.lessons_port}
    services = [f"http://127.0.0.1:{port}{base}services/{name}/" for name, port in ports.items()]
    hub = f"http://127.0.0.1:{settings.hub_port}{base}hub/health"
    return [hub, *services, f"{settings.address}hub/login"]


def _answers(url: str) -> bool:
    """Whether there is an answer; from a service it may be that it wants a sign-in."""
    try:
        with urllib.request.urlopen(url, timeout=5):  # noqa: S310  our own address
            return True
    except urllib.error.HTTPError:
        return "/services/" in url
    except OSError:
        return False


def _wait(hub: subprocess.Popen[bytes], settings: Settings) -> int:
    while hub.poll() is None:
        processes.bury_orphans(hub.pid)
        time.sleep(1)
    raise OperatorError(f"The Hub ended by itself. {_last_words(settings)}")


def _last_words(settings: Settings) -> str:
    log = settings.hub_data / "hub.log"
    lines = log.read_text(errors="replace").splitlines() if log.exists() else []
    return f"The end of {log}:\n" + "\n".join(lines[-15:])


def _stop(hub: subprocess.Popen[bytes]) -> None:
    """Stop the Hub, which stops what it started; then end whatever is left."""
    if hub.poll() is None:
        hub.send_signal(signal.SIGTERM)
        with contextlib.suppress(subprocess.TimeoutExpired):
            hub.wait(STOPS_WITHIN)
    processes.end_all_below(os.getpid())
