"""Lighthouse on a slow telephone, several times a page: the medians against our limits, and what it minds."""

import json
import os
import statistics
import subprocess
from pathlib import Path

from shop.tests.audit.figures import Findings, Limit
from shop.tests.audit.folders import WORK
from shop.tests.audit.tools import MODULES, NODE
from shop.tests.browser.chromium import find

#: A page is asked for so often; LIGHTHOUSE_RUNS=1 is a quick look.
RUNS = 5
CATEGORIES = ["performance", "accessibility", "best-practices", "seo"]
LIMITS = [
    Limit("hiệu năng", at_least=98),
    Limit("tiếp cận", at_least=100),
    Limit("thực hành", at_least=100),
    Limit("SEO", at_least=100),
    Limit("LCP", at_most=1500, unit=" ms"),
    Limit("CLS", at_most=0.02),
]
CHROME = "--headless=new --no-sandbox --disable-gpu --disable-dev-shm-usage"
REPORTS = WORK / "lighthouse"
RUN_SECONDS = 180
#: Now and then Chromium's trace lacks its beginning, and Lighthouse itself asks to be run again.
ATTEMPTS = 3
SHOWN_NODES = 3


def lighthouse(base: str, pages: dict[str, str]) -> Findings:
    """Looks at each page, on a path, and says what it thinks of it."""
    found = Findings("Lighthouse, điện thoại", LIMITS)
    runs = int(os.environ.get("LIGHTHOUSE_RUNS", RUNS))
    REPORTS.mkdir(parents=True, exist_ok=True)
    load, cores = os.getloadavg()[0], os.cpu_count()
    if load > cores:
        print(
            f"  Máy đang bận (tải {load:.0f} trên {cores} nhân): thời gian đo được sẽ xấu hơn thật.",
            flush=True,
        )
    for name, path in pages.items():
        reports = [_run(base + path, REPORTS / f"{name}-{number}.json") for number in range(1, runs + 1)]
        found.add(name, medians(reports))
        middle = sorted(reports, key=lambda report: figures(report)[0])[len(reports) // 2]
        faults, advice = minded(middle)
        found.faults += [f"{name}: {words}" for words in faults]
        found.advice += [f"{name}: {words}" for words in advice]
        # Under about 1,000 the machine was busy or is slow, and so are its figures.
        found.advice.append(f"{name}: sức máy lúc đo {middle['environment']['benchmarkIndex']:.0f}")
        print(f"  {name}: {figures(middle)}", flush=True)
    return found


def _run(address: str, file: Path) -> dict:
    command = [NODE, MODULES / "lighthouse" / "cli" / "index.js", address, "--quiet"]
    command += ["--output=json", f"--output-path={file}", f"--chrome-flags={CHROME}"]
    command += [f"--only-categories={','.join(CATEGORIES)}"]
    environment = {**os.environ, "CHROME_PATH": str(find())}
    for attempt in range(1, ATTEMPTS + 1):
        try:
            subprocess.run(command, env=environment, check=True, timeout=RUN_SECONDS)
            break
        except subprocess.SubprocessError:
            if attempt == ATTEMPTS:
                raise
            print(f"  Lighthouse không đo được {address}, đo lại.", flush=True)
    return json.loads(file.read_text(encoding="utf-8"))


def figures(report: dict) -> list[float]:
    """One run's figures in the order of the limits."""
    if error := report.get("runtimeError"):
        raise RuntimeError(f"{report['requestedUrl']}: {error['message']}")
    scores = [round(report["categories"][name]["score"] * 100) for name in CATEGORIES]
    audits = report["audits"]
    paint = round(audits["largest-contentful-paint"]["numericValue"])
    return [*scores, paint, round(audits["cumulative-layout-shift"]["numericValue"], 4)]


def medians(reports: list[dict]) -> list[float]:
    """Of each figure on its own."""
    return [statistics.median(values) for values in zip(*map(figures, reports), strict=True)]


def minded(report: dict) -> tuple[list[str], list[str]]:
    """What it counts against the page, and what it would better; performance is judged by figures alone."""
    faults, advice = {}, {}
    for category in CATEGORIES:
        for reference in report["categories"][category]["auditRefs"]:
            audit = report["audits"][reference["id"]]
            if audit["score"] is None or audit["score"] >= 1:
                continue
            counts = reference["weight"] > 0 and category != "performance"
            (faults if counts else advice)[audit["id"]] = _words(audit)
    return list(faults.values()), list(advice.values())


def _words(audit: dict) -> str:
    """Its id and title, how much, and the first elements or addresses that it names."""
    shown = [f"[{audit['id']}] {audit['title']}", audit.get("displayValue", "")]
    shown += [_place(item) for item in audit.get("details", {}).get("items", [])[:SHOWN_NODES]]
    return " · ".join(filter(None, shown))


def _place(item: dict) -> str:
    node = item.get("node") or {}
    words = [node.get("snippet"), node.get("explanation"), item.get("url"), item.get("description")]
    return " ".join(str(word) for word in words if isinstance(word, str)).replace("\n", " ")[:300]
