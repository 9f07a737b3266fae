"""The command `mugalim`: what an operator does from a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from mugalim_hub.errors import OperatorError
from mugalim_hub.settings import PREFIX, Settings, SettingsError, read_settings


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it worked, 2 with one sentence on stderr when it did not."""
    asked = parser().parse_args(arguments)
    try:
        return int(asked.does(asked))
    except (OperatorError, SettingsError) as error:
        print(error, file=sys.stderr)  # noqa: T201  the command's words
        return 2


def parser() -> argparse.ArgumentParser:
    """All subcommands; each imports what it needs when it runs."""
    top = argparse.ArgumentParser(prog="mugalim", description="The school, from a terminal.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_proxy(commands)
    return top


Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add(
    commands: Commands[argparse.ArgumentParser], name: str, does: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=does, description=does)
    command.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file (school.toml)")
    command.add_argument("--data", type=Path, metavar="FOLDER", help="the data folder")
    return command


def _add_run(commands: Commands[argparse.ArgumentParser]) -> None:
    run = _add(commands, "run", "serve the school until Ctrl-C")
    run.add_argument("--port", type=int, help="the port that browsers use")
    run.set_defaults(does=_run)
    prepare = _add(commands, "prepare", "make the databases ready (run does it by itself)")
    prepare.set_defaults(does=_prepare)


def _add_proxy(commands: Commands[argparse.ArgumentParser]) -> None:
    proxy = commands.add_parser("proxy", help="the Hub's proxy")
    actions = proxy.add_subparsers(required=True, metavar="ACTION")
    install = actions.add_parser("install", help="install it; nothing to do when it is there")
    install.set_defaults(does=_install_proxy)


def settings_of(asked: argparse.Namespace) -> Settings:
    """The settings of the file and the environment, and what the command line says instead."""
    environment = dict(os.environ)
    for key in ("data", "port"):
        value = getattr(asked, key, None)
        if value is not None:
            environment[PREFIX + key.upper()] = str(value)
    return read_settings(environment, asked.settings)


def _run(asked: argparse.Namespace) -> int:
    from mugalim_hub.running import run

    return run(settings_of(asked))


def _prepare(asked: argparse.Namespace) -> int:
    from mugalim_hub.school_commands import prepare

    prepare(settings_of(asked))
    return 0


def _install_proxy(_: argparse.Namespace) -> int:
    from mugalim_hub.proxy import install
    from mugalim_hub.running import CONFIGURATION

    words = "The proxy is installed." if install(CONFIGURATION) else "The proxy is there already."
    print(words)  # noqa: T201  the command's words
    return 0
