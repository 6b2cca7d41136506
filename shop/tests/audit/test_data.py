"""How blocks are put before the compiler, and what of its answer counts."""

import pytest

from shop.tests.audit import data

ANSWER = """\
data/blocks.ts(3,98): error TS2353: Object literal may only specify known properties, and '"ofers"' does not.
data/blocks.ts(3,120): error TS2322: Type 'number' is not assignable.
  Types of property '"@type"' are incompatible.
data/blocks.ts(5,1): error TS2694: Namespace has no exported member 'Produce'.
"""


def test_a_block_is_a_constant_of_its_type_on_a_line_of_its_own():
    lines = data.source([{"@type": "Store", "name": "Điểm\u2028A"}, {"@type": "Product"}]).splitlines()

    assert lines[1] == (
        r'export const b0: S.WithContext<S.Store> = {"@type": "Store", "name": "\u0110i\u1ec3m\u2028A"};'
    )
    assert lines[2].startswith("export const b1: S.WithContext<S.Product> =")


def test_what_a_site_can_do_is_checked_by_itself():
    action = {"@type": "SearchAction", "query-input": "required name=q"}
    line = data.source([{"@type": "WebSite", "potentialAction": action}]).splitlines()[1]

    assert "S.WithActionConstraints<S.SearchAction> = " in line
    assert line.count("query-input") == 1


def test_a_type_is_a_name_and_no_program():
    assert "S.Product__let_x_1>" in data.source([{"@type": "Product; let x=1"}])


def test_the_first_complaint_about_each_block_counts():
    found = data.complaints(ANSWER)

    assert set(found) == {1, 3}
    assert "ofers" in found[1]


def test_vocabulary_that_is_not_there_is_no_verdict():
    with pytest.raises(RuntimeError, match="Cannot find module"):
        data.complaints("data/blocks.ts(1,20): error TS2307: Cannot find module 'schema-dts'.")


def test_a_judge_that_overlooks_what_was_planted_fails_the_stage(monkeypatch):
    monkeypatch.setattr(data, "visitors_pages", lambda base: [])
    monkeypatch.setattr(data, "GALLERY", data.WORK / "nothing")
    monkeypatch.setattr(data, "judged", lambda found: dict.fromkeys(range(1, len(data.PLANTED)), "TS1"))

    assert not data.data("http://127.0.0.1", {}).passed
