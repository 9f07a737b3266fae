import json
from mugalim_widgets.surfaces.spreadsheet import Spreadsheet


def test_speed(desk, place, plans, wired):
    inputs = {
        "A1": "No",
        "B1": "Pupil",
        **{f"{c}1": f"Mark {n}" for n, c in enumerate("CDEFGHIJKLMNOPQR", 1)},
        "S1": "Average",
        "T1": "Level",
    }
    for row in range(2, 42):
        inputs |= {
            f"A{row}": str(row - 1),
            f"B{row}": f"Ученик {row}",
            **{f"{c}{row}": str(2 + (row + n) % 4) for n, c in enumerate("CDEFGHIJKLMNOPQR")},
            f"S{row}": f"=ROUND(AVERAGE(C{row}:R{row}),1)",
            f"T{row}": f'=IF(S{row}>=3.5,"high","low")',
        }
    plans["start"]["sheets"][0]["cells"] = {a: {"input": t} for a, t in inputs.items()}
    plans["start"]["sheets"][0]["frozen"] = [1, 2]
    page = desk.page
    cdp = page.context.new_cdp_session(page)
    page.set_viewport_size({"width": 360, "height": 740})
    widget = Spreadsheet("table", place)
    state = {k: v for k, v in widget.get_state().items() if k[0] != "_"}
    state = {k: v for k, v in state.items() if not str(v).startswith("IPY_")}
    print(
        "state bytes",
        len(json.dumps(state["sheets"], ensure_ascii=False)),
        "words",
        len(json.dumps(state["words"], ensure_ascii=False).encode()),
    )
    desk.wires["table"] = wired(widget)
    page.evaluate("import('/static/spreadsheet.js')")
    old = dict(
        state,
        module="old.js",
        sheets=[
            {
                **{k: v for k, v in x.items()},
                "frozen": x["around"]["frozen"],
                "validations": [],
                "widths": x["around"]["widths"],
                "bold": [],
            }
            for x in state["sheets"]
        ],
    )
    page.route(
        "**/static/old.js",
        lambda route: route.fulfill(
            body=__import__("pathlib").Path("/tmp/old_sheet.js").read_text(),
            headers={"content-type": "text/javascript"},
        ),
    )
    page.evaluate("import('/static/old.js')")
    cdp.send("Performance.enable", {"timeDomain": "threadTicks"})

    def metrics():
        return {m["name"]: m["value"] for m in cdp.send("Performance.getMetrics")["metrics"]}

    for name, st in (("old", old), ("new", state)):
        for rate in (1, 4):
            cdp.send("Emulation.setCPUThrottlingRate", {"rate": rate})
            for turn in range(4):
                page.evaluate("document.querySelectorAll('.exercise').forEach(e => e.remove())")
                page.wait_for_timeout(300)
                a = metrics()
                page.evaluate(
                    """async state => { await mount("table", state); document.body.offsetHeight; await new Promise(requestAnimationFrame); await new Promise(r => setTimeout(r, 0)); }""",
                    st,
                )
                b = metrics()
                page.wait_for_timeout(900)
                page.wait_for_timeout(300)
                c = metrics()
                print(
                    name,
                    "rate",
                    rate,
                    {
                        k: round((b[k] - a[k]) * 1000)
                        for k in (
                            "ScriptDuration",
                            "LayoutDuration",
                            "RecalcStyleDuration",
                            "TaskDuration",
                        )
                    },
                    "all",
                    round((c["TaskDuration"] - a["TaskDuration"]) * 1000),
                )
