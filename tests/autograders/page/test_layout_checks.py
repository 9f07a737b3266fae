from __future__ import annotations

from autograders.page.samples import failure, opened, packed, page

from mugalim_checks.page import (
    accessible,
    headings_lead,
    light_enough,
    reflows,
    tables_have_headers,
)

PHONE = "<meta name=viewport content='width=device-width, initial-scale=1'>"
WORDS = "<p>Прочитайте эту страницу дома и решите задачи.</p>"


def test_headings_lead_from_one_top_without_a_gap() -> None:
    """Half for each, and enough of them."""
    headings_lead(page(f"<h1>а</h1>{WORDS}<h2>б</h2>"))
    assert failure(headings_lead, page(f"<h1>а</h1>{WORDS}<h3>б</h3>")).earned == 0.5
    assert failure(headings_lead, page(f"<h3>а</h3>{WORDS}<h2>б</h2>")).earned == 0
    assert failure(headings_lead, page(WORDS)).earned == 0
    few = failure(headings_lead, page(f"<h1>а</h1>{WORDS}"), least=3)
    assert (few.id, few.earned) == ("page.few_headings", 1 / 3)


def test_accessibility_earns_a_quarter_for_each_part() -> None:
    """Language, headings, pictures and contrast."""
    body = f"<h1>Задачи</h1>{WORDS}<h2>Дома</h2><p><img src=a.png alt='Весы с двумя чашами'>"
    accessible(page(body))
    assert failure(accessible, page(body, language="")).earned == 0.75
    assert failure(accessible, page(WORDS.replace("<p>", "<p style='color:#eee'>"))).earned < 0.5


def test_pages_that_do_not_reflow_are_told() -> None:
    """Wide paragraphs and pictures, no size for a phone, no larger letters."""
    reflows(page(WORDS, PHONE))
    assert failure(reflows, page(WORDS)).id == "page.no_viewport"
    fixed = PHONE.replace("scale=1", "scale=1, user-scalable=no")
    assert failure(reflows, page(WORDS, fixed)).id == "page.stops_zoom"
    wide = failure(reflows, page(f"{WORDS}<p style='width:500px'>а", PHONE))
    assert (wide.id, wide.values["width"]) == ("page.too_wide", 500)
    picture = failure(reflows, page(f"{WORDS}<p>а<img src=a.png width=640>", PHONE))
    assert (picture.id, picture.values["width"]) == ("page.too_wide", 640)


def test_tables_need_header_cells() -> None:
    """Each of them."""
    good = "<table><tr><th>а<td>б</table>"
    tables_have_headers(page(WORDS + good))
    found = failure(tables_have_headers, page(WORDS + good + "<table><tr><td>а<td>б</table>"))
    assert (found.id, found.earned) == ("page.table_no_header", 0.5)


def test_a_page_brings_its_pictures_and_is_light() -> None:
    """One that stayed at home is told before the weight."""
    assert (
        failure(light_enough, page(f"{WORDS}<img src=a.png>"), kilobytes=9).id
        == "page.picture_missing"
    )
    heavy = opened(packed({"a.html": f"{WORDS}<img src=a.png>", "a.png": bytes(20_000)}))
    assert failure(light_enough, heavy, kilobytes=9).id == "access.too_heavy"
    light_enough(heavy, kilobytes=30)
