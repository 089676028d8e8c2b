"""Makes a table of what tests have measured against theories: theory.py FINDINGS JSON MARKDOWN."""

import json
import sys

findings, as_json, as_markdown = sys.argv[1:]
with open(findings, encoding="utf-8") as lines:
    rows = {}
    for line in lines:
        row = json.loads(line)
        # Several seeds of one test note the same thing; the last is as good as any.
        rows[(row["theory"], row["what"])] = row
rows = sorted(rows.values(), key=lambda row: (row["theory"], row["what"]))
if not rows:
    sys.exit("no findings in " + findings)

with open(as_json, "w", encoding="utf-8") as out:
    json.dump(rows, out, indent=2)
    out.write("\n")


def figure(value):
    return f"{value:,.0f}" if value >= 1_000 or value == int(value) else f"{value:.4g}"


with open(as_markdown, "w", encoding="utf-8") as out:
    out.write("| theory | what | expected | engine | standard error | difference |\n")
    out.write("|---|---|---|---|---|---|\n")
    for row in rows:
        expected, found = row["expected"], row["found"]
        words = "" if row["relation"] == "=" else row["relation"] + " "
        error = figure(row["standard_error"]) if row["standard_error"] else "-"
        difference = f"{100 * (found / expected - 1):+.1f} %" if row["relation"] == "=" else "-"
        out.write(
            f"| {row['theory']} | {row['what']} | {words}{figure(expected)} | {figure(found)}"
            f" | {error} | {difference} |\n"
        )
