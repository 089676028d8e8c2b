"""Puts the tables of the reports into the page of results: page.py DIRECTORY.

In README.md of the directory, what is between `<!-- NAME -->` and `<!-- end -->` is written anew from the
reports beside it; a table whose reports are missing stays as it is.
"""

import json
import os
import re
import sys

directory = sys.argv[1]


def report(name):
    with open(os.path.join(directory, name), encoding="utf-8") as file:
        return json.load(file)


def figure(value):
    if value is None:
        return ""
    return f"{value:,.0f}" if abs(value) >= 1_000 else f"{value:,.1f}"


def table(header, rows):
    lines = [header, ["---"] * len(header), *rows]
    return "\n".join("| " + " | ".join(str(cell) for cell in line) + " |" for line in lines)


def erlang_wait_ms(servers, load):
    """Mean wait of M/M/c with a mean service of a second."""
    blocked = 1.0
    for k in range(1, servers + 1):
        blocked = load * blocked / (k + load * blocked)
    waits = blocked / (1 - load / servers * (1 - blocked))
    return 1_000 * waits / (servers - load)


def erlang():
    rows = []
    for servers, load in ((1, 0.8), (10, 8.0), (100, 95.0)):
        expected = erlang_wait_ms(servers, load)
        found = report(f"theory-mm{servers}.json")["wait_ms"]["mean"]
        difference = f"{100 * (found / expected - 1):+.1f} %"
        rows.append(
            (f"M/M/{servers}", f"{load / servers:.2f}", figure(expected), figure(found), difference)
        )
    header = ("queue", "load", "mean wait, Erlang C (ms)", "mean wait, engine (ms)", "difference")
    return table(header, rows)


def agreement():
    replay = report("agreement-replay.json")
    handover = replay["wait_ms"]["p50"]
    runs = (
        ("simulate", report("agreement-simulate.json")),
        ("replay", replay),
        (f"simulate, handover {handover:.1f} ms", report("agreement-simulate-handover.json")),
    )
    rows = []
    for name, run in runs:
        waits = run["wait_ms"]
        difference = 100 * (replay["wait_ms"]["mean"] / waits["mean"] - 1)
        rows.append(
            (
                name,
                *(figure(waits[key]) for key in ("mean", "p50", "p90", "p99")),
                figure(run["sojourn_ms"]["mean"]),
                run["succeeded"],
                run["lost"],
                run["duplicated"],
                "" if run is replay else f"{difference:+.1f} %",
            )
        )
    header = ("", "wait mean (ms)", "p50", "p90", "p99", "sojourn mean", "succeeded", "lost")
    return table((*header, "duplicated", "mean wait of the replay against this"), rows)


def azure():
    rows = []
    for name, trace in (("azure-conv", "conversation"), ("azure-code", "code")):
        for kind in ("simulate", "replay"):
            run = report(f"{name}-{kind}.json")
            over = [s for s in run["by_specialist"].values() if s["max_in_flight"] > s["slots"]]
            waits, urgent, bulk = (
                part["wait_ms"]
                for part in (run, run["by_priority"]["CRITICAL"], run["by_priority"]["BULK"])
            )
            rows.append(
                (
                    trace,
                    kind,
                    *(f"{run[key]:,}" for key in ("submitted", "succeeded", "expired", "failed")),
                    *(run["lost"], run["duplicated"], len(over)),
                    *(figure(waits[key]) for key in ("mean", "p50", "p99")),
                    figure(urgent["p99"]),
                    figure(bulk["p99"]),
                    f"{run['cost']:,.0f}",
                )
            )
    header = ("trace", "run", "tasks", "succeeded", "expired", "failed", "lost", "duplicated")
    header += ("over their slots", "wait mean (ms)", "p50", "p99", "CRITICAL p99", "BULK p99", "cost")
    return table(header, rows)


def index():
    run = report("index.json")
    rows = []
    for line in run["benchmarks"]:
        error = f"{line['error']:.2f}" if line.get("error") is not None else ""
        keys = line["fairness_keys"] or ""
        size = f"{line['specialists']:,}"
        rows.append((line["benchmark"], size, keys, f"{line['micros']:.2f}", error))
    weights = [
        (f"{line['tasks']:,}", line["fairness_keys"], line["bytes"])
        for line in run["waiting_tasks"]
    ]
    return (
        table(("benchmark", "specialists", "fairness keys", "µs", "±"), rows)
        + "\n\n"
        + table(("waiting tasks", "fairness keys", "bytes each"), weights)
    )


def ghz():
    rows = []
    names = "submit_task get_task explain_task explain_hypothetical route_task pull_assignments"
    for name in (names + " accept_assignment complete_assignment stream_load").split():
        run = report(f"ghz/{name}.json")
        latency = {each["percentage"]: each["latency"] / 1e6 for each in run["latencyDistribution"]}
        rows.append(
            (
                name,
                f"{run['count']:,}",
                f"{run['statusCodeDistribution'].get('OK', 0):,}",
                run["options"]["concurrency"],
                f"{run['rps']:,.0f}",
                *(f"{latency[percent]:.2f}" for percent in (50, 95, 99)),
            )
        )
    return table(("scenario", "calls", "OK", "concurrency", "calls/s", "p50 (ms)", "p95", "p99"), rows)


def copied(name):
    def read():
        with open(os.path.join(directory, name), encoding="utf-8") as file:
            return file.read().strip()

    return read


TABLES = {
    "erlang": erlang,
    "agreement": agreement,
    "azure": azure,
    "compare-conv": copied("compare-conv.md"),
    "compare-code": copied("compare-code.md"),
    "theory": copied("theory.md"),
    "index": index,
    "ghz": ghz,
}


def replaced(match):
    try:
        content = TABLES[match.group(1)]()
    except FileNotFoundError as missing:
        print(f"{match.group(1)} stays as it is: no {missing.filename}")
        return match.group(0)
    return f"<!-- {match.group(1)} -->\n{content}\n<!-- end -->"


page = os.path.join(directory, "README.md")
with open(page, encoding="utf-8") as file:
    before = file.read()
after = re.sub(r"<!-- ([\w-]+) -->\n.*?<!-- end -->", replaced, before, flags=re.DOTALL)
with open(page, "w", encoding="utf-8") as file:
    file.write(after)
