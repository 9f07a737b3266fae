"""The first lesson's page beside stock Voila's lab template, in one run, as ratios.

Run by `make bench`. Both show the same lesson at 360 pixels in the same browser, in turn: cold and
warm, over the machine's own link and over slow 3G (400 kbit/s, 400 ms), where all traffic goes
through `slow_link`, websockets too. Stock Voila is given compression, which it lacks as shipped.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, fields
from pathlib import Path
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page
from running import RunningSchool, free_port, running_school
from slow_link import slow_link
from visiting import Visitor

ROUNDS = 3
LESSON = "/services/lessons/spreadsheets/gradebook"
STEP = "#step-4"  # one with a table
TABLE = "table[role=grid] td.number"
COMPRESSING = """\
import sys
from voila.app import Voila
class Compressing(Voila):
    def init_settings(self):
        return {**super().init_settings(), "compress_response": True}
Compressing.launch_instance(sys.argv[1:])
"""


@dataclass(frozen=True)
class Visit:
    """One visit: what came over the wire, and seconds from the click on.

    `bytes` and `requests` are those of a page that is opened, drawn and left alone; an exercise
    that is touched asks for more, which `edited_bytes` and `edited_requests` count in.
    """

    bytes: int
    requests: int
    edited_bytes: int
    edited_requests: int
    text: float  # the lesson's first words can be read
    table: float  # a table with its numbers is drawn
    editable: float  # what is typed stands in a cell


def test_the_lesson_page_beside_stock_voila(open_folder: Path, chromium: Browser) -> None:
    """Prints the medians and the ratios; fails only when one of the two did not work."""
    with (
        running_school(open_folder / "data") as school,
        stock_voila(school.data, open_folder) as stock,
    ):
        ours, theirs = Ours(chromium, school), Stock(chromium, stock)
        ours.visit(school.url)  # the service's first page ever, made once for all
        report("cold", rounds(ours, theirs, ROUNDS, warm=False))
        report("warm", rounds(ours, theirs, ROUNDS, warm=True))
        with slow_link(port_of(school.url)) as link, slow_link(port_of(stock)) as other:
            ours.through, theirs.through = link.port, other.port
            report("slow 3G, cold", rounds(ours, theirs, 1, warm=False))
            report("slow 3G, warm", rounds(ours, theirs, 1, warm=True))
        for name, weight in page_weights(chromium, school).items():
            print(f"{name + ', bytes':24}{weight:12,}")


class Ours:
    """The lesson of a teacher who is signed in."""

    words = ".prose p"

    def __init__(self, browser: Browser, school: RunningSchool) -> None:
        self.browser = browser
        self.school = school
        self.through: int | None = None

    @contextmanager
    def visitor(self) -> Iterator[tuple[BrowserContext, str]]:
        """A new browser in which she is signed in, and the lesson's address."""
        visitor = Visitor(self.browser, self.school.url, width=360)
        visitor.sign_in("aigul", self.school.passwords["aigul"])
        yield visitor.context, at_port(self.school.url, self.through) + LESSON + STEP
        visitor.close()

    def visit(self, address: str) -> None:
        """One visit that is not measured."""
        with self.visitor() as (context, lesson):
            opened(context, lesson)


class Stock:
    """The same notebook by stock Voila."""

    words = "text=The last evening of the quarter"

    def __init__(self, browser: Browser, address: str) -> None:
        self.browser = browser
        self.address = address
        self.through: int | None = None

    @contextmanager
    def visitor(self) -> Iterator[tuple[BrowserContext, str]]:
        """A new browser, and the notebook's address."""
        context = self.browser.new_context(viewport={"width": 360, "height": 740})
        yield context, at_port(self.address.rstrip("/"), self.through)
        context.close()


Side = Ours | Stock


def rounds(ours: Ours, theirs: Stock, count: int, *, warm: bool) -> tuple[Visit, Visit]:
    """The medians of both, visited in turn."""
    pairs = [(visited(ours, warm=warm), visited(theirs, warm=warm)) for _ in range(count)]
    return median([one for one, _ in pairs]), median([other for _, other in pairs])


def visited(side: Side, *, warm: bool) -> Visit:
    """A visit with an empty cache, or one after a first has left in it what it may."""
    with side.visitor() as (context, address):
        if warm:
            opened(context, address)
        alone = opened(context, address)
        if warm:
            return measure(context, address, side.words, alone)
    with side.visitor() as (context, address):
        return measure(context, address, side.words, alone)


Weights = list[int]  # bytes of each answer that came over the wire; websockets are not counted


@contextmanager
def watched(context: BrowserContext) -> Iterator[tuple[Page, Weights]]:
    """A page of which every answer is weighed, those that come late too."""
    page = context.new_page()
    weights: Weights = []
    client = context.new_cdp_session(page)
    client.send("Network.enable")
    client.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    yield page, weights
    page.wait_for_timeout(3000)
    page.close()


def opened(context: BrowserContext, address: str) -> Weights:
    """Open a page, wait until its table is drawn, and touch nothing."""
    with watched(context) as (page, weights):
        page.goto(address, wait_until="commit", timeout=300_000)
        waited(page, TABLE, 0)
    return weights


def measure(context: BrowserContext, address: str, words: str, alone: Weights) -> Visit:
    """Open a page and type into its table; `alone` are the weights of a page that is only read."""
    with watched(context) as (page, weights):
        began = time.perf_counter()
        page.goto(address, wait_until="commit", timeout=300_000)
        times = (waited(page, words, began), waited(page, TABLE, began), typed(page, began))
    return Visit(*totals(alone), *totals(weights), *times)


def totals(weights: Weights) -> tuple[int, int]:
    """The bytes together, and how many answers were not in the browser already."""
    return int(sum(weights)), len([size for size in weights if size])


def waited(page: Page, selector: str, began: float) -> float:
    """Seconds until something can be seen."""
    page.locator(f"{selector} >> visible=true").first.wait_for(timeout=300_000)
    return time.perf_counter() - began


def typed(page: Page, began: float) -> float:
    """Seconds until what is typed stands in a cell."""
    cell = page.locator("table[role=grid] tbody tr:nth-child(6) td:visible").nth(1)
    cell.click()
    page.keyboard.type("7")
    page.wait_for_function("document.querySelector('input.editor')?.value === '7'", timeout=60_000)
    return time.perf_counter() - began


def median(visits: list[Visit]) -> Visit:
    """The median of each figure."""
    found = {
        each.name: statistics.median(getattr(it, each.name) for it in visits)
        for each in fields(Visit)
    }
    return Visit(**found)  # type: ignore[arg-type]  # medians of whole numbers may be halves


def page_weights(browser: Browser, school: RunningSchool) -> dict[str, int]:
    """Bytes of each page of the school on a first, cold visit."""
    visitor = Visitor(browser, school.url, width=360)
    pages = {"sign-in": weigh(visitor.page, f"{school.url}/hub/login")}
    visitor.sign_in("aigul", school.passwords["aigul"])
    pages["my courses"] = weigh(visitor.page, f"{school.url}/services/school/courses")
    visitor.close()
    return pages


def weigh(page: Page, address: str) -> int:
    """Bytes over the wire of one page with an empty cache."""
    weights: list[int] = []
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")
    client.send("Network.clearBrowserCache")
    client.on("Network.loadingFinished", lambda event: weights.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    return int(sum(weights))


@contextmanager
def stock_voila(data: Path, folder: Path) -> Iterator[str]:
    """Stock Voila on the released lesson; its widgets are ours, as everywhere."""
    release = data / "releases/spreadsheets/gradebook/1"
    lesson = folder / "stock"
    shutil.copytree(release, lesson)
    shutil.copyfile(release / "page/en.ipynb", lesson / "lesson.ipynb")
    port = free_port()
    environment = {
        **os.environ, "MUGALIM_FACE": "lab", "MUGALIM_LESSON": str(lesson),
        "MUGALIM_ANSWERS": str(folder / "answers"),
    }  # fmt: skip
    program = [sys.executable, "-c", COMPRESSING, str(lesson / "lesson.ipynb"), f"--port={port}"]
    with subprocess.Popen(
        [*program, "--no-browser", "--Voila.ip=127.0.0.1"],
        env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    ) as process:  # fmt: skip
        try:
            yield wait_for(f"http://127.0.0.1:{port}/")
        finally:
            process.terminate()


def wait_for(address: str) -> str:
    """The address, once somebody listens there."""
    for _ in range(120):
        try:
            with urllib.request.urlopen(f"{address}static/voila.js", timeout=2):  # noqa: S310  ours
                return address
        except urllib.error.HTTPError:
            return address
        except OSError:
            time.sleep(0.5)
    raise RuntimeError(f"nobody answers at {address}")


def port_of(address: str) -> int:
    """The port of an address."""
    return urlsplit(address).port or 80


def at_port(address: str, port: int | None) -> str:
    """The address at another port."""
    return f"http://127.0.0.1:{port}" if port else address


def report(title: str, pair: tuple[Visit, Visit]) -> None:
    """Both figures and theirs over ours."""
    print(f"\n{title:24}{'ours':>12}{'stock Voila':>14}{'stock/ours':>12}")
    for each in fields(Visit):
        a, b = (getattr(visit, each.name) for visit in pair)
        print(f"{each.name:24}{a:12,.2f}{b:14,.2f}{b / max(a, 1e-9):12.1f}")
