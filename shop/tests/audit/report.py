"""Tells a person at a terminal, and keeps for later, what all stages found."""

import json
from dataclasses import asdict
from html import escape
from pathlib import Path

from shop.tests.audit.figures import Findings, number

SHOWN = 30
STYLE = (
    "body{font:16px/1.5 system-ui;max-width:80rem;margin:2rem auto;padding:0 1rem}"
    "td,th{padding:.2rem .8rem;text-align:right}th:first-child,td:first-child{text-align:left}"
    ".broken{background:#fdd;color:#900;font-weight:bold}"
)


def tell(found: Findings) -> None:
    """The stage's table, then what is wrong, then advice."""
    print(f"\n{found.title}: {'đạt' if found.passed else 'KHÔNG ĐẠT'}")
    _print_table(found)
    for fault in [*found.broken(), *found.faults][:SHOWN]:
        print(f"  ✗ {fault}")
    if len(found.faults) > SHOWN:
        print(f"  … và {len(found.faults) - SHOWN} điều nữa trong báo cáo")
    print(end="", flush=True)


def _print_table(found):
    heads = ["", *map(str, found.limits)]
    body = [[row, *_cells(found, values)] for row, values in found.rows.items()]
    widths = [max(len(line[place]) for line in [heads, *body]) for place in range(len(heads))]
    for line in [heads, *body]:
        first, *rest = (
            cell.ljust(w) if not n else cell.rjust(w)
            for n, (cell, w) in enumerate(zip(line, widths, strict=True))
        )
        print("  ".join(["", first, *rest]))


def _cells(found, values):
    """Each figure, marked where it is beyond its limit."""
    pairs = zip(found.limits, values, strict=True)
    return [f"{'' if limit.kept_by(value) else '✗ '}{number(value)}" for limit, value in pairs]


def keep(stages: list[Findings], folder: Path) -> Path:
    """Writes report.json for machines and report.html for people; says where the latter is."""
    data = [{**asdict(found), "passed": found.passed, "broken": found.broken()} for found in stages]
    (folder / "report.json").write_text(json.dumps(data, ensure_ascii=False, indent=1), encoding="utf-8")
    page = folder / "report.html"
    body = "".join(map(_section, stages))
    head = '<!DOCTYPE html><html lang="vi"><meta charset="utf-8"><title>make audit</title>'
    head += f"<style>{STYLE}</style>"
    page.write_text(f"{head}<h1>make audit</h1>{body}</html>", encoding="utf-8")
    return page


def _section(found):
    heads = "".join(f"<th>{escape(str(limit))}</th>" for limit in found.limits)
    rows = "".join(_row(found, row, values) for row, values in found.rows.items())
    table = f"<table><tr><th></th>{heads}</tr>{rows}</table>"
    verdict = "đạt" if found.passed else "không đạt"
    lists = _list("Lỗi", [*found.broken(), *found.faults]) + _list("Gợi ý", found.advice)
    return f"<h2>{escape(found.title)}: {verdict}</h2>{table}{lists}"


def _row(found, row, values):
    cells = "".join(
        f'<td class="{"" if limit.kept_by(value) else "broken"}">{number(value)}</td>'
        for limit, value in zip(found.limits, values, strict=True)
    )
    return f"<tr><td>{escape(row)}</td>{cells}</tr>"


def _list(title, lines):
    items = "".join(f"<li>{escape(line)}</li>" for line in lines)
    return f"<h3>{title}</h3><ul>{items}</ul>" if lines else ""
