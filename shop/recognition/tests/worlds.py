"""Recognised, supported and inspected points for tests."""

from datetime import date, timedelta

from shop.points.models import SalesPoint
from shop.recognition import inspecting, operations
from shop.recognition.models import CriteriaDecision, Inspection, PointRecognition, PointSupport
from shop.tests.worlds import NOW

MET, NOT_MET, NOT_APPLICABLE = Inspection.Verdict


def the_criteria(number="950/QĐ-BCT") -> CriteriaDecision:
    """The ministry's decision, which a migration wrote."""
    return CriteriaDecision.objects.get(number=number)


def a_decision(**changes) -> operations.Decision:
    """A decision of the province."""
    values = {
        "decision_number": "12/QĐ-UBND",
        "decided_date": date(2024, 5, 2),
        "issuer": "UBND tỉnh Điện Biên",
        "criteria": the_criteria(),
    }
    return operations.Decision(**{**values, **changes})


def recognised(point: SalesPoint, **changes) -> PointRecognition:
    """The point, recognised."""
    return operations.recognise(point=point, decision=a_decision(**changes), by=None, now=NOW)


def supported(point: SalesPoint, **changes) -> PointSupport:
    """The point, with 80 million đồng."""
    values = {
        "budget_source": "Ngân sách tỉnh",
        "amount": 80_000_000,
        "granted_date": date(2025, 1, 10),
    }
    grant = operations.Grant(**{**values, **changes})
    return operations.grant_support(point=point, grant=grant, by=None, now=NOW)


def begun(point: SalesPoint, *, at=NOW - timedelta(hours=1), **values) -> Inspection:
    """A draft of a visit an hour ago."""
    visit = inspecting.Visit(at, values.pop("inspectors", "Lò Văn Thử"), **values)
    return inspecting.begin(point=point, visit=visit, by=None, now=NOW)


def inspected(point: SalesPoint, *verdicts: str, at=NOW - timedelta(hours=1), **values) -> Inspection:
    """A finished visit: verdicts in the order of the list, met where none is said."""
    inspection = begun(point, at=at, **values)
    criteria = list(inspection.criteria.criteria.all())
    said = [*verdicts, *[MET] * (len(criteria) - len(verdicts))]
    findings = {
        criterion.pk: inspecting.Finding(verdict, "Còn thiếu" if verdict == NOT_MET else "")
        for criterion, verdict in zip(criteria, said, strict=True)
    }
    inspecting.fill_in(inspection=inspection, seen=inspection.version, findings=findings)
    return inspecting.finish(inspection=inspection, by=None, now=NOW)
