"""The audit's own judgement: limits, medians, and what of a judge's long answer counts."""

import contextlib
import json
import subprocess

import pytest

from shop.tests.audit import lighthouse, markup, report
from shop.tests.audit.figures import Findings, Limit
from shop.tests.audit.folders import HERE


@pytest.mark.parametrize(
    ("limit", "value", "kept"),
    [
        (Limit("score", at_least=98), 98, True),
        (Limit("score", at_least=98), 97, False),
        (Limit("bytes", at_most=120), 120, True),
        (Limit("bytes", at_most=120), 120.1, False),
        (Limit("faults", at_most=0), 1, False),
    ],
)
def test_a_limit_keeps_its_own_bound(limit, value, kept):
    assert limit.kept_by(value) is kept


def test_one_figure_beyond_its_limit_fails_the_stage_and_is_named():
    found = Findings("bytes", [Limit("all", at_most=120, unit=" kB"), Limit("script", at_most=25)])
    found.add("home", [80, 3])
    assert found.passed

    found.add("list", [130.5, 3])

    assert not found.passed
    assert found.broken() == ["list: all 130.5 kB (all ≤ 120 kB)"]


def test_a_fault_fails_the_stage_though_its_figures_are_kept():
    assert not Findings("markup", faults=["a stray end tag"]).passed


def a_report(*, performance=1.0, lcp=1000.4, audits=()):
    """A Lighthouse report with these faulty audits: (category, id, weight)."""
    report = {
        "categories": {name: {"score": 1, "auditRefs": []} for name in lighthouse.CATEGORIES},
        "audits": {
            "largest-contentful-paint": {"numericValue": lcp},
            "cumulative-layout-shift": {"numericValue": 0},
        },
    }
    report["categories"]["performance"]["score"] = performance
    for category, name, weight in audits:
        report["categories"][category]["auditRefs"].append({"id": name, "weight": weight})
        items = [{"node": {"snippet": "<a>", "explanation": "too pale"}}]
        audit = {"id": name, "title": name.title(), "score": 0, "details": {"items": items}}
        report["audits"][name] = audit
    return report


def test_the_median_run_counts_of_each_figure():
    reports = [a_report(performance=p, lcp=lcp) for p, lcp in [(0.9, 900), (1.0, 3000), (0.99, 1400)]]

    assert lighthouse.medians(reports) == [99, 100, 100, 100, 1400, 0]


def test_a_run_that_failed_is_no_figure():
    with pytest.raises(RuntimeError, match="no paint"):
        lighthouse.figures({"runtimeError": {"message": "no paint"}, "requestedUrl": "/"})


@pytest.mark.parametrize(("failures", "works"), [(0, True), (2, True), (3, False)])
def test_a_run_that_broke_off_is_repeated_but_not_for_ever(monkeypatch, tmp_path, failures, works):
    file, ran = tmp_path / "report.json", []

    def run(command, **options):
        ran.append(command)
        if len(ran) <= failures:
            raise subprocess.CalledProcessError(1, "lighthouse")
        file.write_text("{}", encoding="utf-8")

    monkeypatch.setattr(lighthouse.subprocess, "run", run)
    monkeypatch.setattr(lighthouse, "find", lambda: "/usr/bin/chromium")
    expected = contextlib.nullcontext() if works else pytest.raises(subprocess.CalledProcessError)
    with expected:
        assert lighthouse._run("http://127.0.0.1/", file) == {}
    assert len(ran) == min(failures + 1, lighthouse.ATTEMPTS)


def test_what_has_weight_is_a_fault_and_the_rest_advice():
    audits = [
        ("accessibility", "contrast", 7),
        ("seo", "remark", 0),
        ("performance", "render-blocking", 25),
    ]

    faults, advice = lighthouse.minded(a_report(audits=audits))

    assert faults == ["[contrast] Contrast · <a> too pale"]
    assert [words.split()[0] for words in advice] == ["[render-blocking]", "[remark]"]


def test_errors_and_warnings_of_the_checker_count_and_remarks_do_not():
    messages = [
        {"type": "error", "message": "Stray end tag.", "url": "file:/a/home.html", "lastLine": 3},
        {"type": "info", "subType": "warning", "message": "Skipped a level."},
        {"type": "info", "message": "Trailing slash."},
        {"type": "non-document-error", "message": "Not found."},
        {"type": "info", "subType": "warning", "message": "The “list” role is unnecessary for element “ul”."},
    ]

    assert [m["message"] for m in markup.minded(messages)] == [
        "Stray end tag.",
        "Skipped a level.",
        "Not found.",
    ]
    assert markup.told(messages[:1]) == ["1× Stray end tag. ·  · home.html:3"]


def test_the_report_names_what_is_beyond_its_limit(tmp_path, capsys):
    found = Findings("bytes <here>", [Limit("all", at_most=120)], advice=["less"])
    found.add("home", [130])

    report.tell(found)
    page = report.keep([found], tmp_path).read_text(encoding="utf-8")

    assert "✗ 130" in capsys.readouterr().out
    assert '<td class="broken">130</td>' in page
    assert "bytes &lt;here&gt;" in page
    assert json.loads((tmp_path / "report.json").read_text(encoding="utf-8"))[0]["passed"] is False


def test_what_npm_installs_is_pinned_by_hash_and_comes_from_the_public_registry():
    wanted = json.loads((HERE / "package.json").read_text(encoding="utf-8"))
    locked = json.loads((HERE / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    named = {**wanted["dependencies"], **wanted["optionalDependencies"]}
    assert {name: locked[f"node_modules/{name}"]["version"] for name in named} == named
    packages = {name: package for name, package in locked.items() if name}
    assert [name for name, package in packages.items() if not package["integrity"]] == []
    elsewhere = [
        package["resolved"]
        for package in packages.values()
        if not package.get("resolved", "https://registry.npmjs.org/").startswith(
            "https://registry.npmjs.org/"
        )
    ]
    assert elsewhere == []
