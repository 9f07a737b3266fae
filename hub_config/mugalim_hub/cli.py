"""The command `mugalim`: what an operator does from a terminal."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mugalim_courses.languages import LANGUAGES, SOURCE_LANGUAGE
from mugalim_hub.errors import OperatorError
from mugalim_hub.settings import PREFIX, Settings, SettingsError, read_settings

if TYPE_CHECKING:
    from mugalim_school.errors import SchoolError


USAGE = 64  # the exit status of a command line that cannot be understood (EX_USAGE)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; 0 when it worked, 2 with one sentence on stderr when it did not.

    A command line that cannot be understood ends in 64. `review` has 1 for work that is not yet
    done.
    """
    asked = parser().parse_args(arguments)
    try:
        return int(asked.does(asked))
    except (OperatorError, SettingsError) as error:
        said = str(error)
    except _school_errors() as error:
        said = error.sentence("en")
    print(said, file=sys.stderr)  # noqa: T201  the command's words
    return 2


def _school_errors() -> type[SchoolError]:
    """What the school refuses; only looked up (and so only imported) when something was raised."""
    from mugalim_school.errors import SchoolError

    return SchoolError


class _Parser(argparse.ArgumentParser):
    """A parser whose usage errors are told apart from what a command finds."""

    def error(self, message: str) -> NoReturn:
        """Say how the command goes; called by argparse and by `review`."""
        self.print_usage(sys.stderr)
        self.exit(USAGE, f"{self.prog}: {message}\n")


def parser() -> argparse.ArgumentParser:
    """All subcommands; each imports what it needs when it runs."""
    top = _Parser(prog="mugalim", description="The school, from a terminal.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_run(commands)
    _add_courses(commands)
    _add_review(commands)
    _add_people(commands)
    _add_proxy(commands)
    return top


Commands = argparse._SubParsersAction  # argparse has no public name for it


def _add(commands: Commands[_Parser], name: str, does: str) -> _Parser:
    command = commands.add_parser(name, help=does, description=does)
    command.add_argument("--settings", type=Path, metavar="FILE", help="a TOML file (school.toml)")
    command.add_argument("--data", type=Path, metavar="FOLDER", help="the data folder")
    return command


def _add_run(commands: Commands[_Parser]) -> None:
    run = _add(commands, "run", "serve the school until Ctrl-C")
    run.add_argument("--port", type=int, help="the port that browsers use")
    run.set_defaults(does=_run)
    prepare = _add(commands, "prepare", "make the databases ready (run does it by itself)")
    prepare.set_defaults(does=_prepare)


def _add_proxy(commands: Commands[_Parser]) -> None:
    proxy = commands.add_parser("proxy", help="the Hub's proxy")
    actions = proxy.add_subparsers(required=True, metavar="ACTION")
    install = actions.add_parser("install", help="install it; nothing to do when it is there")
    install.set_defaults(does=_install_proxy)


def _add_courses(commands: Commands[_Parser]) -> None:
    courses = commands.add_parser("courses", help="check, publish and translate courses")
    actions = courses.add_subparsers(required=True, metavar="ACTION")
    validate = _add(actions, "validate", "say what is left to repair; all courses if none is named")
    validate.add_argument("courses", nargs="*", metavar="COURSE")
    validate.set_defaults(does=_validate)
    publish = _add(actions, "publish", "make new versions of the lessons that have changed")
    publish.add_argument("course", metavar="COURSE")
    publish.set_defaults(does=_publish)
    translate = _add(actions, "translate", "bring the catalogs up to the lessons")
    translate.add_argument("course", metavar="COURSE")
    translate.set_defaults(does=_translate)
    handout = _add(actions, "handout", "write a lesson for paper: a page, a PDF, the start files")
    handout.add_argument("lesson", metavar="COURSE/LESSON")
    handout.add_argument("--lang", choices=LANGUAGES, default=SOURCE_LANGUAGE)
    handout.add_argument("--to", type=Path, metavar="FILE", help="LESSON-LANG.zip if left out")
    handout.set_defaults(does=_handout)
    coverage = _add(actions, "coverage", "the competences, and the lessons that name them")
    coverage.set_defaults(does=_coverage)
    new = _add(actions, "new", "begin a lesson that can be run at once")
    new.add_argument("lesson", metavar="COURSE/LESSON")
    new.set_defaults(does=_new)


def _add_review(commands: Commands[_Parser]) -> None:
    review = _add(commands, "review", "run a lesson's checks on a file: 0 all passed, 1 not yet")
    review.add_argument("file", type=Path, metavar="FILE", help="what a learner could hand in")
    review.add_argument("--lesson", required=True, metavar="COURSE/LESSON")
    review.add_argument("--exercise", metavar="NAME", help="where several take such a file")
    review.add_argument(
        "--beside", action="append", default=[], metavar="NAME=FILE",
        help="the file of another exercise that the checks look at",
    )  # fmt: skip
    review.add_argument("--lang", choices=LANGUAGES, default=SOURCE_LANGUAGE)
    review.add_argument("--json", action="store_true", help="the results as data")
    review.set_defaults(does=_review, refuse=review.error)
    checks = commands.add_parser("checks", help="the checks that lessons can use")
    actions = checks.add_subparsers(required=True, metavar="ACTION")
    listed = _add(actions, "list", "every check: what it says, takes, and which lessons use it")
    listed.set_defaults(does=_list_checks)


def _add_people(commands: Commands[_Parser]) -> None:
    people = commands.add_parser("people", help="one person's data, invitations and roles")
    actions = people.add_subparsers(required=True, metavar="ACTION")
    export = _add(actions, "export", "write all that is kept about a person into a .zip file")
    export.add_argument("who", metavar="NAME", help="her login or id")
    export.add_argument("--to", type=Path, metavar="FILE", help="the file; NAME.zip if left out")
    export.set_defaults(does=_export)
    erase = _add(actions, "erase", "forget a person; cannot be undone")
    erase.add_argument("who", metavar="NAME", help="her login or id")
    erase.add_argument("--yes", action="store_true", help="do not ask again")
    erase.set_defaults(does=_erase)
    _add_invite(actions)
    role = _add(actions, "role", "make somebody a designer or an operator")
    role.add_argument("who", metavar="NAME", help="her login or id")
    role.add_argument("role", choices=["designer", "operator"])
    role.set_defaults(does=_role)


def _add_invite(actions: Commands[_Parser]) -> None:
    invite = _add(actions, "invite", "make a link with which people sign up")
    invite.add_argument("role", choices=["learner", "facilitator", "designer", "operator"])
    invite.add_argument("--cohort", metavar="TITLE", help="for learners and facilitators")
    invite.add_argument("--uses", type=int, default=1, help="how many people may use it (1)")
    invite.add_argument("--days", type=int, default=30, help="how long it may be used (30)")
    invite.add_argument("--port", type=int, help="the port in the link")
    invite.set_defaults(does=_invite)


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


def _validate(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import validate

    return validate(settings_of(asked), asked.courses)


def _publish(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import publish

    return publish(_as_owner(settings_of(asked)), asked.course)


def _translate(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import translate

    return translate(settings_of(asked), asked.course)


def _handout(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import handout

    return handout(settings_of(asked), asked.lesson, asked.lang, asked.to)


def _coverage(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import coverage

    return coverage(settings_of(asked))


def _review(asked: argparse.Namespace) -> int:
    from mugalim_hub.check_commands import Asked, UsageError, review

    what = Asked(
        asked.file, asked.lesson, asked.exercise, tuple(asked.beside), asked.lang, asked.json
    )
    try:
        return review(settings_of(asked), what)
    except UsageError as error:
        asked.refuse(str(error))
        raise  # refuse has ended the command


def _list_checks(asked: argparse.Namespace) -> int:
    from mugalim_hub.check_commands import list_checks

    return list_checks(settings_of(asked))


def _new(asked: argparse.Namespace) -> int:
    from mugalim_hub.course_commands import new

    return new(settings_of(asked), asked.lesson)


def _export(asked: argparse.Namespace) -> int:
    from mugalim_hub.people_commands import export

    return export(settings_of(asked), asked.who, asked.to)


def _erase(asked: argparse.Namespace) -> int:
    from mugalim_hub.people_commands import erase

    return erase(_as_owner(settings_of(asked)), asked.who, asked.yes)


def _invite(asked: argparse.Namespace) -> int:
    from mugalim_hub.people_commands import invite

    settings = _as_owner(settings_of(asked))
    return invite(settings, asked.role, asked.cohort, asked.uses, asked.days)


def _role(asked: argparse.Namespace) -> int:
    from mugalim_hub.people_commands import give_role

    return give_role(_as_owner(settings_of(asked)), asked.who, asked.role)


def _as_owner(settings: Settings) -> Settings:
    """As root, go on as the owner of the data, so that nothing there becomes root's."""
    from mugalim_hub.processes import become_owner

    become_owner(settings.data)
    return settings
