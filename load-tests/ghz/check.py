"""Prints one line of a ghz report and fails unless every call was answered with OK.

Usage: check.py SCENARIO CALLS REPORT
The report is rewritten without the details of single calls and without the call data.
"""

import json
import sys

NANOS_PER_MILLI = 1e6


def main(scenario, calls, path):
    with open(path, encoding="utf-8") as file:
        report = json.load(file)
    report.pop("details", None)
    report["options"].pop("data", None)
    with open(path, "w", encoding="utf-8") as file:
        json.dump(report, file, indent=1)

    shares = report["latencyDistribution"] or []
    at = {share["percentage"]: share["latency"] / NANOS_PER_MILLI for share in shares}
    times = " ".join(f"p{p} {at[p]:.2f}" for p in (50, 90, 95, 99) if p in at)
    print(f"{scenario:22} {report['count']:6} calls {report['rps']:9.0f}/s  {times} ms")
    codes = report["statusCodeDistribution"]
    if codes != {"OK": int(calls)}:
        errors = list((report.get("errorDistribution") or {}).items())[:5]
        sys.exit(f"{scenario}: expected {calls} OK and nothing else, got {codes} {errors}")


main(*sys.argv[1:])
