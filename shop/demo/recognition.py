"""Sample decisions, supports and visits of sample points: something for the office's pages to show."""

from datetime import datetime, timedelta

from django.utils import timezone

from shop.demo.rows import Tally
from shop.points.models import SalesPoint
from shop.recognition.models import (
    Answer,
    CriteriaDecision,
    CriteriaSet,
    Inspection,
    PointRecognition,
    PointSupport,
)

#: By slug of the point: days since the decision, days until its support ends, and by days since each visit
#: how much of the list it missed.
SAMPLES = {
    "dien-bien-phu": (900, 60, {600: 3, 320: 1, 30: 0}),
    "muong-lay": (400, 330, {200: 2, 15: 1}),
    "tuan-giao": (300, None, {40: 2}),
}
NUMBER, ISSUER = "MẪU-{}/QĐ", "Nơi cấp mẫu"
BUDGET, AMOUNT = "Nguồn ngân sách mẫu", 50_000_000
INSPECTORS, MISSED = "Người kiểm tra mẫu", "Ghi chú mẫu: còn thiếu."


def build_recognition(*, at: datetime) -> Tally:
    """What of the samples is missing, with days counted from `at`; a point that has any keeps it as it is."""
    points = SalesPoint.objects.filter(slug__in=SAMPLES, recognitions=None, inspections=None, supports=None)
    for point in points:
        _build(point, at)
    return Tally(len(SAMPLES), len(points))


def _build(point, at):
    decided, left, visits = SAMPLES[point.slug]
    today = timezone.localdate(at)
    sample = {"point": point, "is_sample": True, "recorded_at": at}
    PointRecognition.objects.create(
        decision_number=NUMBER.format(point.pk),
        decided_date=today - timedelta(days=decided),
        issuer=ISSUER,
        criteria=CriteriaDecision.objects.first(),
        **sample,
    )
    if left is not None:
        granted, until = today - timedelta(days=730 - left), today + timedelta(days=left)
        PointSupport.objects.create(
            budget_source=BUDGET, amount=AMOUNT, granted_date=granted, keep_until_date=until, **sample
        )
    for days, missed in visits.items():
        _visit(point, at - timedelta(days=days), missed)


def _visit(point, at, missed):
    criteria = CriteriaSet.objects.on(timezone.localdate(at))
    values = {"visited_at": at, "begun_at": at, "inspectors": INSPECTORS, "is_sample": True}
    inspection = Inspection.objects.create(point=point, criteria=criteria, **values)
    verdict = Inspection.Verdict
    Answer.objects.bulk_create(
        Answer(
            inspection=inspection,
            criterion=criterion,
            verdict=verdict.NOT_MET if number < missed else verdict.MET,
            note=MISSED if number < missed else "",
        )
        for number, criterion in enumerate(criteria.criteria.all())
    )
    Inspection.objects.filter(pk=inspection.pk).update(finished_at=at + timedelta(hours=1))
