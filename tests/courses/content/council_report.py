"""Pages of spreadsheets/council-page: the frame to begin with, a finished report, others not yet.

Numbers are inserted as the school's own page does it: each names the cell that it comes from.
"""

from __future__ import annotations

from base64 import b64encode

PUPILS = 38
_PAGE = """<!DOCTYPE html>
<html{language}>
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head>
<body>
{body}
</body>
</html>
"""
_STEP_HEADS = "<tr><th>Step</th><th>Who</th><th>By when</th></tr>"

REPORT_FRAME = _PAGE.format(
    language="",  # she says which it is
    title="7-B at the teachers' council",
    body=f"""<h1>7-B: what happened</h1>
<p>Pupils:</p>
<p>Period:</p>
<h2>What the table shows</h2>
<p>…</p>
<h2>Next steps</h2>
<table>{_STEP_HEADS}<tr><td>…</td><td>…</td><td>…</td></tr></table>""",
)

STEPS_TO_REPAIR = _PAGE.format(
    language="",
    title="Next steps",
    body=f"""<h2>Next steps</h2>
<p>More pupils have a 4 or 5, because we held extra lessons.</p>
<table>{_STEP_HEADS}
<tr><td>Work harder with the parents</td><td>everybody</td><td>soon</td></tr></table>""",
)


def per_cent(count: int) -> int:
    """A count of the class as a whole per cent."""
    return round(100 * count / PUPILS)


def drawing(shares: tuple[int, int]) -> str:
    """Two columns as a picture inside of the page."""
    bars = "".join(
        f'<rect x="{60 + 120 * number}" y="{190 - 2 * share}" width="70" height="{2 * share}"'
        f' fill="#0b5d8f"/><text x="{95 + 120 * number}" y="{182 - 2 * share}"'
        f' text-anchor="middle">{share} %</text>'
        for number, share in enumerate(shares)
    )
    svg = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="320" height="220" viewBox="0 0 320 220"'
        ' font-family="sans-serif" font-size="14"><rect width="320" height="220" fill="#fff"/>'
        f'{bars}<rect x="40" y="190" width="240" height="1"/></svg>'
    )
    return "data:image/svg+xml;base64," + b64encode(svg.encode()).decode()


def number(shown: str, cell: str) -> str:
    """A number of the text with the cell that it was taken from."""
    return f'<data class="from-sheet" value="Totals!{cell}">{shown}</data>'


def report(first: int, second: int) -> str:
    """The finished page about the pupils with a 4 or 5 in two quarters."""
    shares = per_cent(first), per_cent(second)
    words = (
        f"The share of pupils with a 4 or 5: {shares[0]} % in the first quarter, {shares[1]} % in"
        " the second"
    )
    return _PAGE.format(
        language=' lang="en"',
        title="7-B at the teachers' council",
        body=f"""<h1>7-B: marks in two quarters</h1>
<p>Pupils: {PUPILS}</p>
<p>Period: 1st and 2nd quarter, 2026</p>
<h2>What the table shows</h2>
<p>In the second quarter {number(f"{shares[1]} %", "D3")} of the pupils have a 4 or 5, in the first
{number(f"{shares[0]} %", "D2")}. That is {number(str(second), "C3")} pupils, {first} before. Extra
lessons began in November; they may have played a part, the table does not show it.</p>
<p><img src="{drawing(shares)}" width="320" height="220" alt="{words}"></p>
<h2>Next steps</h2>
<table>{_STEP_HEADS}
<tr><td>Practise once a week with the pupils who have a 2, then a test of five tasks</td>
<td>subject teacher</td><td>20.02.2027</td></tr>
<tr><td>Compare this test with the marks and tell the council</td><td>deputy head</td>
<td>27.02.2027</td></tr></table>""",
    )


def not_yet_reports(first: int, second: int) -> dict[str, str]:
    """The finished page with one thing undone each, by the name of its file."""
    page, share = report(first, second), per_cent(second)
    alt = page[page.index('alt="') : page.index('">', page.index('alt="'))]
    changes = {
        "number_from_memory": (number(f"{share} %", "D3"), number("62 %", "D3")),
        "two_numbers_only": (number(str(second), "C3"), str(second)),
        "alt_says_chart": (alt, 'alt="A chart with two blue columns, the second is higher"'),
        "no_count_of_pupils": (f"<p>Pupils: {PUPILS}</p>\n", ""),
        "no_year": (", 2026", ""),
        "pupil_named": ("Extra\nlessons", "Kadyrov Shamil was ill. Extra\nlessons"),
        "step_without_day": ("20.02.2027", "soon"),
        "cause_claimed": ("they may have played a part", "the rise is due to them"),
    }
    return {name: _changed(page, *change) for name, change in changes.items()}


def _changed(page: str, old: str, new: str) -> str:
    if page.count(old) != 1:
        raise ValueError(old)
    return page.replace(old, new)
