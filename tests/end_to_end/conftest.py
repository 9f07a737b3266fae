"""One real school and one real browser for all end-to-end tests, and the people who visit it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from cohorts import FILES, Cohort, Returned, grade_and_send, hand_in, make_cohort, put_file
from playwright.sync_api import Browser
from running import RunningSchool, running_school
from visiting import Visit, Visitor


@pytest.fixture(scope="session")
def school(open_folder: Path) -> Iterator[RunningSchool]:
    """A school of its own for the whole run, with its demo accounts; it leaves nothing behind."""
    with running_school(open_folder / "school") as running:
        yield running
        left_alive = running.stop()
    assert not left_alive, f"still running after the school stopped: {left_alive}"


@pytest.fixture
def visit(school: RunningSchool, chromium: Browser) -> Iterator[Visit]:
    """Opens a browser of one person's own: `visit("aigul", width=360)` is signed in.

    At the end of a test no page may have asked another host for anything.
    """
    visitors: list[Visitor] = []
    with ExitStack() as stack:

        def open_for(login: str | None = None, *, width: int = 360, **more: object) -> Visitor:
            visitor = Visitor(chromium, school.url, width=width, **more)  # type: ignore[arg-type]  # as given
            stack.callback(visitor.close)
            visitors.append(visitor)
            if login:
                visitor.sign_in(login, school.passwords[login])
            return visitor

        yield open_for
        strangers = [address for visitor in visitors for address in visitor.other_hosts]
    assert not strangers, f"pages asked other hosts: {strangers}"


@pytest.fixture(scope="session")
def cohort(school: RunningSchool, chromium: Browser) -> Cohort:
    """A cohort beside the demo school's, so that no test counts another's hand-ins."""
    return make_cohort(school, chromium, "Ош, №7", "bakyt")


@pytest.fixture
def newcomer(visit: Visit, cohort: Cohort) -> Visit:
    """A learner who has just joined the cohort: `newcomer("asel", language="ky")`."""

    def join(login: str, **more: object) -> Visitor:
        return cohort.join(visit(**more), login, f"Асел {login}")

    return join


@pytest.fixture(scope="session")
def returned(cohort: Cohort, chromium: Browser) -> Returned:
    """A learner's hand-in that was graded, judged and sent back."""
    learner = Visitor(chromium, cohort.school.url, language="ky")
    cohort.join(learner, "returned", "Чолпон Исакова")
    put_file(learner, "register.xlsx", FILES / "not_yet/typed_average.xlsx")
    receipt = hand_in(learner)
    facilitator = Visitor(chromium, cohort.school.url, width=1280, language="ky")
    facilitator.sign_in(cohort.facilitator, cohort.school.passwords[cohort.facilitator])
    attempt = grade_and_send(facilitator, cohort, receipt, "Жакшы иш!")
    feedback = receipt.replace("/receipts/", "/feedback/")
    for visitor in (learner, facilitator):
        visitor.close()
    return Returned("returned", receipt, feedback, attempt)
